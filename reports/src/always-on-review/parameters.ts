import {
  exitCodes,
  InputError,
  type ParameterSchema,
  parseBytes,
  parseDuration,
  parseFraction,
  parsePower,
  type Problem,
  unknownName,
} from "@joulebook/core";
import type { StudyParameter } from "../study-parameter.js";
import { shippedScenarios } from "./scenario-files.js";

/** The question of an always-on review. */
export interface AlwaysOnParameters {
  /** Files, or names of scenarios that ship: the use, and the same use on other chips. */
  readonly scenario: string;
  readonly chips: readonly string[];
  readonly eventsPerHour?: number;
  /** Requirements that replace the scenario's, in SI units. */
  readonly requirements: Readonly<Record<string, number>>;
  readonly samples: number;
  readonly seed: number;
  /** Every value as it was written, defaults included. */
  readonly written: readonly { readonly name: string; readonly value: string }[];
}

/** In the order in which the first page prints them. */
export const alwaysOnParameterList: readonly StudyParameter[] = [
  {
    name: "scenario",
    description: "scenario file, or one that ships",
    example: "mine.json",
    default: "person-detection-ndp120",
  },
  {
    name: "chips",
    description: "scenarios of the same use on other chips, separated by commas, or none",
    example: "person-detection-u575",
    default: "person-detection-u575",
  },
  { name: "events", description: "events per hour, instead of the scenario's", example: "10" },
  { name: "recall", description: "smallest share of events found", example: "90%" },
  { name: "false-alarms", description: "most false alarms a day", example: "5" },
  { name: "latency", description: "longest mean time to the alarm", example: "2s" },
  { name: "power", description: "largest average power", example: "1mW" },
  { name: "memory", description: "most memory of resident networks", example: "512KB" },
  { name: "battery-life", description: "shortest life of the battery", example: "120d" },
  { name: "samples", description: "configurations to try on each chip", example: "20000", default: "20000" },
  { name: "seed", description: "seed of the sampling and the simulation", example: "0", default: "0" },
];

type Options = { readonly where: string };

/** How a requirement is read, and its name in a scenario. */
const limits: Readonly<Record<string, readonly [key: string, read: (text: string, options: Options) => number]>> = {
  recall: ["recall", parseFraction],
  "false-alarms": ["falseAlarmsPerDay", (text, { where }) => count(text, where)],
  latency: ["latency", (text, options) => parseDuration(text, { ...options, positive: true })],
  power: ["power", (text, options) => parsePower(text, { ...options, positive: true })],
  memory: ["memory", parseBytes],
  "battery-life": ["batteryLife", (text, options) => parseDuration(text, { ...options, positive: true })],
};

/**
 * Turns what a user wrote into the question in SI units.
 *
 * @throws InputError (exit code 2) with every problem of every parameter
 */
export const alwaysOnParameters: ParameterSchema<AlwaysOnParameters> = {
  parse(input) {
    const given = (input ?? {}) as Readonly<Record<string, unknown>>;
    const problems: Problem[] = [];
    const names = alwaysOnParameterList.map(({ name }) => name);
    for (const name of Object.keys(given))
      if (!names.includes(name)) problems.push(unknownName("parameter", name, names));
    const usual = (name: string): string | undefined =>
      alwaysOnParameterList.find((parameter) => parameter.name === name)?.default;
    const text = (name: string): string => String(given[name] ?? usual(name) ?? "").trim();
    const read = <T>(make: () => T, otherwise: T): T => {
      try {
        return make();
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        problems.push(...error.problems);
        return otherwise;
      }
    };
    const requirements: Record<string, number> = {};
    for (const [name, [key, parse]] of Object.entries(limits))
      if (given[name] !== undefined) requirements[key] = read(() => parse(text(name), { where: name }), 0);
    const scenario = text("scenario");
    const chips =
      text("chips") === "none"
        ? []
        : text("chips")
            .split(",")
            .map((name) => name.trim());
    for (const [where, name] of [["scenario", scenario] as const, ...chips.map((chip) => ["chips", chip] as const)])
      if (!/[\\/]|\.json$/.test(name) && !shippedScenarios().includes(name))
        problems.push(unknownName("scenario", name, shippedScenarios(), { where }));
    const events = given["events"] === undefined ? undefined : read(() => count(text("events"), "events"), 0);
    const samples = read(() => whole(text("samples"), "samples", 1, 1_000_000), 1);
    const seed = read(() => whole(text("seed"), "seed", 0, 2 ** 31), 0);
    if (problems.length > 0) throw new InputError(problems, exitCodes.usage);
    return {
      scenario,
      chips,
      ...(events === undefined ? {} : { eventsPerHour: events }),
      requirements,
      samples,
      seed,
      written: alwaysOnParameterList.flatMap(({ name }) =>
        name === "seed" || (given[name] === undefined && usual(name) === undefined)
          ? []
          : [{ name, value: text(name) }],
      ),
    };
  },
};

function count(text: string, where: string): number {
  const value = text === "" ? Number.NaN : Number(text);
  if (value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  throw wrong(where, text, "a number from 0");
}

function whole(text: string, where: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw wrong(where, text, `a whole number from ${least} to ${most}`);
}

function wrong(where: string, text: string, expected: string): InputError {
  return new InputError([{ code: "bad-value", message: `${where} is ${JSON.stringify(text)}`, expected }]);
}
