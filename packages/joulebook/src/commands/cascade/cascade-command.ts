import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";

export interface CascadeRunOptions {
  readonly duration?: string;
  readonly seed?: string;
}

export interface CascadeSweepOptions {
  readonly over?: string;
}

export interface CascadeOptimiseOptions {
  readonly samples?: string;
  readonly seed?: string;
}

const scenarioArgument = "scenario file (JSON), or the name of one that ships, e.g. person-detection-ndp120";

export function cascadeCommand(run: Run): Command {
  return new Command("cascade")
    .summary("always-on cascades: power, recall, false alarms, latency")
    .description(
      "Always-on cascades: a small network watches, a larger one is called when it suspects an event, a cloud may judge last. " +
        "What a scenario draws and finds, in closed form and simulated.",
    )
    .addCommand(runCommand(run))
    .addCommand(sweepCommand(run))
    .addCommand(optimiseCommand(run));
}

function runCommand(run: Run): Command {
  return new Command("run")
    .summary("what a scenario draws and finds")
    .description(
      "Average power and its parts, recall and precision per event, false alarms, time to detection, battery life: in closed form, " +
        "and simulated with intervals. What nobody measured is marked as assumed.",
    )
    .argument("<scenario>", scenarioArgument)
    .option("--duration <time>", "time to simulate (default: 30d)")
    .option("--seed <number>", "seed of the simulation (default: 0)")
    .addHelpText(
      "after",
      examples(
        ["joulebook cascade run person-detection-ndp120", "a scenario that ships"],
        ["joulebook cascade run mine.json --duration 1y --json", "your own, a year of it, for programs"],
      ),
    )
    .action((scenario: string, options: CascadeRunOptions) =>
      run(async () => (await import("./run-action.js")).runAction(scenario, options)),
    );
}

function sweepCommand(run: Run): Command {
  return new Command("sweep")
    .summary("a scenario over rates of events, settings of its stages, or what was assumed")
    .description(
      "Over events per hour: the cascade in both modes against the second network alone, and the rates from which on to abandon the " +
        "cascade or to invest in its first network. Over frame rates, confirmation rules and calibrations: of one stage at a time. Over what was " +
        "assumed: each such value halved and doubled.",
    )
    .argument("<scenario>", scenarioArgument)
    .option("--over <what>", "events, rate, confirmation, calibration (of every stage) or assumed (default: events)")
    .addHelpText(
      "after",
      examples(
        ["joulebook cascade sweep person-detection-ndp120", "over events per hour, with both crossovers"],
        ["joulebook cascade sweep person-detection-ndp120 --over assumed", "how much rests on what nobody measured"],
      ),
    )
    .action((scenario: string, options: CascadeSweepOptions) =>
      run(async () => (await import("./sweep-action.js")).sweepAction(scenario, options)),
    );
}

function optimiseCommand(run: Run): Command {
  return new Command("optimise")
    .summary("the configuration with least power that meets the requirements")
    .description(
      "Samples frame rates, confirmation rules, thresholds, patience, networks and operating points, and chooses under the scenario's " +
        "requirements. Exit code 4, with the requirements that contradict each other, when nothing meets them.",
    )
    .argument("<scenario>", scenarioArgument)
    .option("--samples <count>", "configurations to try, instead of the scenario's")
    .option("--seed <number>", "seed of the sampling, instead of the scenario's")
    .addHelpText(
      "after",
      examples(
        ["joulebook cascade optimise person-detection-ndp120", "a scenario that ships"],
        ["joulebook cascade optimise mine.json --samples 100000 --json", "your own, for programs"],
      ),
    )
    .action((scenario: string, options: CascadeOptimiseOptions) =>
      run(async () => (await import("./optimise-action.js")).optimiseAction(scenario, options)),
    );
}
