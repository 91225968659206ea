import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";
import { logCommandOptions, type LogOptions } from "./log-command-options.js";

export function powerCommand(run: Run): Command {
  const command = new Command("power")
    .summary("energies of a power log, with what is wrong with it")
    .description(
      "Energy of a power log, or of windows in it: total, above idle and per inference, each with its uncertainty and the " +
        "quality of its meter. Formats are detected; logs of any size are read in constant memory.",
    )
    .argument("<log>", "log file, also packed (.gz): tegrastats, nvidia-smi, spl.txt, EnergyRunner, CSV, ...")
    .option("--as <format>", "format of the log, where it is not detected, e.g. csv or tegrastats")
    .option("--map <file>", "which columns hold what, in which unit (JSON)");
  return logCommandOptions(command)
    .addHelpText(
      "after",
      examples(
        ["joulebook power tegrastats.log --windows detect --inferences 1000", "the busy stretches of a Jetson"],
        ["joulebook power spl.txt --events mlperf_log_detail.txt", "an MLPerf run, from power_begin to power_end"],
        ["joulebook power ppk2.csv --voltage 3.3V --json", "a current log, for programs"],
      ),
    )
    .action((log: string, options: LogOptions) =>
      run(async () => (await import("./power-action.js")).powerAction(log, options)),
    );
}
