import type { Problem } from "../contracts/problem.js";
import type { Hertz, Volts } from "../contracts/units.js";

/** What may be said of the operating point that a figure was taken at. */
export interface PointConditions {
  readonly voltage?: Volts | undefined;
  readonly clock?: Hertz | undefined;
  /** A setting of the board that names no voltage, e.g. "MAXN" or "15W". */
  readonly powerMode?: string | undefined;
}

/** What a figure says of the conditions it was taken at. */
export interface Conditions extends PointConditions {
  readonly name: string;
}

const keys = ["voltage", "clock", "powerMode"] as const;
const words = { voltage: "voltage", clock: "clock", powerMode: "power mode" } as const;
const units = { voltage: " V", clock: " Hz", powerMode: "" } as const;

/** Voltages and clocks this close, relatively, are one operating point: data sheets round. */
const closeness = 0.005;

/**
 * What stands against comparing two figures of one device: they were taken at different operating points, or one does not
 * say at which. Empty when they may be compared.
 *
 * @example comparisonProblems({ name: "a", voltage: 0.9 }, { name: "b", voltage: 1.1 })[0]?.code // => "different-points"
 */
export function comparisonProblems(one: Conditions, other: Conditions): readonly Problem[] {
  return [
    ...differingConditions(one, other).map((key) => ({
      code: "different-points",
      message: `${one.name} and ${other.name} were taken at different operating points: ${words[key]} ${one[key]}${units[key]} and ${other[key]}${units[key]}`,
      fix: "compare them at one point: scale the dynamic energy with V², the time with the clock",
    })),
    ...unsaidConditions(one, other).map((key) => ({
      code: "unknown-point",
      message: `${(one[key] === undefined ? one : other).name} does not say at which ${words[key]} it was taken; ${(one[key] === undefined ? other : one).name} does`,
    })),
  ];
}

/** Conditions that both state and that differ. */
export function differingConditions(one: PointConditions, other: PointConditions): readonly (typeof keys)[number][] {
  return keys.filter((key) => {
    const [a, b] = [one[key], other[key]];
    if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) > closeness * Math.max(a, b);
    return a !== undefined && b !== undefined && a !== b;
  });
}

/** Conditions that one of the two states and the other does not. */
export function unsaidConditions(one: PointConditions, other: PointConditions): readonly (typeof keys)[number][] {
  return keys.filter((key) => (one[key] === undefined) !== (other[key] === undefined));
}
