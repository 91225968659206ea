import { type Candidate, type Fraction, median, paretoFront, quantile } from "@joulebook/core";
import { type FrontSpacing, frontSpacing } from "./front-spacing.js";
import { type GapSummary, gapSummary } from "./gap-summary.js";
import { sweep, type SweepPoint } from "./sweep.js";
import { sweepBudgets } from "./sweep-budgets.js";

/** A sweep over candidates scored with the energies they were chosen by. */
export interface InSample {
  readonly device: string;
  /** Backends and software of the candidates, e.g. ["tflite-ruy: TFLite v2.7.1 (ruy)"]. */
  readonly software: readonly string[];
  readonly candidates: number;
  readonly single: GapSummary;
  readonly mix: GapSummary;
  /** Gap of the dearest candidate within the budget, whatever its accuracy: no single choice leaves less. */
  readonly leastGap: { readonly median: Fraction; readonly p90: Fraction };
  readonly spacing: FrontSpacing;
  readonly points: readonly SweepPoint[];
}

/** Sweeps the budgets of a set of candidates and scores the choices with the same energies. */
export function inSample(
  candidates: readonly Candidate[],
  {
    device,
    software,
    budgets,
  }: { readonly device: string; readonly software: readonly string[]; readonly budgets: number },
): InSample {
  const points = sweep({ planned: candidates, scored: candidates, budgets: sweepBudgets(candidates, budgets) });
  const least = points.flatMap(({ oracle }) => (oracle === undefined ? [] : [oracle.leastGap]));
  const front = paretoFront(candidates, [
    { name: "energy", value: ({ energy }) => energy, direction: "minimise" },
    { name: "accuracy", value: ({ accuracy }) => accuracy, direction: "maximise" },
  ]);
  return {
    device,
    software,
    candidates: candidates.length,
    single: gapSummary(points, "single"),
    mix: gapSummary(points, "mix"),
    leastGap: { median: median(least), p90: quantile(least, 0.9) },
    spacing: frontSpacing(front.map(({ energy }) => energy)),
    points,
  };
}
