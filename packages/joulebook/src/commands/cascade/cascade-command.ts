import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import type {
  CascadeRunOptions,
  CascadeSweepOptions,
  CascadeCompareOptions,
  CascadeOptimiseOptions,
} from "./cascade-options.js";

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
    .addCommand(compareCommand(run))
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

function compareCommand(run: Run): Command {
  return new Command("compare")
    .summary("a large network once in a while against a small one more often")
    .description(
      "Option A (the scenario's largest network, once a second) against B (its smallest, as often as the same power allows), each alone: power, and over " +
        "thresholds the events found, false alarms and time to the alarm; the best threshold of each within the false alarms allowed; how finely each " +
        "tells when an event began.",
    )
    .argument("<scenario>", scenarioArgument)
    .option("--a <network@rate>", "option A (default: the network with most energy per inference, @1/s)")
    .option("--b <network@rate>", "option B (default: the network with least energy, at the rate of the same power)")
    .option("--confirm-a <k/n>", "hits among the last frames that confirm in A (default: 1/1)")
    .option("--confirm-b <k/n>", "the same in B (default: 6/8)")
    .option("--false-alarms <number>", "allowed a day (default: the scenario's requirement, or 10)")
    .addHelpText(
      "after",
      examples(
        [
          "joulebook cascade compare person-detection-ndp120",
          "the large network once a second, or a tenth of it ten times",
        ],
        [
          "joulebook cascade compare mine.json --a large@2/s --b small@20/s --confirm-b 3/5 --false-alarms 1",
          "your own networks, rates and rules",
        ],
      ),
    )
    .action((scenario: string, options: CascadeCompareOptions) =>
      run(async () => (await import("./compare-action.js")).compareAction(scenario, options)),
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
