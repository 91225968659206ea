// Simulates the 96 designs of arXiv 2512.04705 on its quad core by both conventions, and one of them at other bits, and
// writes reports/data/quad-core-designs.csv, which the study reproduction/accelerators reads. With --check it says which
// rows differ instead. Build first. Usage: node tools/simulate-designs.mjs [--check]
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { trainedDesigns } from "@joulebook/design";
import { designsTable } from "../reports/dist/reproduction/accelerators/designs-table.js";
import { quantised } from "../reports/dist/reproduction/accelerators/quantised.js";
import { designSimulator } from "../reports/dist/reproduction/accelerators/simulate.js";
import { quadCore } from "../reports/dist/reproduction/accelerators/system.js";
import { workspace } from "./setup/workspace.mjs";

const file = join(workspace, "reports", "data", "quad-core-designs.csv");
const designs = trainedDesigns(
  readFileSync(join(workspace, "packages", "design", "data", "eenn-cifar10", "designs.csv"), "utf8"),
);
const start = performance.now();
const system = await quadCore();
const rows = ["stream", "sound"].flatMap((convention) => {
  const simulator = designSimulator(system, /** @type {"stream" | "sound"} */ (convention));
  const example = designs.find(({ id }) => id === quantised.design);
  if (example === undefined) throw new Error(`no design ${quantised.design}`);
  return [
    ...designs.map((design) => simulator.simulate(design)),
    ...quantised.combinations.filter(({ bits }) => bits !== "8/8").map(({ bits }) => simulator.simulate(example, bits)),
  ];
});
const text = designsTable(rows);
const before = process.argv.includes("--check") ? readFileSync(file, "utf8") : undefined;
if (before === undefined) writeFileSync(file, text);
else if (before !== text) {
  const known = new Set(before.split("\n"));
  for (const line of text.split("\n").filter((one) => !known.has(one))) console.error(`differs: ${line.slice(0, 80)}`);
  process.exitCode = 1;
}
console.log(`simulate-designs: ${rows.length} rows in ${((performance.now() - start) / 1000).toFixed(1)} s`);
