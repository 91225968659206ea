import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import type { ExportCommandOptions } from "./export-options.js";

export function exportCommand(run: Run): Command {
  return new Command("export")
    .summary("write stored measurements as CSV, JSON lines or Parquet")
    .description(
      "Writes each dataset of the store as a file, with a datapackage.json that says what the columns are and where the " +
        "rows came from. All files are written, or none.",
    )
    .argument("<folder>", "where the files go")
    .option("--store <folder>", "store (default: joulebook-store)")
    .option("--dataset <id>", "datasets to export: a,b (default: all)")
    .option("--format <name>", "csv, jsonl or parquet", "csv")
    .addHelpText(
      "after",
      examples(
        ["joulebook export out", "all datasets as CSV"],
        ["joulebook export out --dataset boards --format parquet", "one dataset as Parquet"],
      ),
    )
    .action((folder: string, options: ExportCommandOptions) =>
      run(async () => (await import("./export-action.js")).exportAction(folder, options)),
    );
}
