import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ingestFiles } from "@joulebook/measurements";
import { measureInProcess, nodeProgram } from "./in-process.mjs";

const devices = 40;
const models = 5000;
const growth = [1000, 10_000, 100_000, 1_000_000];

/** @type {import("./measure.mjs").Benchmark[]} */
export const benchmarks = [
  { name: "ingest, 1,000,000 rows", target: 3000, run: async () => ingesting(1_000_000, 5) },
  {
    name: "recommend, 1,000,000 stored rows, one device",
    target: 300,
    run: async () => recommending({ rows: 1_000_000, runs: 7, device: "board-3" }),
  },
  {
    name: "recommend, 1,000,000 stored rows, all devices",
    target: 300,
    run: async () => recommending({ rows: 1_000_000, runs: 7 }),
  },
  {
    name: "recommend, 1,000,000 stored rows, all devices, each a configuration of its own",
    run: async () => recommending({ rows: 1_000_000, runs: 7, repeated: false }),
  },
  { name: "ingest, growth", run: async () => growth.flatMap((rows) => ingesting(rows, 3).slice(0, 1)) },
  {
    name: "recommend from the store, growth",
    run: async () => {
      const results = [];
      for (const device of ["board-3", undefined])
        for (const rows of growth) results.push(...(await recommending({ rows, runs: 3, device })));
      return results;
    },
  },
];

/**
 * @param {number} rows
 * @param {number} runs
 */
function ingesting(rows, runs) {
  return inFolder((folder) => {
    const path = table(folder, rows);
    const store = JSON.stringify(join(folder, "store"));
    const program = nodeProgram(
      `ingest, ${rows.toLocaleString("en")} rows`,
      `import { rmSync } from "node:fs"; import { ingestFiles } from "@joulebook/measurements"; rmSync(${store}, { recursive: true, force: true });`,
      `await ingestFiles([${JSON.stringify(path)}], { store: ${store} });`,
    );
    const { wall, cpu } = measureInProcess(program, { runs });
    return [wall, cpu];
  });
}

/**
 * From the store's files to an answer, in a process that has read nothing before.
 *
 * @param {{ rows: number, runs: number, device?: string | undefined, repeated?: boolean }} options
 */
async function recommending({ rows, runs, device, repeated = true }) {
  const folder = mkdtempSync(join(tmpdir(), "joulebook-bench-"));
  try {
    const store = join(folder, "store");
    await ingestFiles([table(folder, rows, { repeated })], { store });
    const which = device === undefined ? { store } : { store, device };
    const what = `${device === undefined ? "all devices" : "one device"}${repeated ? "" : ", each a configuration of its own"}`;
    const program = nodeProgram(
      `recommend, ${rows.toLocaleString("en")} stored rows, ${what}`,
      'import { candidateTable, newestRows, readStoreTable } from "@joulebook/measurements"; import { recommend } from "@joulebook/recommender";',
      `const { table } = await readStoreTable(${JSON.stringify(which)});
       const { candidates } = candidateTable(newestRows(table).table);
       if (!recommend(candidates, { budget: { kind: "inference", energy: 0.05 } }).feasible) throw new Error("nothing fits");`,
    );
    const { wall, cpu } = measureInProcess(program, { runs });
    return [wall, cpu];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @template T
 * @param {(folder: string) => T} work
 */
function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "joulebook-bench-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A table of 5,000 models on 40 devices: text, numbers with units, several rows of most configurations, or one of each.
 *
 * @param {string} folder
 * @param {number} rows
 * @param {{ repeated?: boolean }} [options]
 */
function table(folder, rows, { repeated = true } = {}) {
  const path = join(folder, "rows.csv");
  const file = openSync(path, "w");
  writeSync(file, "model,device,backend,precision,accuracy,latency_ms,energy_mJ,power_W,energy_basis,threads\n");
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let row = 0; row < rows; ) {
    let text = "";
    for (const end = Math.min(rows, row + 10_000); row < end; row++) {
      const size = uniform();
      const accuracy = (0.3 + 0.6 * size * (0.8 + 0.2 * uniform())).toFixed(4);
      const latency = (1 + 200 * size * uniform()).toFixed(4);
      const energy = (0.5 + 900 * size ** 2 + 20 * uniform()).toFixed(4);
      const power = (1 + 4 * uniform()).toFixed(3);
      const { model, device, kind } = repeated ? repeatedRow(row) : singleRow(row);
      text += `net-${model},board-${device},tflite,${kind % 2 ? "int8" : "fp32"},${accuracy},${latency},${energy},${power},board,${1 + (kind >> 1)}\n`;
    }
    writeSync(file, text);
  }
  closeSync(file);
  return path;
}

/** @param {number} row */
function repeatedRow(row) {
  return { model: row % models, device: row % devices, kind: row % 8 };
}

/** @param {number} row */
function singleRow(row) {
  const rest = Math.floor(row / models);
  return { model: row % models, device: rest % devices, kind: Math.floor(rest / devices) };
}
