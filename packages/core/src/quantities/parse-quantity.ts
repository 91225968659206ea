import { exitCodes, InputError, type Problem } from "../contracts/problem.js";
import type { Bytes, Fraction, Hertz, Joules, Seconds, Volts, Watts } from "../contracts/units.js";
import { nearestNames } from "../names/nearest-names.js";
import { quoteInput } from "../names/quote-input.js";
import { type Amount, readAmount } from "./read-amount.js";
import { type Dimension, type Unit, unitOf, unitSymbols } from "./unit.js";

/** Where a quantity was given, and what would be implausible there. */
export interface QuantityOptions {
  /** Option or cell that held the text, e.g. "--budget"; begins the message. */
  readonly where?: string;
  /** Largest plausible value in SI units; a larger one is taken for a mistyped prefix. */
  readonly max?: number;
  /** Whether 0 is wrong too. */
  readonly positive?: boolean;
}

/** What a dimension is called in messages, with examples and the units that people mean when they give none. */
const dimensions: Readonly<
  Record<Dimension, { name: string; example: string; likely: readonly string[]; si: string }>
> = {
  energy: { name: "an energy", example: "50mJ or 2.5mWh", likely: ["mJ", "J"], si: "J" },
  power: { name: "a power", example: "20mW or 1.5W", likely: ["mW", "W"], si: "W" },
  duration: { name: "a duration", example: "100ms, 2h or 30d", likely: ["ms", "s"], si: "s" },
  rate: { name: "a rate", example: "5/s, 10/min or 1Hz", likely: ["/s", "/min"], si: "/s" },
  bytes: { name: "a size in bytes", example: "320KB (x 1000) or 320KiB (x 1024)", likely: ["KB", "KiB"], si: "B" },
  voltage: { name: "a voltage", example: "3.7V", likely: ["V"], si: "V" },
  charge: { name: "a charge", example: "1000mAh", likely: ["mAh"], si: "C" },
  bits: { name: "a number of bits", example: "8bit", likely: ["bit"], si: "bit" },
};

/**
 * An energy with its unit, in joules: "50mJ", "2.5 mWh", "1000mAh@3.7V".
 *
 * Source: docs/equations.md#quantities-budgets-and-batteries
 *
 * @throws InputError (exit code 2) naming what was understood, what was expected and the likely spelling
 * @example parseEnergy("50mJ") // => 0.05
 */
export function parseEnergy(text: string, options: QuantityOptions = {}): Joules {
  return parse(text, "energy", options);
}

/** A power with its unit, in watts: "20mW". @example parsePower("20 mW") // => 0.02 */
export function parsePower(text: string, options: QuantityOptions = {}): Watts {
  return parse(text, "power", options);
}

/** A duration with its unit, in seconds: "100ms", "2h", "30d"; a month is 730.5 h. @example parseDuration("2h") // => 7200 */
export function parseDuration(text: string, options: QuantityOptions = {}): Seconds {
  return parse(text, "duration", options);
}

/** A rate with its unit, per second: "5/s", "10/min", "1 Hz", "3600/h", "1/10s". @example parseRate("30/min") // => 0.5 */
export function parseRate(text: string, options: QuantityOptions = {}): Hertz {
  return parse(text, "rate", options);
}

/** A voltage with its unit, in volts. @example parseVoltage("900mV") // => 0.9 */
export function parseVoltage(text: string, options: QuantityOptions = {}): Volts {
  return parse(text, "voltage", options);
}

/** A size in bytes: KB = 1000 B, KiB = 1024 B. @example parseBytes("320KiB") // => 327680 */
export function parseBytes(text: string, options: QuantityOptions = {}): Bytes {
  return parse(text, "bytes", options);
}

/**
 * The full nominal energy of a battery, in joules: "2000mWh", or a charge with its voltage, "1000mAh@3.7V".
 *
 * A charge without a voltage is a `missing-voltage` problem; a battery of 0 is none.
 *
 * @example parseBatteryCapacity("1000mAh@3.7V") // => 13320
 */
export function parseBatteryCapacity(text: string, options: QuantityOptions = {}): Joules {
  return parse(text, "energy", { positive: true, ...options });
}

/**
 * A share in [0, 1]: "0.7" or "70%".
 *
 * @example parseFraction("70%") // => 0.7
 */
