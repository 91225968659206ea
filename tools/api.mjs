// Writes each package's public types to api/<package>.d.ts; with --check it fails on a difference instead.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiDifferences, apiFiles } from "./api/api-files.mjs";
import { workspace } from "./setup/workspace.mjs";

const folder = join(workspace, "api");
const files = apiFiles(workspace);
const differences = apiDifferences(files, folder);
if (process.argv.includes("--check")) {
  for (const difference of differences) console.error(difference);
  if (differences.length > 0)
    console.error("public types changed: run `npm run api`, add a line to CHANGELOG.md, commit both");
  process.exitCode = differences.length === 0 ? 0 : 1;
} else {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [file, text] of files) writeFileSync(join(folder, file), text);
}
console.log(`api: ${files.size} packages, ${differences.length} differences`);
