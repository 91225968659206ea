import { nonNegativeLeastSquares } from "../algebra/non-negative-least-squares.js";
import type { FitRow, Predictor } from "./fit-row.js";
import { type NetworkFeatures, physicalFeatures } from "./network-features.js";

/** Coefficients ≥ 0 by precision and feature, in J or s per feature. */
export interface PhysicalFit {
  readonly precisions: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

/** Sets of features from the simplest on: with few networks the simpler ones predict better. */
const ladder: readonly (readonly string[])[] = [
  ["macs"],
  ["macs", "inference"],
  ["pointwise-macs", "depthwise-macs", "convolution-macs", "dense-macs", "inference"],
  physicalFeatures,
];

/**
 * Non-negative coefficients that make the relative errors' squares least: value = Σ coefficient × feature, one set per
 * precision. Which features enter is chosen by leaving out one network after the other among the rows given.
 * Source: docs/equations.md#physical-fit
 *
 * @throws RangeError if there are no rows or a value is not above 0
 */
export function physicalFit(rows: readonly FitRow[]): PhysicalFit {
  if (rows.length === 0) throw new RangeError("physicalFit: there must be at least one row");
  const bad = rows.find(({ value }) => !(value > 0));
  if (bad !== undefined)
    throw new RangeError(`physicalFit: values must be above 0, got ${bad.value} for ${bad.network}`);
  const groups = [...new Set(rows.map(({ precision }) => precision))].map(
    (precision) => [precision, rows.filter((row) => row.precision === precision)] as const,
  );
  return { precisions: new Map(groups.map(([precision, group]) => [precision, coefficients(group, bestRung(group))])) };
}

/**
 * The fit's answer; NaN for a precision that it has no rows of.
 */
export function physicalValue({ precisions }: PhysicalFit, { features, precision }: NetworkFeatures): number {
  const found = precisions.get(precision);
  if (found === undefined) return Number.NaN;
  return Object.entries(found).reduce((sum, [name, value]) => sum + value * (features[name] ?? 0), 0);
}

/** `physicalFit` as leave-one-out takes it. */
export function physicalFitter(rows: readonly FitRow[]): Predictor {
  const fit = physicalFit(rows);
  return (network) => physicalValue(fit, network);
}

function coefficients(rows: readonly FitRow[], names: readonly string[]): Readonly<Record<string, number>> {
  const solved = nonNegativeLeastSquares(
    rows.map(({ features, value }) => names.map((name) => (features[name] ?? 0) / value)),
    rows.map(() => 1),
  );
  return Object.fromEntries(names.map((name, index) => [name, solved[index] as number]));
}

function bestRung(rows: readonly FitRow[]): readonly string[] {
  const networks = [...new Set(rows.map(({ network }) => network))];
  if (networks.length < 3) return ladder[0] as readonly string[];
  const errors = ladder.map((names) => {
    if (names.length >= networks.length) return Number.POSITIVE_INFINITY;
    return networks.reduce((sum, left) => {
      const found = coefficients(
        rows.filter(({ network }) => network !== left),
        names,
      );
      return rows
        .filter(({ network }) => network === left)
        .reduce((all, { features, value }) => {
          const predicted = names.reduce((total, name) => total + (found[name] ?? 0) * (features[name] ?? 0), 0);
          return all + Math.abs(predicted / value - 1);
        }, sum);
    }, 0);
  });
  return ladder[errors.indexOf(Math.min(...errors))] as readonly string[];
}
