import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { type MeasurementOptions, measurementOptions } from "../measurement-options.js";

export function pointsCommand(run: Run): Command {
  const command = new Command("points")
    .summary("what operating points did to devices that were measured at several")
    .description(
      "Devices that were measured at two operating points or more: energy and time of the same inferences over those at the fastest " +
        "point, and static power fitted to E = C V² + P t where voltages are stated. Nothing is taken from data sheets.",
    );
  measurementOptions(command, { dataset: "all with energies", software: "all" });
  return command
    .addHelpText(
      "after",
      examples(
        ["joulebook devices points", "every device with several points"],
        ["joulebook devices points --device gap9-evk --json", "one device, for programs"],
        [
          "joulebook devices points --measurements mine.csv",
          "your own table, with columns such as power_mode, voltage_V",
        ],
      ),
    )
    .action((options: MeasurementOptions, self: Command) =>
      run(async () => (await import("./points-action.js")).pointsAction({ ...self.optsWithGlobals(), ...options })),
    );
}
