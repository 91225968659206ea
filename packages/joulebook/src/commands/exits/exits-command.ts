import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import type { ExitsEvaluateOptions, ExitsTuneOptions } from "./exits-options.js";

export function exitsCommand(run: Run): Command {
  return new Command("exits")
    .summary("evaluate and tune early exits on recorded answers")
    .description(
      "Early-exit networks: what thresholds give, replayed exactly on recorded answers (traces), and thresholds for a wanted " +
        "accuracy or energy.",
    )
    .addCommand(evaluateCommand(run))
    .addCommand(tuneCommand(run));
}

const tracesArgument = "trace file (.csv or .csv.gz), or the name of a run that ships, e.g. combined-L6-N16-s0";

function shared(command: Command): Command {
  return command
    .argument("<traces>", tracesArgument)
    .requiredOption(
      "--costs <file|network>",
      "costs until each exit (JSON: energy_mJ, latency_ms), or a network with exits (ONNX, TFLite, zoo); by width: 0.5=FILE,1=FILE",
    )
    .option("--on <device>", "device that a network's costs are estimated on; without it costs are MACs")
    .option(
      "--heads <which>",
      "heads that are paid for: passed (all on the way, default) or answering (that one alone)",
    )
    .option("--rule <name>", "max-softmax, entropy or margin (default: max-softmax)")
    .option("--calibrate", "fit a temperature per exit on the validation split first")
    .option("--combine", "answer with the mean of all exits passed")
    .option("--classes <count>", "number of classes, where the trace holds no logits")
    .option("--width <share>", "rows of this width, where the trace has several");
}

function evaluateCommand(run: Run): Command {
  return shared(
    new Command("evaluate")
      .summary("what thresholds give")
      .description("Accuracy, exit shares, energy, latency and their products under given thresholds, with intervals."),
  )
    .option(
      "--thresholds <list>",
      "one for each exit but the last, e.g. 0.7,0.8; by class with slashes: 0.7/0.6,0.8/0.9",
    )
    .option("--accuracy <share>", "instead of thresholds: Merkel's rule (10) for this wanted accuracy")
    .option("--betas <weights>", "weights beta1,beta2 of that rule (default: 1,1)")
    .option("--reliability", "how far confidence is accuracy at each exit, before and after a temperature")
    .option("--split <name>", "train, val or test (default: all that there are)")
    .addHelpText(
      "after",
      examples(
        [
          "joulebook exits evaluate combined-L6-N16-s0 --costs merkel-l6-n16-exits --thresholds 0.8,0.8,0.8,0.8,0.8",
          "a shipped run",
        ],
        ["joulebook exits evaluate traces.csv --costs costs.json --thresholds 0.9 --json", "your own, for programs"],
        [
          "joulebook exits evaluate combined-L6-N16-s0 --costs merkel-l6-n16-exits --accuracy 50% --betas 0.8,1.1 --reliability",
          "a published rule, and how well calibrated the exits are",
        ],
      ),
    )
    .action((traces: string, options: ExitsEvaluateOptions) =>
      run(async () => (await import("./evaluate-action.js")).evaluateAction(traces, options)),
    );
}

function tuneCommand(run: Run): Command {
  return shared(
    new Command("tune")
      .summary("thresholds for a wanted accuracy or energy")
      .description(
        "Thresholds with the least mean cost at an accuracy, or the best accuracy within a mean cost: chosen on the validation " +
          "split, reported on the test split. Exit code 4 when no thresholds reach it.",
      ),
  )
    .option("--accuracy <share>", "wanted accuracy, e.g. 76%")
    .option("--budget <amount>", "mean cost, in the unit of the costs, e.g. 2mJ or 40M for MACs")
    .option("--by-class", "a threshold for each exit and predicted class")
    .option("--confidence <level>", "tune on half of the validation split, and bound the accuracy on the other half")
    .option("--seed <number>", "seed of the search beyond two exits (default: 0)")
    .addHelpText(
      "after",
      examples(
        [
          "joulebook exits tune combined-L6-N16-s0 --costs merkel-l6-n16-exits --accuracy 55%",
          "the cheapest thresholds for 55 %",
        ],
        [
          "joulebook exits tune traces.csv.gz --costs costs.json --budget 2mJ --confidence 95%",
          "within an energy, with a bound",
        ],
      ),
    )
    .action((traces: string, options: ExitsTuneOptions) =>
      run(async () => (await import("./tune-action.js")).tuneAction(traces, options)),
    );
}
