import {
  type Battery,
  type Budget,
  exitCodes,
  formatEnergy,
  InputError,
  nearestNames,
  type ParameterSchema,
  parseBatteryCapacity,
  parseBudget,
  parseDuration,
  parseFraction,
  parseRate,
  type Fraction,
  type Hertz,
  type Problem,
  type QuantityOptions,
  type Seconds,
  unknownName,
} from "@joulebook/core";
import { readDataset, storedDatasets } from "@joulebook/measurements";
import { z } from "zod";
import type { StudyParameter } from "../study-parameter.js";

/** The table that the review recommends from. */
export const reviewDataset = "mlperf-inference-edge-open";

/** The question of a design review, in SI units. */
export interface DesignReviewParameters {
  readonly device: string;
  readonly budget: Budget;
  readonly latency?: Seconds;
  readonly accuracy?: Fraction;
  /** What the section on power and battery life asks. */
  readonly battery: Battery;
  readonly rate: Hertz;
  /** With which choices from predictions keep the budget. */
  readonly confidence: Fraction;
  readonly seed: number;
  /** Folder of the user's own measurements; the one in the current folder, where there is one, when absent. */
  readonly store?: string;
  /** Every value as it was written, defaults included. */
  readonly written: readonly { readonly name: string; readonly value: string }[];
}

const energyRange = { low: 1e-6, high: 1e3 };

/** In the order in which the first page prints them. */
export const designReviewParameterList: readonly StudyParameter[] = [
  { name: "device", description: "board to choose a model for", example: "raspberry-pi-4", default: "raspberry-pi-4" },
  { name: "budget", description: "mean energy of one inference", example: "100mJ", default: "100mJ" },
  { name: "hard", description: "make the budget a cap on every inference", example: "true", default: "false" },
  { name: "power", description: "budget of average power at the rate, instead of an energy", example: "3.5W" },
  { name: "energy", description: "budget of energy in the window at the rate", example: "10kJ" },
  { name: "window", description: "time in which the energy is spent", example: "1h" },
  { name: "lifetime", description: "make the battery's life the budget", example: "12h" },
  { name: "latency", description: "largest mean latency", example: "50ms" },
  { name: "accuracy", description: "smallest top-1 accuracy", example: "70%" },
  { name: "rate", description: "inferences in a time", example: "1/s", default: "1/s" },
  { name: "battery", description: "capacity of the battery", example: "10000mAh@3.7V", default: "10000mAh@3.7V" },
  { name: "depth-of-discharge", description: "share of the capacity that is used", example: "80%" },
  { name: "self-discharge", description: "share of the capacity lost in a month", example: "3%" },
  { name: "efficiency", description: "efficiency between battery and board", example: "85%" },
  {
    name: "confidence",
    description: "probability with which predictions keep the budget",
    example: "95%",
    default: "90%",
  },
  { name: "seed", description: "seed of the resampling", example: "1", default: "1" },
  {
    name: "store",
    description: "own measurements beside the shipped table (default: joulebook-store, where there is one)",
    example: "joulebook-store",
  },
];

const names = designReviewParameterList.map(({ name }) => name);

/** A text that one of core's parsers reads; its problems become issues of zod, so that all parameters are reported together. */
function quantity(
  where: string,
  parse: (text: string, options: QuantityOptions) => number,
  options: QuantityOptions = {},
): z.ZodPipe<z.ZodString, z.ZodTransform<number, string>> {
  return z.string().transform((text, context) => {
    try {
      return parse(text, { where, ...options });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      report(context, error.problems);
      return z.NEVER;
    }
  });
}

const schema = z.strictObject({
  device: z.string().default("raspberry-pi-4"),
  store: z.string().min(1).optional(),
  budget: z.string().optional(),
  hard: z.stringbool().or(z.boolean()).default(false),
  power: z.string().optional(),
  energy: z.string().optional(),
  window: z.string().optional(),
  lifetime: z.string().optional(),
  latency: quantity("latency", parseDuration, { positive: true, max: 3600 }).optional(),
  accuracy: quantity("accuracy", parseFraction).optional(),
  rate: quantity("rate", parseRate, { positive: true, max: 1e6 }).prefault("1/s"),
  battery: quantity("battery", parseBatteryCapacity).prefault("10000mAh@3.7V"),
  "depth-of-discharge": quantity("depth-of-discharge", parseFraction, { positive: true }).optional(),
  "self-discharge": quantity("self-discharge", parseFraction).optional(),
  efficiency: quantity("efficiency", parseFraction, { positive: true }).optional(),
  confidence: quantity("confidence", parseFraction, { positive: true, max: 0.9999 }).prefault("90%"),
  seed: z.coerce.number().int().min(0).max(2_147_483_647).default(1),
});

/**
 * Turns what a user wrote (texts by parameter name) into the question in SI units.
 *
 * @throws InputError (exit code 2) with every problem of every parameter; unknown names list the nearest ones, values out
 * of range the allowed ones
 */
