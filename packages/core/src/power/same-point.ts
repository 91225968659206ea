import type { Problem } from "../contracts/problem.js";
import type { Hertz, Volts } from "../contracts/units.js";

/** What a figure says of the conditions it was taken at. */
export interface Conditions {
  readonly name: string;
  readonly voltage?: Volts | undefined;
  readonly clock?: Hertz | undefined;
}

/** Voltages and clocks this close, relatively, are one operating point: data sheets round. */
const closeness = 0.005;

/**
 * What stands against comparing two figures of one device: they were taken at different operating points, or one does not
 * say at which. Empty when they may be compared.
 *
 * @example comparisonProblems({ name: "a", voltage: 0.9 }, { name: "b", voltage: 1.1 })[0]?.code // => "different-points"
 */
export function comparisonProblems(one: Conditions, other: Conditions): readonly Problem[] {
  const differing = (["voltage", "clock"] as const).filter((key) => {
    const [a, b] = [one[key], other[key]];
    return a !== undefined && b !== undefined && Math.abs(a - b) > closeness * Math.max(a, b);
  });
  const unsaid = (["voltage", "clock"] as const).filter(
    (key) => (one[key] === undefined) !== (other[key] === undefined),
  );
  const units = { voltage: "V", clock: "Hz" } as const;
  return [
    ...differing.map((key) => ({
      code: "different-points",
      message: `${one.name} and ${other.name} were taken at different operating points: ${key} ${one[key]} ${units[key]} and ${other[key]} ${units[key]}`,
      fix: "compare them at one point: scale the dynamic energy with V², the time with the clock",
    })),
    ...unsaid.map((key) => ({
      code: "unknown-point",
      message: `${(one[key] === undefined ? one : other).name} does not say at which ${key} it was taken; ${(one[key] === undefined ? other : one).name} does`,
    })),
  ];
}
