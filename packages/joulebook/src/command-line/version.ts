import { readFileSync } from "node:fs";

/** The version of this package, e.g. "0.1.0". */
export function version(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}
