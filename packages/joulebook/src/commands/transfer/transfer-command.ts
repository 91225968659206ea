import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { collect } from "../collect.js";
import { networkArgument } from "../network/network-options.js";
import type { TransferCommandOptions, ProbesCommandOptions } from "./transfer-options.js";

export function transferCommand(run: Run): Command {
  return new Command("transfer")
    .summary("predict a new board from few measurements")
    .description(
      "Predicts the energy of models that nobody measured on a board, from a few that were and from the boards that are known, " +
        "with intervals. Where more was measured than is used, the predictions are scored with the rest.",
    )
    .requiredOption(
      "--measurements <file...>",
      "tables with the columns of the MLPerf table: what was measured on the board",
    )
    .option("--device <name>", "the board, where the table holds several")
    .option("--backend <name>", "runtimes to use, separated by commas (default: all in the table)")
    .option("--probes <count>", "measurements to use per runtime, chosen for what they tell (default: all)")
    .option("--level <share>", "share of energies that an interval should hold (default: 80%)")
    .option("--seed <number>", "seed of the random probes shown for comparison (default: 0)")
    .option("--network <network>", `predict this one, too, from its size: ${networkArgument} (repeatable)`, collect, [])
    .addHelpText(
      "after",
      examples(
        ["joulebook transfer --measurements mine.csv", "everything else, from all that was measured"],
        ["joulebook transfer --measurements mine.csv --network my-network.tflite", "and a network of your own"],
        [
          "joulebook transfer --measurements mine.csv --probes 3 --seed 1 --json",
          "how good three measurements are, for programs",
        ],
      ),
    )
    .action((options: TransferCommandOptions) =>
      run(async () => (await import("./transfer-action.js")).transferAction(options)),
    );
}

export function probesCommand(run: Run): Command {
  return new Command("probes")
    .summary("which models to measure first on a new board")
    .description(
      "Models whose energies tell most about all others on a board that nobody measured, most telling first.",
    )
    .option("--count <count>", "how many (default: 3)")
    .option("--backend <name>", "runtime that will be used, e.g. tflite-ruy")
    .option("--device-like <name>", "leave this known board out of what is known, to see what it would have been asked")
    .addHelpText(
      "after",
      examples(
        ["joulebook probes", "three models to measure"],
        ["joulebook probes --count 5 --backend tflite-ruy", "five, for a runtime"],
      ),
    )
    .action((options: ProbesCommandOptions) =>
      run(async () => (await import("./probes-action.js")).probesAction(options)),
    );
}
