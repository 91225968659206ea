// Runs the benchmarks of tools/bench: one BenchResult as a line of JSON on standard output each, and what it means on
// standard error. Usage: node tools/bench.mjs [word in the name...]
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prepare } from "./setup/prepare.mjs";
import { workspace } from "./setup/workspace.mjs";

const words = process.argv.slice(2);
const folder = join(workspace, "tools", "bench");

/** @returns {Promise<import("./bench/measure.mjs").Benchmark[]>} */
async function benchmarks() {
  const files = readdirSync(folder).filter((file) => file.endsWith(".bench.mjs"));
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(join(folder, file)).href)));
  return modules.flatMap((module) => module.benchmarks ?? [module.benchmark]);
}

/** @param {import("./bench/measure.mjs").Benchmark} benchmark */
async function report({ run, target }) {
  for (const result of await run()) {
    const { name, median, iqr, unit, n, peer } = result;
    console.log(JSON.stringify(result));
    const aim = target === undefined ? "" : `, target ${target} ${unit}: ${median <= target ? "met" : "MISSED"}`;
    const beside = peer === undefined ? "" : `; ${peer.name}: ${peer.median.toFixed(1)} ${unit}`;
    console.error(`${name}: ${median.toFixed(1)} ${unit} (iqr ${iqr.toFixed(1)}, n ${n})${aim}${beside}`);
  }
}

const { built } = await prepare();
if (!built) process.exit(1);
const chosen = (await benchmarks()).filter(({ name }) => words.every((word) => name.includes(word)));
if (chosen.length === 0) {
  console.error(`no benchmark has ${words.map((word) => `"${word}"`).join(" and ")} in its name`);
  process.exitCode = 2;
}
for (const benchmark of chosen) {
  try {
    await report(benchmark);
  } catch (error) {
    console.error(`${benchmark.name}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
