// Writes THIRD_PARTY.md from the datapackages of the datasets that ship; with --check it fails on a difference instead.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { workspace } from "./setup/workspace.mjs";
import { dataPackages } from "./third-party/data-packages.mjs";
import { thirdPartyText } from "./third-party/third-party-text.mjs";

const file = join(workspace, "THIRD_PARTY.md");
const datasets = dataPackages(workspace);
const text = thirdPartyText(datasets);
const same = existsSync(file) && readFileSync(file, "utf8") === text;
if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (!same) {
  console.error("THIRD_PARTY.md differs from the datapackages: run `npm run third-party`");
  process.exitCode = 1;
}
console.log(`third-party: ${datasets.length} datasets`);
