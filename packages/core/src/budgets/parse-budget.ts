import type { Battery, Budget } from "../contracts/budget.js";
import { exitCodes, InputError, type Problem } from "../contracts/problem.js";
import {
  parseBatteryCapacity,
  parseDuration,
  parseEnergy,
  parseFraction,
  parsePower,
  parseRate,
  type QuantityOptions,
} from "../quantities/parse-quantity.js";

/** A budget as a user writes it: options of the command line or parameters of a study, every quantity with its unit. */
export interface BudgetOptions {
  /** Mean energy of one inference, e.g. "50mJ". */
  readonly budget?: string | undefined;
  /** Average power, e.g. "20mW"; needs `rate`. */
  readonly power?: string | undefined;
  /** Energy over `window`, e.g. "10J"; needs `window` and `rate`. */
  readonly energy?: string | undefined;
  readonly window?: string | undefined;
  /** Capacity, e.g. "2000mWh" or "1000mAh@3.7V"; needs `lifetime` and `rate`. */
  readonly battery?: string | undefined;
  readonly lifetime?: string | undefined;
  readonly rate?: string | undefined;
  readonly depthOfDischarge?: string | undefined;
  /** Share lost in a month of 730.5 h, e.g. "3%". */
  readonly selfDischarge?: string | undefined;
  readonly efficiency?: string | undefined;
  /** Make the budget a cap on every inference. */
  readonly hard?: boolean | undefined;
}

type TextOption = Exclude<keyof BudgetOptions, "hard">;
type Form = "budget" | "power" | "energy" | "battery";

/** What each form of budget needs, and what it may have besides. */
const forms: Readonly<Record<Form, { readonly needs: readonly TextOption[]; readonly takes: readonly TextOption[] }>> =
  {
    budget: { needs: [], takes: [] },
    power: { needs: ["rate"], takes: [] },
    energy: { needs: ["window", "rate"], takes: [] },
    battery: { needs: ["lifetime", "rate"], takes: ["depthOfDischarge", "selfDischarge", "efficiency"] },
  };

const formNames: readonly Form[] = ["budget", "power", "energy", "battery"];
const otherNames: readonly TextOption[] = [
  "window",
  "lifetime",
  "rate",
  "depthOfDischarge",
  "selfDischarge",
  "efficiency",
];

const usageText =
  "--budget 50mJ, or --power 20mW --rate 5/s, or --energy 10J --window 1h --rate 1/min, or --battery 2000mWh --lifetime 30d --rate 1/s";

/**
 * The budget that a user's options describe, in SI units; undefined when they name none.
 *
 * @param options.where how an option is named in messages; default `--kebab-case`
 * @param options.max largest plausible values in SI units, per option
 * @throws InputError (exit code 2) with every problem of every option
 * @example parseBudget({ power: "20mW", rate: "5/s" }) // => { kind: "power", power: 0.02, rate: 5 }
 */
export function parseBudget(
  given: BudgetOptions,
  options: {
    readonly where?: (option: keyof BudgetOptions) => string;
    readonly max?: Readonly<Partial<Record<TextOption, number>>>;
  } = {},
): Budget | undefined {
  const { where = flag, max = {} } = options;
  const problems: Problem[] = [];
  const named = formNames.filter((form) => given[form] !== undefined);
  const [form] = named;
  const rest = otherNames.filter((option) => given[option] !== undefined);
  if (form === undefined) {
    const [first] = rest;
    if (first === undefined && given.hard !== true) return undefined;
    throw new InputError(
      [
        {
          code: "missing-budget",
          message: `${where(first ?? "hard")} goes with a budget, but none is given`,
          expected: usageText,
        },
      ],
      exitCodes.usage,
    );
  }
  const { needs, takes } = forms[form];
  if (named.length > 1) {
    problems.push({
      code: "several-budgets",
      message: `${named.map(where).join(" and ")} exclude each other`,
      expected: usageText,
    });
  } else {
    for (const option of needs.filter((name) => given[name] === undefined)) {
      problems.push({ code: "missing-option", message: `${where(form)} needs ${where(option)}`, expected: usageText });
    }
    for (const option of rest.filter((name) => !needs.includes(name) && !takes.includes(name))) {
      problems.push({
        code: "unused-option",
        message: `${where(option)} means nothing beside ${where(form)}`,
        expected: usageText,
      });
    }
  }

  const read = (name: TextOption, parse: (text: string, options: QuantityOptions) => number): number => {
    const text = given[name];
    if (text === undefined) return Number.NaN;
    try {
      const limit = max[name];
      return parse(text, { where: where(name), positive: true, ...(limit === undefined ? {} : { max: limit }) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return Number.NaN;
    }
  };
  const hard: { hard?: true } = given.hard === true ? { hard: true } : {};
  const budget = build(form, given, read, hard);
  if (problems.length > 0) throw new InputError(problems, exitCodes.usage);
  return budget;
}

type Read = (name: TextOption, parse: (text: string, options: QuantityOptions) => number) => number;

function build(form: Form, given: BudgetOptions, read: Read, hard: { hard?: true }): Budget {
  if (form === "budget") return { kind: "inference", energy: read("budget", parseEnergy), ...hard };
  const rate = read("rate", parseRate);
  if (form === "power") return { kind: "power", power: read("power", parsePower), rate, ...hard };
  if (form === "energy") {
    const duration = read("window", parseDuration);
    return { kind: "window", energy: read("energy", parseEnergy), duration, rate, ...hard };
  }
  const battery: Battery = {
    capacity: read("battery", parseBatteryCapacity),
    ...(given.depthOfDischarge === undefined ? {} : { depthOfDischarge: read("depthOfDischarge", parseFraction) }),
    ...(given.selfDischarge === undefined ? {} : { selfDischargePerMonth: read("selfDischarge", lossFraction) }),
    ...(given.efficiency === undefined ? {} : { efficiency: read("efficiency", parseFraction) }),
  };
  return { kind: "battery", battery, lifetime: read("lifetime", parseDuration), rate, ...hard };
}

function flag(option: keyof BudgetOptions): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** A battery may lose nothing. */
function lossFraction(text: string, { where }: QuantityOptions): number {
  return parseFraction(text, where === undefined ? {} : { where });
}
