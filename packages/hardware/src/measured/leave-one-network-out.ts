import { median, quantile } from "@joulebook/core";
import type { FitResiduals } from "@joulebook/core";
import type { Fitter, FitRow } from "./fit-row.js";

/** Predictions of each row by a fit that saw no row of its network. */
export interface HeldOut {
  /** predicted / measured, in the order of the rows. */
  readonly ratios: readonly number[];
  readonly residuals: FitResiduals;
}

/**
 * Leaves out one network after the other, all its precisions together, and predicts its rows from the rest.
 * Source: docs/equations.md#leave-one-network-out
 *
 * @throws RangeError if there are fewer than 3 networks
 */
export function leaveOneNetworkOut(rows: readonly FitRow[], fitter: Fitter): HeldOut {
  const networks = [...new Set(rows.map(({ network }) => network))];
  if (networks.length < 3)
    throw new RangeError(`leaveOneNetworkOut: there must be at least 3 networks, got ${networks.length}`);
  const ratios = new Map<FitRow, number>();
  for (const left of networks) {
    const predict = fitter(rows.filter(({ network }) => network !== left));
    for (const row of rows) if (row.network === left) ratios.set(row, predict(row) / row.value);
  }
  const ordered = rows.map((row) => ratios.get(row) as number);
  // A precision that only the network left out has cannot be predicted.
  const errors = ordered.filter(Number.isFinite).map((ratio) => Math.abs(ratio - 1));
  return {
    ratios: ordered,
    residuals: {
      method: "leave-one-network-out",
      points: rows.length,
      networks: networks.length,
      medianAbsolute: median(errors),
      p90Absolute: quantile(errors, 0.9),
    },
  };
}
