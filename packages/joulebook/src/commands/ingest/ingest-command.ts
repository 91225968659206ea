import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { collect } from "../collect.js";

/** Options of `ingest` as they were typed. */
export interface IngestCommandOptions {
  readonly store?: string;
  readonly dataset?: string;
  readonly map?: string;
  readonly suggestMap?: boolean;
  readonly set: readonly string[];
  readonly acceptValid?: boolean;
  readonly replace?: boolean;
  readonly licence?: string;
}

export function ingestCommand(run: Run): Command {
  return new Command("ingest")
    .summary("put own tables of measurements into a store")
    .description(
      "Reads tables of measurements (CSV with any delimiter, JSON lines, Parquet; also gzipped), recognises their columns by name and unit " +
        "(energy_mJ, Latency [ms], Top-1 (%)), and keeps them as Parquet files that recommend, models, devices and " +
        "reports read beside the shipped datasets. All tables are stored or, when anything is wrong with one, none; the " +
        "same file twice changes nothing.",
    )
    .argument("<file...>", "tables")
    .option("--store <folder>", "where the store is, or is made (default: joulebook-store)")
    .option("--dataset <id>", "dataset of all rows (default: the name of each file)")
    .option("--map <file>", "mapping (JSON) for columns whose names do not say what they are")
    .option("--suggest-map", "print a mapping to begin with, and store nothing")
    .option(
      "--set <column=value>",
      "the same value for all rows, e.g. device=nucleo-f746zg; may be repeated",
      collect,
      [],
    )
    .option("--accept-valid", "store the valid rows, and write the others to <file>.rejects.csv")
    .option("--replace", "in place of what the datasets held before")
    .option("--licence <name>", "what may be done with the rows, e.g. CC-BY-4.0")
    .addHelpText(
      "after",
      examples(
        ["joulebook ingest boards.csv", "a table whose columns say what they are"],
        ["joulebook ingest run.csv --set device=nucleo-f746zg --set energy_basis=board", "what the table does not say"],
        ["joulebook ingest odd.csv --suggest-map > map.json", "then: joulebook ingest odd.csv --map map.json"],
        ["joulebook recommend --dataset boards --budget 20mJ", "a choice among the stored measurements"],
      ),
    )
    .action((files: readonly string[], options: IngestCommandOptions) =>
      run(async () => (await import("./ingest-action.js")).ingestAction(files, options)),
    );
}
