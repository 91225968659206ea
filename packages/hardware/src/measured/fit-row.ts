import type { NetworkFeatures } from "./network-features.js";

/** One measured value of one network, as fits see it. */
export interface FitRow extends NetworkFeatures {
  /** Without its precision: all rows of a network are left out together. */
  readonly network: string;
  /** J or s, above 0. */
  readonly value: number;
}

/** What a fit answers for a network. */
export type Predictor = (network: NetworkFeatures) => number;

/** Makes a predictor from measured rows. */
export type Fitter = (rows: readonly FitRow[]) => Predictor;
