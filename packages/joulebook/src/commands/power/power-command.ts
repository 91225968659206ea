import { Command } from "commander";
import { examples } from "../../command-line/examples.js";
import type { Run } from "../../command-line/run.js";

/** Options of `power` as they were typed. */
export interface PowerCommandOptions {
  readonly as?: string;
  readonly map?: string;
  readonly voltage?: string;
  readonly channel?: string;
  readonly maxGap?: string;
  readonly windows?: string;
  readonly events?: string;
  readonly align?: string;
  readonly select?: string;
  readonly inferences?: string;
  readonly idle?: string;
  readonly basis?: string;
  readonly quality?: string;
}

export function powerCommand(run: Run): Command {
  return new Command("power")
    .summary("energies of a power log, with what is wrong with it")
    .description(
      "Energy of a power log, or of windows in it: total, above idle and per inference, each with its uncertainty and the " +
        "quality of its meter. Formats are detected; logs of any size are read in constant memory.",
    )
    .argument("<log>", "log file, also packed (.gz): tegrastats, nvidia-smi, spl.txt, EnergyRunner, CSV, ...")
    .optionsGroup("Log:")
    .option("--as <format>", "format of the log, where it is not detected, e.g. csv or tegrastats")
    .option("--map <file>", "which columns hold what, in which unit (JSON)")
    .option("--voltage <volts>", "supply voltage, for logs of currents only, e.g. 3.3V")
    .option("--channel <name>", "rail, card or counter that is measured (default: the whole device)")
    .option("--max-gap <time>", "longest time between samples that is integrated over (default: 10 intervals)")
    .option("--basis <where>", "what the meter measured: wall, board, rail, counter or model")
    .option("--quality <tier>", "kind of meter: external-analyser, on-board-sensor, counter, derived or model")
    .optionsGroup("Windows:")
    .option(
      "--windows <list>",
      "detect (busy stretches), marks, whole, or stretches from the first sample on, e.g. 10s..20s,30s..40s",
    )
    .option("--events <file>", "second file that says when something ran; its clock's offset is estimated")
    .option("--align <offset>", "offset of the events' clock: auto, none or a duration, e.g. -1.5s")
    .option("--select <names>", "windows that count, by name, with * for any rest, e.g. inf_*")
    .option("--inferences <count>", "inferences in each window")
    .option("--idle <power>", "idle power: quiet (default), none, a power such as 2W, or a stretch such as 0s..5s")
    .addHelpText(
      "after",
      examples(
        ["joulebook power tegrastats.log --windows detect --inferences 1000", "the busy stretches of a Jetson"],
        ["joulebook power spl.txt --events mlperf_log_detail.txt", "an MLPerf run, from power_begin to power_end"],
        ["joulebook power ppk2.csv --voltage 3.3V --json", "a current log, for programs"],
      ),
    )
    .action((log: string, options: PowerCommandOptions) =>
      run(async () => (await import("./power-action.js")).powerAction(log, options)),
    );
}
