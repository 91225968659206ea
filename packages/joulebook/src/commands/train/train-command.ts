import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import type { TrainCommandOptions } from "./train-options.js";

export function trainCommand(run: Run): Command {
  return new Command("train")
    .summary("train small early-exit networks and write their traces")
    .description(
      "Trains the networks of experiment files on the CPU and writes, for every image and exit, what the network said " +
        "(a trace), with the epoch log. An interrupted run goes on when it is started again and ends with the same bytes.",
    )
    .argument("<experiment...>", "experiment files, or names of experiments that ship")
    .option("--data <folder>", "folder of the data set, where it does not ship")
    .option("--out <folder>", "receives one folder of results per experiment", "results")
    .option("--work <folder>", "keeps checkpoints and weights", ".cache/training")
    .option("--jobs <count>", "experiments trained at a time, each in a process of its own (default: 1)")
    .option("--stop-after <time>", "end each training after this time with the epochs that are done, e.g. 30min")
    .addHelpText(
      "after",
      examples(
        ["joulebook train mine.json --data cifar-10-batches-bin", "an experiment of your own on CIFAR-10"],
        ["joulebook train combined-L6-N16-s0 --data cifar-10-batches-bin --out mine", "a shipped experiment again"],
        ["joulebook train a.json b.json --jobs 2 --json", "two experiments side by side, for programs"],
      ),
    )
    .action((experiments: readonly string[], options: TrainCommandOptions) =>
      run(async (invocation) => (await import("./train-action.js")).trainAction(experiments, options, invocation)),
    );
}
