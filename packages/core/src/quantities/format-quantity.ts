import type { Bytes, Fraction, Hertz, Joules, Seconds, Volts, Watts } from "../contracts/units.js";

/** How many significant digits to print. */
export interface FormatOptions {
  /** Significant digits, 1 to 15; default 3. */
  readonly digits?: number;
  /** Drop zeros at the end of the fraction: "50 mJ" rather than "50.0 mJ". */
  readonly trim?: boolean;
}

/** A scale that a value may be printed on. */
export interface Scale {
  readonly unit: string;
  readonly factor: number;
}

/** Units that can be printed with a prefix. */
export type PrintedUnit = "J" | "W" | "s" | "V" | "Hz" | "B" | "";

const prefixes: readonly { readonly symbol: string; readonly exponent: number }[] = [
  { symbol: "f", exponent: -15 },
  { symbol: "p", exponent: -12 },
  { symbol: "n", exponent: -9 },
  { symbol: "µ", exponent: -6 },
  { symbol: "m", exponent: -3 },
  { symbol: "", exponent: 0 },
  { symbol: "k", exponent: 3 },
  { symbol: "M", exponent: 6 },
  { symbol: "G", exponent: 9 },
  { symbol: "T", exponent: 12 },
];

/** An energy with three significant digits and its SI prefix. @example formatEnergy(0.05) // => "50.0 mJ" */
export function formatEnergy(energy: Joules, options: FormatOptions = {}): string {
  return formatQuantity(energy, "J", options);
}

/** A power with its SI prefix. @example formatPower(0.0027778) // => "2.78 mW" */
export function formatPower(power: Watts, options: FormatOptions = {}): string {
  return formatQuantity(power, "W", options);
}

/** A voltage with its SI prefix. @example formatVoltage(3.7) // => "3.70 V" */
export function formatVoltage(voltage: Volts, options: FormatOptions = {}): string {
  return formatQuantity(voltage, "V", options);
}

/** A clock or bandwidth in hertz with its SI prefix. @example formatFrequency(216e6) // => "216 MHz" */
export function formatFrequency(frequency: Hertz, options: FormatOptions = {}): string {
  return formatQuantity(frequency, "Hz", options);
}

/** A size in decimal bytes, KB = 1000 B. @example formatBytes(89440) // => "89.4 KB" */
export function formatBytes(size: Bytes, options: FormatOptions = {}): string {
  return formatQuantity(size, "B", options);
}

/** A count (MACs, parameters) with its SI prefix alone. @example formatCount(2_656_768) // => "2.66 M" */
export function formatCount(count: number, options: FormatOptions = {}): string {
  return formatQuantity(count, "", options).trim();
}

/** A duration: SI prefixes below two minutes, then min, h, d. @example formatDuration(2_592_000) // => "30.0 d" */
export function formatDuration(duration: Seconds, options: FormatOptions = {}): string {
  const size = Math.abs(duration);
  if (!(size >= 120) || size === Number.POSITIVE_INFINITY) return formatQuantity(duration, "s", options);
  const [unit, factor] = size < 3600 ? ["min", 60] : size < 172_800 ? ["h", 3600] : ["d", 86_400];
  return `${formatNumber(duration / Number(factor), options)} ${unit}`;
}

/** A rate of events: per second, or per minute, hour or day when it is slower. @example formatRate(1 / 60) // => "1.00 /min" */
export function formatRate(rate: Hertz, options: FormatOptions = {}): string {
  const steps: readonly (readonly [string, number])[] = [
    ["/s", 1],
    ["/min", 60],
    ["/h", 3600],
    ["/d", 86_400],
  ];
  const [unit, seconds] =
    rate === 0 ? ["/s", 1] : (steps.find(([, period]) => Math.abs(rate) * period >= 1 - 1e-9) ?? ["/d", 86_400]);
  return `${formatNumber(rate * Number(seconds), options)} ${unit}`;
}

/** A share as a percentage with a number of decimals. @example formatPercent(0.7345) // => "73.5 %" */
export function formatPercent(share: Fraction, { decimals = 1 }: { readonly decimals?: number } = {}): string {
  const text = (100 * share).toFixed(decimals);
  // A small loss rounds to nothing, not to less than nothing.
  return `${Number(text) === 0 ? text.replace("-", "") : text} %`;
}

/**
 * A number with significant digits and never an exponent.
 *
 * @example formatNumber(1234.5) // => "1230"
 */
export function formatNumber(value: number, { digits = 3, trim = false }: FormatOptions = {}): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "-∞" : "not a number";
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(digits));
  const whole = Math.floor(Math.log10(Math.abs(rounded)) + 1e-12) + 1;
  const text = whole > 21 ? BigInt(rounded).toString() : rounded.toFixed(Math.min(100, Math.max(0, digits - whole)));
  return trim && text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A value with the prefix under which it has one to three whole digits. */
export function formatQuantity(value: number, unit: PrintedUnit, options: FormatOptions = {}): string {
  const scale = scaleFor(value, unit, options);
  return `${formatNumber(value / scale.factor, options)} ${scale.unit}`;
}

/** The scale (prefix and factor) under which a value of this unit reads best, after rounding. */
export function scaleFor(value: number, unit: PrintedUnit, { digits = 3 }: FormatOptions = {}): Scale {
  const rounded = Math.abs(Number(value.toPrecision(digits)));
  const known =
    unit === "B"
      ? prefixes.filter(({ exponent }) => exponent >= 0)
      : unit === ""
        ? prefixes.filter(({ exponent }) => exponent >= 0)
        : prefixes;
  const fitting =
    Number.isFinite(rounded) && rounded > 0
      ? known.findLast(({ exponent }) => rounded >= Number(`1e${exponent}`))
      : undefined;
  const prefix = fitting ??
    (rounded > 0 && Number.isFinite(rounded) ? known[0] : undefined) ?? { symbol: "", exponent: 0 };
  const symbol = unit === "B" && prefix.symbol === "k" ? "K" : prefix.symbol;
  return { unit: symbol + unit, factor: Number(`1e${prefix.exponent}`) };
}