export const designReviewParameters: ParameterSchema<DesignReviewParameters> = {
  parse(input) {
    const given = (input ?? {}) as Readonly<Record<string, unknown>>;
    const result = schema.safeParse(given);
    const problems = result.success ? [] : result.error.issues.flatMap(problemsOf);
    problems.push(...unknownDevice(given));
    const budget = collect(problems, () => budgetOf(given));
    if (!result.success || budget === undefined || problems.length > 0) throw new InputError(problems, exitCodes.usage);
    const { device, latency, accuracy, rate, confidence, seed, battery, efficiency, store } = result.data;
    const depthOfDischarge = result.data["depth-of-discharge"];
    const selfDischargePerMonth = result.data["self-discharge"];
    return {
      device,
      budget,
      ...(latency === undefined ? {} : { latency }),
      ...(accuracy === undefined ? {} : { accuracy }),
      battery: {
        capacity: battery,
        ...(depthOfDischarge === undefined ? {} : { depthOfDischarge }),
        ...(selfDischargePerMonth === undefined ? {} : { selfDischargePerMonth }),
        ...(efficiency === undefined ? {} : { efficiency }),
      },
      rate,
      confidence,
      seed,
      ...(store === undefined ? {} : { store }),
      written: written(given),
    };
  },
};

/** The budget in the form that the parameters name; without one, the default energy per inference. */
function budgetOf(given: Readonly<Record<string, unknown>>): Budget | undefined {
  const text = (name: string): string | undefined => {
    const value = given[name] ?? (name === "rate" || name === "battery" ? defaultOf(name) : undefined);
    return value === undefined ? undefined : String(value);
  };
  const hard = String(given["hard"] ?? false) === "true";
  const has = (name: string): boolean => given[name] !== undefined;
  const where = (option: string): string => option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const budget = parseBudget(
    {
      ...(has("budget") || !(has("power") || has("energy") || has("lifetime"))
        ? { budget: text("budget") ?? defaultOf("budget") }
        : {}),
      ...(has("power") ? { power: text("power") } : {}),
      ...(has("energy") ? { energy: text("energy") } : {}),
      ...(has("window") ? { window: text("window") } : {}),
      ...(has("lifetime")
        ? {
            battery: text("battery"),
            lifetime: text("lifetime"),
            depthOfDischarge: text("depth-of-discharge"),
            selfDischarge: text("self-discharge"),
            efficiency: text("efficiency"),
          }
        : {}),
      ...(has("power") || has("energy") || has("lifetime") ? { rate: text("rate") } : {}),
      hard,
    },
    { where },
  );
  if (budget?.kind === "inference" && (budget.energy < energyRange.low || budget.energy > energyRange.high)) {
    throw new InputError([
      {
        code: "out-of-range",
        message: `budget: ${formatEnergy(budget.energy, { trim: true })} is out of range`,
        expected: `${formatEnergy(energyRange.low, { trim: true })} to ${formatEnergy(energyRange.high, { trim: true })} per inference`,
      },
    ]);
  }
  return budget;
}

function defaultOf(name: string): string | undefined {
  return designReviewParameterList.find((parameter) => parameter.name === name)?.default;
}

/** Every value as written; defaults where nothing was, unless another form of budget took their place. */
function written(given: Readonly<Record<string, unknown>>): DesignReviewParameters["written"] {
  const otherBudget = ["power", "energy", "lifetime"].some((name) => given[name] !== undefined);
  return designReviewParameterList.flatMap(({ name, default: usual }) => {
    if (given[name] !== undefined) return [{ name, value: String(given[name]) }];
    if (usual === undefined || (name === "budget" && otherBudget) || name === "seed") return [];
    return [{ name, value: usual }];
  });
}

/** Boards of which the table holds measurements with energy. */
export function knownDevices(): readonly string[] {
  const { measurements } = readDataset(reviewDataset);
  return [...new Set(measurements.filter(({ energy }) => energy !== undefined).map(({ device }) => device))].toSorted();
}

/** A device that nobody measured. Where there is a store it may be among its rows, which are read when the review is made. */
function unknownDevice({ device, store }: Readonly<Record<string, unknown>>): Problem[] {
  const known = knownDevices();
  if (typeof device !== "string" || known.includes(device)) return [];
  if (store !== undefined || storedDatasets().length > 0) return [];
  return [unknownName("device", device, known, { where: "device" })];
}

type Context = z.core.$RefinementCtx;

function report(context: Context, problems: readonly Problem[]): void {
  for (const problem of problems) context.addIssue({ code: "custom", message: problem.message, params: { problem } });
}

function collect<T>(problems: Problem[], step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const known = new Set(problems.map(({ message }) => message));
    problems.push(...error.problems.filter(({ message }) => !known.has(message)));
    return undefined;
  }
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === "custom" && issue.params?.["problem"] !== undefined) return [issue.params["problem"] as Problem];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const problem = unknownName("parameter", key, names);
      return { ...problem, nearest: nearestNames(key, names), expected: `one of ${names.join(", ")}` };
    });
  }
  const name = String(issue.path[0] ?? "parameters");
  const example = designReviewParameterList.find((parameter) => parameter.name === name)?.example;
  const expected =
    name === "seed"
      ? "a whole number from 0 to 2147483647"
      : name === "hard"
        ? "true or false"
        : `text such as ${example ?? "a=b"}`;
  return [{ code: "bad-parameter", message: `${name}: ${issue.message}`, expected }];
}
