// Tests the tests: changes the sources in small ways and asks which changes no test notices. Takes minutes to an hour.
// Usage: node tools/mutation.mjs [package [glob]], e.g. node tools/mutation.mjs core "src/front/*.ts"
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mutated, strykerOptions } from "./mutation/stryker-options.mjs";
import { runVisibly } from "./setup/run.mjs";
import { workspace } from "./setup/workspace.mjs";

const [wanted, only] = process.argv.slice(2);
const names = wanted === undefined ? Object.keys(mutated) : [wanted];
for (const name of names) {
  if (!(name in mutated)) {
    console.error(`no mutation tests for ${name}; there are: ${Object.keys(mutated).join(", ")}`);
    process.exit(2);
  }
}
const folder = join(workspace, ".cache", "mutation");
mkdirSync(folder, { recursive: true });
for (const name of names) {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(strykerOptions(name, only), undefined, 2));
  const stryker = join(workspace, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");
  const { code } = await runVisibly(process.execPath, [stryker, "run", file]);
  if (code !== 0) process.exitCode = 1;
}
