import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require: NodeJS.Require = createRequire(import.meta.url);

/** Versions of the libraries that decide how a report looks. */
export function rendererVersions(): { readonly name: string; readonly version: string }[] {
  return ["plotly.js", "katex"].map((name) => ({ name, version: versionOf(name) }));
}

function versionOf(name: string): string {
  return (JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8")) as { version: string }).version;
}
