import type { FitRow, Predictor } from "./fit-row.js";
import type { NetworkFeatures } from "./network-features.js";

/** value = scale · feature^exponent, by precision. */
export interface PowerLaw {
  readonly of: string;
  readonly precisions: ReadonlyMap<string, { readonly scale: number; readonly exponent: number }>;
}

/**
 * A straight line through log value against the logarithm of one feature, by least squares: what MACs or parameters
 * alone can say.
 * Source: docs/equations.md#one-number-predictors
 */
export function powerLaw(rows: readonly FitRow[], of: string): PowerLaw {
  const precisions = [...new Set(rows.map(({ precision }) => precision))];
  const lines = precisions.map((precision) => {
    const points = rows
      .filter((row) => row.precision === precision)
      .map(({ features, value }) => [Math.log(features[of] ?? 0), Math.log(value)] as const);
    const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
    const [x, y] = [mean(0), mean(1)];
    const spread = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
    const slope = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / spread;
    const exponent = spread === 0 ? 0 : slope;
    return [precision, { scale: Math.exp(y - exponent * x), exponent }] as const;
  });
  return { of, precisions: new Map(lines) };
}

/** NaN for a precision without rows. */
export function powerLawValue({ of, precisions }: PowerLaw, { features, precision }: NetworkFeatures): number {
  const line = precisions.get(precision);
  return line === undefined ? Number.NaN : line.scale * (features[of] ?? 0) ** line.exponent;
}

/** `powerLaw` as leave-one-out takes it. */
export function powerLawFitter(of: string): (rows: readonly FitRow[]) => Predictor {
  return (rows) => {
    const law = powerLaw(rows, of);
    return (network) => powerLawValue(law, network);
  };
}
