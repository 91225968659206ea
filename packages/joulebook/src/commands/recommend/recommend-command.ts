import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { evaluateCommand } from "./evaluate-command.js";
import { measurementOptions } from "../measurement-options.js";
import { shippedTable } from "../shipped-table.js";
import type { RecommendOptions } from "./recommend-options.js";

export function recommendCommand(run: Run): Command {
  const command = new Command("recommend")
    .summary("choose a model for an energy budget, and say why")
    .description(
      "The most accurate measured model within an energy budget (single), the pair of models that meets the budget " +
        "exactly on average (mix), and the reasons. Without --device, all devices compete.",
    )
    .enablePositionalOptions()
    .hook("preSubcommand", refuseOptionsBeforeSubcommand);
  measurementOptions(command, { dataset: shippedTable, software: "newest" });
  command
    .optionsGroup("Budget (one of four):")
    .option("--budget <energy>", "mean energy of one inference, e.g. 50mJ")
    .option("--power <power>", "average power, idle included, e.g. 2.5W; needs --rate")
    .option("--energy <energy>", "energy over --window, e.g. 10kJ; needs --window and --rate")
    .option("--battery <capacity>", "e.g. 2000mWh or 1000mAh@3.7V; needs --lifetime and --rate")
    .option("--rate <rate>", "inferences, e.g. 5/s or 10/min")
    .option("--window <duration>", "duration of --energy, e.g. 1h")
    .option("--lifetime <duration>", "how long the battery must last, e.g. 30d")
    .option("--depth-of-discharge <share>", "share of the battery that may be used, e.g. 80%")
    .option("--self-discharge <share>", "share of the battery lost in a month, e.g. 2%")
    .option("--efficiency <share>", "of the converter between battery and device, e.g. 90%")
    .option("--hard", "a cap on every inference instead of a mean: no mix")
    .optionsGroup("Limits:")
    .option("--latency <duration>", "largest latency, e.g. 100ms")
    .option("--latency-percentile <statistic>", "what --latency limits: mean, p50, p90 or p99 (default: mean)")
    .option("--accuracy <share>", "smallest accuracy, e.g. 0.7 or 70%")
    .option("--memory <size>", "largest memory, e.g. 4MB")
    .option(
      "--margin <share>",
      "plan as if every inference cost this much more, e.g. 10%, or p90: as 90 % of the energies on other boards that were measured again with newer software",
    )
    .option(
      "--confidence <probability>",
      "keep budget and latency with this probability where energies have intervals, e.g. 0.9, and say what to measure",
    )
    .optionsGroup("More candidates:")
    .option(
      "--predict",
      "also what nobody measured on these boards, predicted from other boards (see: joulebook transfer)",
    )
    .option("--candidates <file...>", "exit policies, cascades or others: a JSON list of candidates per file")
    .optionsGroup("Answer:")
    .option("--utility <weights>", "also rank by weights, e.g. accuracy=3,energy=1,latency=1")
    .option("--alternatives <count>", "neighbours of the choice to list", "5");
  return command
    .addCommand(evaluateCommand(run))
    .addHelpText(
      "after",
      examples(
        ["joulebook recommend --device raspberry-pi-4 --budget 100mJ", "100 mJ per inference"],
        [
          "joulebook recommend --device raspberry-pi-4 --power 3W --rate 5/s --latency 100ms --latency-percentile p90",
          "3 W on average at 5 images per second, 90 % of them within 100 ms",
        ],
        [
          "joulebook recommend --device odroid-n2+ --battery 10000mAh@3.7V --lifetime 12h --rate 1/s",
          "a battery that must last",
        ],
        ["joulebook recommend --measurements mine.csv --budget 20mJ --json", "from one's own table, for programs"],
        [
          "joulebook recommend --measurements mine.csv --predict --budget 200mJ --confidence 0.9",
          "models that were not measured on one's own board, too",
        ],
      ),
    )
    .action((options: RecommendOptions) =>
      run(async () => (await import("./recommend-action.js")).recommendAction(options)),
    );
}

/** `recommend --device X evaluate` would evaluate every device: options belong behind the command that reads them. */
function refuseOptionsBeforeSubcommand(command: Command, subcommand: Command): void {
  const given = command.options.find((option) => command.getOptionValueSource(option.attributeName()) === "cli");
  if (given?.long == null) return;
  command.error(`error: ${given.long} stands before ${subcommand.name()}; write it behind`, {
    code: "commander.misplacedOption",
    exitCode: 1,
  });
}
