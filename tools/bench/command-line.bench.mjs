import { join } from "node:path";
import { run } from "../setup/run.mjs";
import { workspace } from "../setup/workspace.mjs";
import { measureAbove } from "./measure.mjs";

const bin = join(workspace, "packages", "joulebook", "dist", "bin.js");
const resnet18 = join(workspace, "packages", "network", "test", "golden", "onnx", "resnet18.onnx");
const baseline = { name: "an empty Node process", run: () => program(["-e", "0"]) };

/** @type {readonly import("./measure.mjs").Benchmark[]} */
export const benchmarks = [
  commandLine("joulebook --help", 100, ["--help"]),
  commandLine("joulebook count resnet18.onnx", 100, ["count", resnet18]),
  commandLine("joulebook recommend", 500, ["recommend", "--device", "raspberry-pi-4", "--budget", "100mJ", "--json"]),
];

/**
 * @param {string} command
 * @param {number} target
 * @param {readonly string[]} args
 * @returns {import("./measure.mjs").Benchmark}
 */
function commandLine(command, target, args) {
  const name = `${command}, above an empty Node process`;
  const subject = { name, run: () => program([bin, ...args]) };
  return { name, target, run: async () => [await measureAbove(subject, { runs: 15, baseline })] };
}

/** @param {readonly string[]} args */
async function program(args) {
  const { code, output } = await run(process.execPath, args, { quiet: true });
  if (code !== 0) throw new Error(`node ${args.join(" ")} ended with code ${code}: ${output.trim()}`);
}