export function parseFraction(text: string, { where, positive = false }: QuantityOptions = {}): Fraction {
  const amount = readAmount(text);
  if ("problem" in amount) throw usage(where, { ...amount.problem, expected: "a share such as 0.7 or 70%" });
  const { number, rest } = amount;
  if (rest !== "" && rest !== "%" && !/^per ?cent$/i.test(rest)) {
    throw usage(where, {
      code: unitOf(rest) === undefined ? "unknown-unit" : "wrong-dimension",
      message: `${quoteInput(text)} has the unit ${quoteInput(rest)}, but a share has none`,
      expected: "a share such as 0.7 or 70%",
    });
  }
  const value = rest === "" ? Number(number) : scaled(number, -2);
  if (value >= 0 && value <= 1 && !(positive && value === 0)) return value;
  throw usage(where, {
    code: "out-of-range",
    message: `${quoteInput(text)} was understood as ${short(100 * value)} %`,
    expected: `a share ${positive ? "above 0 %, up to" : "from 0 to"} 100 %, such as 0.7 or 70%`,
    ...(rest === "" && value > 1 && value <= 100 ? { nearest: [`${number}%`] } : {}),
  });
}

function parse(text: string, dimension: Dimension, options: QuantityOptions): number {
  const { where } = options;
  const { name, example } = dimensions[dimension];
  const expected = `${name} with its unit, such as ${example}`;
  const amount = readAmount(text);
  if ("problem" in amount) throw usage(where, { ...amount.problem, expected });
  if (amount.rest === "") throw usage(where, { ...missingUnit(text, amount, dimension), expected });
  if (dimension === "energy") {
    const charge = chargeAtVoltage(text, amount, options);
    if (charge !== undefined) return checked(text, charge, amount, dimension, options);
  }
  const unit = dimension === "rate" ? rateUnit(amount.rest) : unitOf(amount.rest);
  if (unit === undefined) throw usage(where, { ...unknownUnit(text, amount, dimension), expected });
  if (unit.dimension !== dimension) throw usage(where, { ...wrongDimension(text, amount, unit, dimension), expected });
  return checked(text, inSi(amount, unit), amount, dimension, options, unit);
}

/** Number(`${number}e${exponent}`) rounds once, so that "50mJ" is the double nearest to 0.05. */
function inSi(amount: Amount, unit: Unit): number {
  return (scaled(amount.number, unit.exponent) * unit.factor) / (unit.divisor ?? 1);
}

function scaled(number: string, exponent: number): number {
  const [digits = "", power = "0"] = number.toLowerCase().split("e");
  return Number(`${digits}e${Number(power) + exponent}`);
}

/** "/s", "per minute", "1/10s" (once every ten seconds), "frames/s", "Hz". */
function rateUnit(rest: string): Unit | undefined {
  const match = /^(?:inf|inferences?|frames?|images?|samples?|times)?\s*(?:\/|per\s|(every\s))\s*(.+)$/i.exec(rest);
  if (match === null) return unitOf(rest);
  const period = /^[\d.]/.test(match[2] ?? "") ? (match[2] ?? "") : `1${match[2]}`;
  const amount = readAmount(period);
  if ("problem" in amount) return undefined;
  const unit = unitOf(amount.rest);
  const seconds = unit?.dimension === "duration" ? inSi(amount, unit) : 0;
  if (unit === undefined || !(seconds > 0)) return undefined;
  return { symbol: rest, word: `per ${period}`, dimension: "rate", exponent: 0, factor: 1, divisor: seconds };
}

/** Energy of "1000mAh@3.7V"; undefined when the unit is no charge. */
function chargeAtVoltage(text: string, amount: Amount, { where }: QuantityOptions): number | undefined {
  const [symbol = "", voltage, ...more] = amount.rest.split("@");
  const unit = unitOf(symbol.trim());
  if (unit?.dimension !== "charge") return undefined;
  if (voltage === undefined || voltage.trim() === "") {
    throw usage(where, {
      code: "missing-voltage",
      message: `${quoteInput(text)} is a charge; its energy depends on the battery's voltage`,
      expected: "a charge at a voltage, such as 1000mAh@3.7V, or an energy such as 3700mWh",
      fix: `write the battery's nominal voltage behind it: ${amount.number}${unit.symbol}@<volts>V`,
    });
  }
  const volts = parseVoltage([voltage, ...more].join("@"), {
    where: `${where === undefined ? "" : `${where}: `}voltage`,
    positive: true,
  });
  return inSi(amount, unit) * volts;
}

