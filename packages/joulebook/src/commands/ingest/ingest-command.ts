import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { collect } from "../collect.js";
import { logCommandOptions } from "../power/log-command-options.js";
import type { IngestCommandOptions } from "./ingest-options.js";

export function ingestCommand(run: Run): Command {
  const command = new Command("ingest")
    .summary("put own tables of measurements and power logs into a store")
    .description(
      "Reads tables of measurements (CSV with any delimiter, JSON lines, Parquet; also gzipped), recognises their columns by name and unit " +
        "(energy_mJ, Latency [ms], Top-1 (%)), and keeps them as Parquet files that recommend, models, devices and " +
        "reports read beside the shipped datasets. Power logs become a row: the energy of one inference, with its " +
        "interval, idle power and meter, over the windows that the options name (as joulebook power shows them). All " +
        "files are stored or, when anything is wrong with one, none; the same file twice changes nothing.",
    )
    .argument("<file...>", "tables, or power logs")
    .option("--store <folder>", "where the store is, or is made (default: joulebook-store)")
    .option("--dataset <id>", "dataset of all rows (default: the name of each file)")
    .option("--as <kind>", "what the files are, where it is not detected: table, or a format of power log, e.g. csv")
    .option("--map <file>", "mapping (JSON) for columns whose names do not say what they are")
    .option("--suggest-map", "print a mapping to begin with, and store nothing")
    .option(
      "--set <column=value>",
      "the same value for all rows, e.g. device=nucleo-f746zg; may be repeated; {window} is the name of a log's window",
      collect,
      [],
    )
    .option("--accept-valid", "store the valid rows, and write the others to <file>.rejects.csv")
    .option("--replace", "in place of what the datasets held before")
    .option("--licence <name>", "what may be done with the rows, e.g. CC-BY-4.0");
  return logCommandOptions(command)
    .addHelpText(
      "after",
      examples(
        ["joulebook ingest boards.csv", "a table whose columns say what they are"],
        ["joulebook ingest run.csv --set device=nucleo-f746zg --set energy_basis=board", "what the table does not say"],
        ["joulebook ingest odd.csv --suggest-map > map.json", "then: joulebook ingest odd.csv --map map.json"],
        [
          "joulebook ingest tegrastats.log --windows detect --inferences 1000 --set model=net --set device=jetson --set accuracy=0.71",
          "the busy stretches of a power log",
        ],
        ["joulebook recommend --dataset boards --budget 20mJ", "a choice among the stored measurements"],
      ),
    )
    .action((files: readonly string[], options: IngestCommandOptions) =>
      run(async () => (await import("./ingest-action.js")).ingestAction(files, options)),
    );
}
