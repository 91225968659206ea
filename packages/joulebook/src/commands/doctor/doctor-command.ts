import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";

export function doctorCommand(run: Run): Command {
  return new Command("doctor")
    .summary("say what is installed and how to get what is missing")
    .description(
      "Checks what joulebook needs: Node, its data, a browser and fonts for PDFs; and what it can use: the notebook " +
        "kernel, Jupyter, data frames. Exit code 5 when something needed is missing.",
    )
    .addHelpText("after", examples(["joulebook doctor", "what is there"], ["joulebook doctor --json", "for programs"]))
    .action(() => run(async () => (await import("./doctor-action.js")).doctorAction()));
}
