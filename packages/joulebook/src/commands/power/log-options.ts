import {
  type EnergyBasis,
  type EnergyQuality,
  exitCodes,
  InputError,
  parseDuration,
  parsePower,
  parseVoltage,
  quoteInput,
  unknownName,
} from "@joulebook/core";
import type { LogStretch, PowerLogOptions } from "@joulebook/measurements";
import { wholeNumber } from "../whole-number.js";
import { columnMapping } from "./column-mapping.js";
import type { LogOptions } from "./log-command-options.js";

const bases: readonly EnergyBasis[] = ["wall", "board", "rail", "counter", "model"];
const qualities: readonly EnergyQuality[] = ["external-analyser", "on-board-sensor", "counter", "derived", "model"];

/**
 * How a power log is read, from options as they were typed.
 *
 * @throws InputError (exit code 2) for an option that cannot be used, (3) for a bad mapping file
 */
export async function logOptions(options: LogOptions): Promise<PowerLogOptions> {
  const { as, map, voltage, channel, maxGap, windows, events, align, select, inferences, idle, basis, quality } =
    options;
  return {
    ...(as === undefined ? {} : { as }),
    ...(map === undefined ? {} : { mapping: await columnMapping(map) }),
    ...(voltage === undefined ? {} : { voltage: parseVoltage(voltage, { where: "--voltage", positive: true }) }),
    ...(channel === undefined ? {} : { channel }),
    ...(maxGap === undefined ? {} : { maxGap: parseDuration(maxGap, { where: "--max-gap", positive: true }) }),
    ...(windows === undefined ? {} : { windows: windowsOf(windows) }),
    ...(events === undefined ? {} : { events }),
    ...(align === undefined ? {} : { align: align === "auto" || align === "none" ? align : seconds("--align", align) }),
    ...(select === undefined ? {} : { select: select.split(",").map((name) => name.trim()) }),
    ...(inferences === undefined
      ? {}
      : { inferences: wholeNumber("--inferences", inferences, { least: 1, most: 999_999_999 }) }),
    ...(idle === undefined ? {} : { idle: idleOf(idle) }),
    ...(basis === undefined ? {} : { basis: among("basis", basis, bases) }),
    ...(quality === undefined ? {} : { quality: among("quality", quality, qualities) }),
  };
}

function windowsOf(text: string): NonNullable<PowerLogOptions["windows"]> {
  if (text === "detect" || text === "marks" || text === "whole") return text;
  return text.split(",").map((one) => stretch("--windows", one, "detect, marks, whole, or stretches such as 10s..20s"));
}

function idleOf(text: string): NonNullable<PowerLogOptions["idle"]> {
  if (text === "quiet" || text === "none") return text;
  if (text.includes("..")) return stretch("--idle", text, "a stretch such as 0s..5s");
  return { power: parsePower(text, { where: "--idle" }) };
}

function stretch(where: string, text: string, expected: string): LogStretch {
  const [from, to, ...rest] = text.split("..").map((part) => part.trim());
  if (from === undefined || to === undefined || rest.length > 0) throw bad(where, text, expected);
  const [start, end] = [seconds(where, from), seconds(where, to)];
  if (!(end > start)) throw bad(where, text, "an end after the start");
  return { start, end };
}

/** A duration that may be below 0. */
function seconds(where: string, text: string): number {
  return text.startsWith("-") ? -parseDuration(text.slice(1), { where }) : parseDuration(text, { where });
}

function among<T extends string>(option: string, text: string, known: readonly T[]): T {
  const found = known.find((one) => one === text);
  if (found !== undefined) return found;
  throw new InputError([unknownName(option, text, known, { where: `--${option}` })], exitCodes.usage);
}

function bad(where: string, text: string, expected: string): InputError {
  return new InputError(
    [{ code: "bad-stretch", message: `${where}: cannot use ${quoteInput(text)}`, expected }],
    exitCodes.usage,
  );
}
