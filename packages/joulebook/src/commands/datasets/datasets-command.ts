import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import type { DatasetsOptions } from "./datasets-options.js";

export function datasetsCommand(run: Run): Command {
  return new Command("datasets")
    .summary("list the shipped datasets")
    .description(
      "The shipped datasets: rows, licence, origin. With an id: everything about one, caveats and columns included.",
    )
    .argument("[id]", "one dataset")
    .option("--kind <kind>", "only this kind: measurements, model-cards, benchmark, metadata")
    .option("--licence <name>", "only this licence, e.g. Apache-2.0")
    .addHelpText(
      "after",
      examples(
        ["joulebook datasets --kind measurements", "tables of measured models"],
        ["joulebook datasets mlperf-inference-edge-open", "origin, caveats and columns of one"],
      ),
    )
    .action((id: string | undefined, options: DatasetsOptions) =>
      run(async () => (await import("./datasets-action.js")).datasetsAction(id, options)),
    );
}
