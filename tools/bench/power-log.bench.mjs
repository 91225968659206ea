import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureInProcess, nodeProgram } from "./in-process.mjs";

const megabyte = 1e6;

/** Logs of 1,000 samples a second that are quiet and busy in turns. */
const kinds = {
  "two columns": {
    header: "time_s,power_W\n",
    /** @param {string} time @param {string} power */
    row: (time, power) => `${time},${power}\n`,
  },
  "units and quotes": {
    header: '"timestamp","power.draw","temperature","note"\n',
    /** @param {string} time @param {string} power @param {number} n */
    row: (time, power, n) => `${time} s,"${power} W",${40 + (n % 7)},"a, b"\n`,
  },
};

/**
 * From a file to joules in one process: whole log, quiet part and findings. 150 MB/s of two plain columns are 667 ms for 100 MB, 60 MB/s with
 * units, quotes and checks 1,667 ms.
 *
 * @type {import("./measure.mjs").Benchmark[]}
 */
export const benchmarks = [
  benchmark("power log, 100 MB, two columns", "two columns", 100, 667),
  benchmark("power log, 100 MB, units and quotes", "units and quotes", 100, 1667),
  {
    name: "power log, memory",
    target: 200,
    run: async () => [1, 10, 100, 1000].map((size) => onLog("two columns", size, { runs: 1 }).memory),
  },
  {
    name: "power log, growth",
    run: async () =>
      [1, 10, 100, 1000].flatMap((size) => {
        const { wall, cpu } = onLog("two columns", size, { runs: size < 1000 ? 3 : 1, pandas: size < 1000 });
        return [wall, cpu];
      }),
  },
];

/**
 * @param {string} name
 * @param {keyof typeof kinds} kind
 * @param {number} size in MB
 * @param {number} target in ms
 * @returns {import("./measure.mjs").Benchmark}
 */
function benchmark(name, kind, size, target) {
  return {
    name,
    target,
    run: async () => {
      const results = onLog(kind, size, { runs: 7, pandas: true });
      return [results.wall, results.cpu];
    },
  };
}

/**
 * @param {keyof typeof kinds} kind
 * @param {number} size in MB
 * @param {{ runs: number, pandas?: boolean }} options
 */
function onLog(kind, size, { runs, pandas = false }) {
  const folder = mkdtempSync(join(tmpdir(), "joulebook-bench-"));
  try {
    const path = join(folder, "log.csv");
    writeLog(path, kinds[kind], size * megabyte);
    const program = nodeProgram(
      `power log, ${size} MB, ${kind}`,
      'import { readPowerLog } from "@joulebook/measurements";',
      `await readPowerLog(${JSON.stringify(path)});`,
    );
    return measureInProcess(program, { runs, peer: pandas ? pandasProgram(kind, path) : undefined });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} path
 * @param {typeof kinds[keyof typeof kinds]} kind
 * @param {number} bytes
 */
function writeLog(path, { header, row }, bytes) {
  const file = openSync(path, "w");
  let size = writeSync(file, header);
  for (let n = 0; size < bytes; ) {
    let text = "";
    for (let k = 0; k < 20_000; k++, n++) {
      const power = 2 + 4 * (Math.floor(n / 20_000) % 2) + 0.1 * ((n * 7919) % 1000) * 1e-3;
      text += row((n / 1000).toFixed(3), power.toFixed(4), n);
    }
    size += writeSync(file, text);
  }
  closeSync(file);
}

const python = "/usr/bin/python3";

/**
 * The same energy with pandas, where Debian's is installed: the whole table in memory, then trapezoids.
 *
 * @param {keyof typeof kinds} kind
 * @param {string} path
 * @returns {import("./in-process.mjs").Program | undefined}
 */
function pandasProgram(kind, path) {
  if (spawnSync(python, ["-c", "import pandas"]).status !== 0) {
    console.error("pandas is not installed (apt-get install python3-pandas): no peer");
    return undefined;
  }
  const read =
    kind === "two columns"
      ? "table = pandas.read_csv(path); t, p = table['time_s'], table['power_W']"
      : "table = pandas.read_csv(path); t = table['timestamp'].str.removesuffix(' s').astype(float); p = table['power.draw'].str.removesuffix(' W').astype(float)";
  const code = `
import json, resource, time
import numpy, pandas
path = ${JSON.stringify(path)}
start, busy = time.perf_counter(), time.process_time()
${read}
energy = numpy.trapz(p, t)
ms, cpu = 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - busy)
print(json.dumps({"ms": ms, "cpu": cpu, "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))`;
  return { name: "pandas, read_csv and trapezoids", command: python, args: ["-c", code] };
}
