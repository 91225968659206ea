import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import type { QueryCommandOptions } from "./query-options.js";

export function queryCommand(run: Run): Command {
  return new Command("query")
    .summary("ask the store a question in SQL")
    .description(
      "One SELECT on the view measurements (columns in SI units; see: joulebook query 'describe measurements'), in " +
        "DuckDB's SQL. The query reads the store and nothing else: no other file, no network, no writing.",
    )
    .argument("<sql>", "e.g. select device, min(energy_j) from measurements group by device")
    .option("--store <folder>", "store (default: joulebook-store)")
    .option("--limit <rows>", "rows at most (default: 1000)")
    .option("--timeout <duration>", "how long it may take (default: 60s)")
    .addHelpText(
      "after",
      examples(
        [
          'joulebook query "select device, count(*), min(energy_j) from measurements group by all order by all"',
          "what there is of each device",
        ],
        ['joulebook query "from measurements where accuracy > 0.7 order by energy_j limit 5" --json', "for programs"],
      ),
    )
    .action((sql: string, options: QueryCommandOptions) =>
      run(async () => (await import("./query-action.js")).queryAction(sql, options)),
    );
}
