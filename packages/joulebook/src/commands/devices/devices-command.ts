import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { characteriseCommand } from "./characterise-command.js";
import { pointsCommand } from "./points-command.js";
import { type MeasurementOptions, measurementOptions } from "../measurement-options.js";

export function devicesCommand(run: Run): Command {
  const command = new Command("devices")
    .summary("list the devices that are known")
    .description(
      "The devices that were measured: their runtimes, how many models ran on them, and the range of energies.",
    )
    .enablePositionalOptions();
  measurementOptions(command, { dataset: "all with energies", software: "all" });
  return command
    .addCommand(characteriseCommand(run))
    .addCommand(pointsCommand(run))
    .addHelpText(
      "after",
      examples(
        ["joulebook devices", "every device"],
        ["joulebook devices --model mobilenet-v1-1.0-224 --precision int8", "where a model was measured"],
        ["joulebook devices --json", "for programs"],
      ),
    )
    .action((options: MeasurementOptions) =>
      run(async () => (await import("./devices-action.js")).devicesAction(options)),
    );
}