function checked(
  text: string,
  value: number,
  amount: Amount,
  dimension: Dimension,
  options: QuantityOptions,
  unit?: Unit,
): number {
  const { where, max, positive = false } = options;
  const { name, example, si } = dimensions[dimension];
  const understood = `${quoteInput(text)} was understood as ${unit === undefined ? "" : `${amount.number} ${inWords(unit)} = `}${short(value)} ${si}`;
  if (!Number.isFinite(value) || (value === 0 && /[1-9]/.test(amount.number.split(/e/i)[0] ?? ""))) {
    throw usage(where, {
      code: "not-finite",
      message: `${quoteInput(text)} is too ${value === 0 ? "small" : "large"} for a number`,
      expected: `${name} such as ${example}`,
    });
  }
  if (value < 0)
    throw usage(where, {
      code: "negative",
      message: `${quoteInput(text)} is negative`,
      expected: `${name} of at least 0`,
    });
  if (positive && value === 0)
    throw usage(where, {
      code: "not-positive",
      message: `${quoteInput(text)} is zero`,
      expected: `${name} above 0, such as ${example}`,
    });
  if (max !== undefined && value > max) {
    const likely = unit === undefined ? [] : likelyPrefix(amount, unit, max);
    throw usage(where, {
      code: "too-large",
      message: `${understood}, more than is plausible here`,
      expected: `at most ${short(max)} ${si}`,
      ...(likely.length > 0 ? { nearest: likely } : {}),
    });
  }
  return value;
}

/** The same number with the prefix's other case ("MJ" for "mJ"), where that is plausible. */
function likelyPrefix(amount: Amount, unit: Unit, max: number): string[] {
  const other = unitOf(swappedCase(unit.symbol));
  return other !== undefined && other.dimension === unit.dimension && inSi(amount, other) <= max
    ? [`${amount.number}${other.symbol}`]
    : [];
}

function swappedCase(symbol: string): string {
  const first = symbol.charAt(0);
  return (first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + symbol.slice(1);
}

function missingUnit(text: string, { number }: Amount, dimension: Dimension): Problem {
  return {
    code: "missing-unit",
    message: `${quoteInput(text)} was understood as the number ${number} without a unit`,
    nearest: dimensions[dimension].likely.map((unit) => number + unit),
  };
}

function unknownUnit(text: string, { number, rest }: Amount, dimension: Dimension): Problem {
  const symbols = unitSymbols(dimension);
  const sameLetters = symbols.filter((symbol) => symbol.toLowerCase() === rest.toLowerCase());
  const nearest = sameLetters.length > 0 ? sameLetters : nearestNames(rest, symbols, 3);
  const joined = (unit: string): string => number + unit;
  return {
    code: "unknown-unit",
    message: `${quoteInput(text)} was understood as ${number} with the unknown unit ${quoteInput(rest)}`,
    ...(nearest.length > 0 ? { nearest: nearest.map(joined) } : {}),
  };
}

function wrongDimension(text: string, amount: Amount, unit: Unit, wanted: Dimension): Problem {
  const value = inSi(amount, unit);
  const prefix = unit.symbol.length > 1 && unit.exponent !== 0 ? unit.symbol.charAt(0) : "";
  const likely = unitOf(prefix + dimensions[wanted].si);
  return {
    code: "wrong-dimension",
    message: `${quoteInput(text)} is ${dimensions[unit.dimension].name} (${amount.number} ${inWords(unit)} = ${short(value)} ${dimensions[unit.dimension].si}), not ${dimensions[wanted].name}`,
    ...(likely?.dimension === wanted ? { nearest: [amount.number + likely.symbol] } : {}),
  };
}

function inWords(unit: Unit): string {
  return /^per |hertz$|fps$/.test(unit.word) ? unit.word : `${unit.word}s`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function usage(where: string | undefined, problem: Problem): InputError {
  const message = where === undefined ? problem.message : `${where}: ${problem.message}`;
  return new InputError([{ ...problem, message }], exitCodes.usage);
}
