import type { Command } from "commander";

/** Options that say how a power log is read, as they were typed. */
export interface LogOptions {
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

/** Adds the options that `power` and `ingest` read power logs by. */
export function logCommandOptions(command: Command): Command {
  return command
    .optionsGroup("Power log:")
    .option("--voltage <volts>", "supply voltage, for logs of currents only, e.g. 3.3V")
    .option("--channel <name>", "rail, card or counter that is measured (default: the whole device)")
    .option("--max-gap <time>", "longest time between samples that is integrated over (default: 10 intervals)")
    .option("--basis <where>", "what the meter measured: wall, board, rail, counter or model")
    .option("--quality <tier>", "kind of meter: external-analyser, on-board-sensor, counter, derived or model")
    .optionsGroup("Windows of the power log:")
    .option(
      "--windows <list>",
      "detect (busy stretches), marks, whole, or stretches from the first sample on, e.g. 10s..20s,30s..40s",
    )
    .option("--events <file>", "second file that says when something ran; its clock's offset is estimated")
    .option("--align <offset>", "offset of the events' clock: auto, none or a duration, e.g. -1.5s")
    .option("--select <names>", "windows that count, by name, with * for any rest, e.g. inf_*")
    .option("--inferences <count>", "inferences in each window")
    .option("--idle <power>", "idle power: quiet (default), none, a power such as 2W, or a stretch such as 0s..5s");
}
