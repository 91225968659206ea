import { spawn } from "node:child_process";
import { merkelNetwork, trainingSpeed } from "@joulebook/training";
import { commit } from "./commit.mjs";
import { machine } from "./machine.mjs";

const widths = [8, 16, 32, 64];
const runs = 3;

/** @type {import("./measure.mjs").Benchmark} */
export const benchmark = {
  name: "training of the six-exit network",
  run: async () => {
    const own = widths.flatMap((filters) => {
      const network = merkelNetwork({ layers: 6, filters, exits: "all", dropout: 0.8 });
      const steps = Math.max(2, Math.round(1600 / filters ** 1.5));
      const speeds = Array.from({ length: runs }, () => trainingSpeed(network, { steps }));
      return [
        result(
          `training, ${filters} filters`,
          "images/CPU-s",
          speeds.map((speed) => speed.imagesPerCpuSecond),
        ),
        result(
          `training, ${filters} filters, share of SIMD peak`,
          "%",
          speeds.map((speed) => (100 * speed.macsPerCpuSecond) / speed.peakMacsPerCpuSecond),
        ),
      ];
    });
    const alone = await processes(1);
    const both = await processes(2);
    return [...own, result("training in two processes against one, 16 filters", "x", [both / alone])];
  },
};

/**
 * @param {string} name
 * @param {string} unit
 * @param {readonly number[]} values
 */
function result(name, unit, values) {
  const [low = 0, median = low, high = median] = values.toSorted((a, b) => a - b);
  return { name, unit, median, iqr: (high - low) / 2, n: values.length, machine: machine(), commit: commit() };
}

/**
 * Images per second of wall time of so many processes at once.
 *
 * @param {number} count
 */
async function processes(count) {
  const code =
    'const { merkelNetwork, trainingSpeed } = await import("@joulebook/training"); const started = performance.now();' +
    'trainingSpeed(merkelNetwork({ layers: 6, filters: 16, exits: "all" }), { steps: 28 }); console.log(30 * 64000 / (performance.now() - started));';
  const rates = await Promise.all(Array.from({ length: count }, () => printed(["--input-type=module", "-e", code])));
  return rates.reduce((sum, rate) => sum + rate, 0);
}

/**
 * The number that a program prints.
 *
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function printed(args) {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (part) => {
    text += part;
  });
  return new Promise((resolve, reject) =>
    child.on("exit", (code) => (code === 0 ? resolve(Number(text)) : reject(new Error(`process ended with ${code}`)))),
  );
}
