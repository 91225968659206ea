import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { measurementOptions } from "../measurement-options.js";
import { shippedTable } from "../shipped-table.js";
import type { EvaluateOptions } from "./evaluate-options.js";

export function evaluateCommand(run: Run): Command {
  const command = new Command("evaluate")
    .summary("how far to trust a recommendation")
    .description(
      "Sweeps budgets over each device, from the cheapest model to the most accurate one, and reports how far the energy of " +
        "the choice is from the budget: scored with the energies it was chosen by (in sample), and chosen from one round of " +
        "measurements but scored with a newer one of the same board and runtime (out of sample).",
    );
  measurementOptions(command, { dataset: shippedTable, software: "all" });
  return command
    .optionsGroup("Evaluation:")
    .option("--budgets <count>", "budgets per sweep, log-spaced", "50")
    .addHelpText(
      "after",
      examples(
        ["joulebook recommend evaluate", "all devices"],
        ["joulebook recommend evaluate --device raspberry-pi-4 --json", "one device, for programs"],
      ),
    )
    .action((options: EvaluateOptions) =>
      run(async () => (await import("./evaluate-action.js")).evaluateAction(options)),
    );
}
