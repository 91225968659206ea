import { curveCost, exponentialFit, type Fraction, merkelCounts, merkelMultiExitCounts } from "@joulebook/core";
import {
  countExits,
  type ExitColumns,
  lineEnvelope,
  merkelThresholds,
  stepEnvelope,
  thresholdResult,
} from "@joulebook/exits";
import { betas, testColumns, wantedAccuracies } from "./dynamic.js";
import { oncePerRuns } from "./once-per-runs.js";
import type { ExitRuns, Filters } from "./runs.js";

/** How fixed networks are joined: steps, mixtures of two, or the exponential curve of Figure 3 through them. */
export const joins = ["steps", "straight lines", "fitted curve"] as const;
export const headCounts = ["all heads", "answering head"] as const;

/** One way to read Figure 10, and the largest saving that it gives, in units of the largest energy. */
export interface SavingReading {
  /** Layers of the whole network. */
  readonly layers: number;
  readonly beta: string;
  readonly join: (typeof joins)[number];
  readonly heads: (typeof headCounts)[number];
  readonly saving: number;
  /** Test accuracy where it is largest. */
  readonly accuracy: Fraction;
}

/**
 * The largest saving of rule (10) under every reading of what the paper leaves open: which network is the whole one (six layers, or as
 * many as are most accurate on training images), the weights, how fixed networks are joined, and whose heads are counted.
 */
export const savingReadings: (runs: ExitRuns, filters: Filters) => readonly SavingReading[] = oncePerRuns(
  (runs, filters) => {
    const [network] = runs.combined[filters];
    if (network === undefined) return [];
    const best = 1 + network.train.indexOf(Math.max(...network.train));
    return [...new Set([6, best])].flatMap((layers) => ofLayers(runs, filters, layers));
  },
);

function ofLayers(runs: ExitRuns, filters: Filters, layers: number): readonly SavingReading[] {
  const [network] = runs.combined[filters];
  const columns = firstExits(testColumns(runs, filters), layers);
  const largest = merkelCounts({ depth: layers, filters }).macs;
  const alone = Array.from({ length: layers }, (_, k) => merkelCounts({ depth: k + 1, filters }).macs / largest);
  const passed = merkelMultiExitCounts({ depth: layers, filters }).cumulative.map(({ macs }) => macs / largest);
  const fixed = (network?.test ?? [])
    .slice(0, layers)
    .map((accuracy, k) => ({ name: `exit ${k + 1}`, cost: alone[k] as number, accuracy }));
  const accuracies = fixed.map(({ accuracy }) => accuracy);
  const { curve } = exponentialFit(accuracies, alone);
  const [low, high] = [Math.min(...accuracies), Math.max(...accuracies)];
  const baseline = {
    steps: (accuracy: number) => stepEnvelope(fixed, accuracy),
    "straight lines": (accuracy: number) => lineEnvelope(fixed, accuracy),
    // Nothing is known of the curve outside the networks it was fitted to.
    "fitted curve": (accuracy: number) => (accuracy < low || accuracy > high ? undefined : curveCost(curve, accuracy)),
  };
  return betas.flatMap((beta) => {
    const counts = wantedAccuracies.map((wanted) =>
      countExits(columns, merkelThresholds((network?.train ?? []).slice(0, layers), wanted, beta)),
    );
    return headCounts.flatMap((heads) => {
      const points = counts.map((count) => thresholdResult(count, heads === "all heads" ? passed : alone));
      return joins.map((join): SavingReading => {
        let [saving, at] = [Number.NEGATIVE_INFINITY, Number.NaN];
        for (const { accuracy, cost } of points) {
          const reference = baseline[join](accuracy);
          if (reference !== undefined && reference - cost > saving) [saving, at] = [reference - cost, accuracy];
        }
        return { layers, beta: beta.name, join, heads, saving, accuracy: at };
      });
    });
  });
}

/** The first exits of a network as if it ended there. */
function firstExits({ examples, exits, score, right }: ExitColumns, count: number): ExitColumns {
  const part = <T extends Float64Array | Uint8Array>(from: T, into: T): T => {
    for (let n = 0; n < examples; n++) {
      for (let k = 0; k < count; k++) into[n * count + k] = from[n * exits + k] as number;
    }
    return into;
  };
  return {
    examples,
    exits: count,
    score: part(score, new Float64Array(examples * count)),
    right: part(right, new Uint8Array(examples * count)),
  };
}
