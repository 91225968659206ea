import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { InputError } from "@joulebook/core";

/** Where tslab lies, and the TypeScript that it compiles cells with. */
export interface TslabInstallation {
  readonly directory: string;
  readonly version: string;
  /** `require` as tslab's own files see it. */
  readonly require: NodeJS.Require;
}

/**
 * Finds tslab: beside `from` first (a user's project), then beside this package.
 *
 * @throws InputError (exit 1) that says how to install it
 */
export function findTslab(from: string = process.cwd()): TslabInstallation {
  for (const base of [join(from, "package.json"), import.meta.url]) {
    try {
      const manifest = createRequire(base).resolve("tslab/package.json");
      const require = createRequire(manifest);
      const { version } = require(manifest) as { version: string };
      return { directory: dirname(manifest), version, require };
    } catch {
      // Not installed here: the next place may have it.
    }
  }
  throw new InputError(
    [{ code: "no-kernel", message: "the notebook kernel tslab is not installed", fix: "npm install tslab@1.0.22" }],
    1,
  );
}
