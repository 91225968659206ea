import { createRequire } from "node:module";
import { join } from "node:path";
import type { DoctorCheck } from "@joulebook/core";

/** Whether an optional package is installed, in the current project or beside joulebook; its absence is a warning. */
export function checkModule(module: string, version: string, use: string): DoctorCheck {
  const check = { name: `${module} (${use})`, expected: version };
  for (const base of [join(process.cwd(), "package.json"), import.meta.url]) {
    try {
      const found = (createRequire(base)(`${module}/package.json`) as { readonly version: string }).version;
      return { ...check, status: "ok", found };
    } catch {
      // Not installed here: the next place may have it.
    }
  }
  return { ...check, status: "warning", fix: `npm install ${module}@${version}` };
}
