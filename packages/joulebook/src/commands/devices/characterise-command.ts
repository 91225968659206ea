import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import type { CharacteriseOptions } from "./characterise-options.js";

export function characteriseCommand(run: Run): Command {
  return new Command("characterise")
    .summary("make a device file from timed layers")
    .description(
      "A device file from your own measurements: a CSV with one row per timed layer. Columns: kind, macs (ops where a " +
        "kind has no MACs), outputs, latency_ms; optional layer, resolution_ms, power_mW. Times are taken as known to " +
        "their last digit: 0.1 ms is 50 % uncertain.",
    )
    .argument("<table>", "CSV file with a row per timed layer")
    .option("--id <id>", "id of the device (default: the file's name)")
    .option("--title <text>", "title of the device")
    .option("--power <power>", "average power while computing, e.g. 330mW (default: mean of power_mW)")
    .option("--clock <frequency>", "e.g. 216MHz")
    .option("--voltage <voltage>", "supply while the layers were timed, e.g. 1.8V")
    .option("--flash <size>", "memory for weights, e.g. 1MB")
    .option("--sram <size>", "memory for activations, e.g. 320KB")
    .option("--software <name>", "kernels that were timed")
    .option("--out <file>", "write the device file here")
    .addHelpText(
      "after",
      examples(
        [
          "joulebook devices characterise layers.csv --power 330mW --out mine.json",
          "then: estimate ... --on mine.json",
        ],
        ["joulebook devices characterise layers.csv --json", "the device file inside a document"],
      ),
    )
    .action((table: string, options: CharacteriseOptions) =>
      run(async () => (await import("./characterise-action.js")).characteriseAction(table, options)),
    );
}
