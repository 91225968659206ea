// Writes packages/joulebook/src/index.ts from what the packages export; with --check it fails on a difference instead.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { faceText } from "./face/face-text.mjs";
import { workspace } from "./setup/workspace.mjs";

const file = join(workspace, "packages/joulebook/src/index.ts");
const biome = join(workspace, "node_modules/.bin/biome");
const text = execFileSync(biome, ["format", `--stdin-file-path=${file}`], {
  cwd: workspace,
  input: faceText(workspace),
  encoding: "utf8",
});
const same = text === readFileSync(file, "utf8");
if (process.argv.includes("--check")) {
  if (!same) console.error("the public names changed: run `npm run face`");
  process.exitCode = same ? 0 : 1;
} else if (!same) writeFileSync(file, text);
console.log(`face: ${same ? "up to date" : "changed"}`);
