// Writes the parts of README.md that come from the code: the recommendation's output and the package table.
// With --check it fails on a difference instead.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { consoleBlock, packageTable, withPart } from "./readme/generated-parts.mjs";
import { workspaceFolders } from "./setup/build.mjs";
import { run } from "./setup/run.mjs";
import { workspace } from "./setup/workspace.mjs";

const file = join(workspace, "README.md");
const example = ["recommend", "--device", "raspberry-pi-4", "--budget", "100mJ"];

async function exampleOutput() {
  const bin = join(workspace, "packages", "joulebook", "dist", "bin.js");
  const { code, output, stdout } = await run(process.execPath, [bin, ...example], {
    quiet: true,
    env: { NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  if (code !== 0) throw new Error(`joulebook ${example.join(" ")} ended with code ${code}: ${output.trim()}`);
  return consoleBlock(["npx joulebook", ...example].join(" "), stdout);
}

/** The face first, then the others by name. */
function packages() {
  return workspaceFolders(workspace)
    .map((folder) => ({ folder, ...JSON.parse(readFileSync(join(workspace, folder, "package.json"), "utf8")) }))
    .filter((item) => item.private !== true)
    .toSorted((a, b) => Number(b.name === "joulebook") - Number(a.name === "joulebook") || (a.name < b.name ? -1 : 1));
}

const before = readFileSync(file, "utf8");
const after = withPart(withPart(before, "example", await exampleOutput()), "packages", packageTable(packages()));
if (!process.argv.includes("--check")) writeFileSync(file, after);
else if (after !== before) {
  console.error("README.md differs from what the code prints: run `npm run readme` and read the change");
  process.exitCode = 1;
}
console.log(`readme: ${after === before ? "up to date" : "differs"}`);
