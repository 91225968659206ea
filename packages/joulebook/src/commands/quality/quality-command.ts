import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import type { QualityCommandOptions } from "./quality-options.js";

export function qualityCommand(run: Run): Command {
  return new Command("quality")
    .summary("what to know of a dataset before it is trusted")
    .description(
      "For each dataset: rows that stand twice, values that cannot be (energy below idle, more than 5 % off power x time, " +
        "accuracy above 1), values far from predictions that are handed in, and which models were measured on which devices.",
    )
    .argument("[dataset...]", "stored or shipped datasets (default: all of the store)")
    .option("--store <folder>", "store (default: joulebook-store)")
    .option("--predictions <file>", "table of what a cost model says: model, device, energy or latency")
    .addHelpText(
      "after",
      examples(
        ["joulebook quality mlperf-inference-edge-open", "a shipped dataset"],
        ["joulebook quality boards --predictions estimates.csv --json", "one's own, against estimates, for programs"],
      ),
    )
    .action((datasets: readonly string[], options: QualityCommandOptions) =>
      run(async () => (await import("./quality-action.js")).qualityAction(datasets, options)),
    );
}
