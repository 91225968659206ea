import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { measurementOptions } from "../measurement-options.js";
import type { ModelsOptions } from "./models-options.js";

export function modelsCommand(run: Run): Command {
  const command = new Command("models")
    .summary("list the models that are known")
    .description("The models that were measured: accuracy, size, and where and at what energy they ran.");
  measurementOptions(command, { dataset: "all with energies", software: "all" });
  return command
    .optionsGroup("Models:")
    .option("--family <name>", "family, e.g. mobilenet-v2")
    .option("--accuracy <share>", "at least this accuracy, e.g. 70%")
    .addHelpText(
      "after",
      examples(
        ["joulebook models --device odroid-n2+ --accuracy 75%", "accurate models on one device"],
        ["joulebook models --family mobilenet-v3 --json", "one family, for programs"],
      ),
    )
    .action((options: ModelsOptions) => run(async () => (await import("./models-action.js")).modelsAction(options)));
}
