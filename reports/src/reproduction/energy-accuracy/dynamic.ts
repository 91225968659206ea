import { type Fraction, merkelCounts, merkelMultiExitCounts } from "@joulebook/core";
import {
  countExits,
  type ExitColumns,
  lineEnvelope,
  merkelThresholds,
  ruleColumns,
  type StaticPoint,
  stepEnvelope,
  thresholdResult,
  traceSplit,
} from "@joulebook/exits";
import type { ExitRuns, Filters, Runs } from "./runs.js";

/** Weights of rule (10) that the paper shows. */
export const betas = [
  { name: "β = (1, 1)", beta1: 1, beta2: 1 },
  { name: "β = (0.8, 1.1)", beta1: 0.8, beta2: 1.1 },
] as const;

/** What rule (10) gives on the test images for one wanted accuracy. */
export interface DynamicPoint {
  readonly wanted: Fraction;
  readonly accuracy: Fraction;
  /** Mean energy in units of the largest, all heads on the way counted. */
  readonly energy: number;
  /** The same with only the head that answered. */
  readonly withoutHeads: number;
  readonly exitShares: readonly Fraction[];
  /** Least energy of the fixed networks, as steps and as mixtures of two, at the same accuracy. */
  readonly step?: number;
  readonly line?: number;
}

export interface DynamicCurve {
  readonly beta: (typeof betas)[number];
  readonly points: readonly DynamicPoint[];
}

/** Wanted accuracies, evenly from chance to certainty. */
export const wantedAccuracies: readonly Fraction[] = Array.from({ length: 61 }, (_, step) => 0.2 + step / 75);

/** Energies until each exit in units of the whole network's without exits, E_D/E_Dmax at six layers. */
export function exitEnergies(filters: number): {
  readonly withHeads: readonly number[];
  readonly alone: readonly number[];
} {
  const largest = merkelCounts({ depth: 6, filters }).macs;
  const { cumulative } = merkelMultiExitCounts({ depth: 6, filters });
  return {
    withHeads: cumulative.map(({ macs }) => macs / largest),
    alone: cumulative.map((_, exit) => merkelCounts({ depth: exit + 1, filters }).macs / largest),
  };
}

/** The fixed exits of the same network, each as a network without the earlier heads: the paper's baseline. */
export function fixedExits(runs: Runs, filters: Filters): readonly StaticPoint[] {
  const { alone } = exitEnergies(filters);
  return (runs.combined[filters][0]?.test ?? []).map((accuracy, exit) => ({
    name: `exit ${exit + 1}`,
    cost: alone[exit] as number,
    accuracy,
  }));
}

export function testColumns(runs: ExitRuns, filters: Filters): ExitColumns {
  return ruleColumns(traceSplit(runs.traces[filters], "test"), "max-softmax");
}

/** Rule (10) over all wanted accuracies, evaluated on the test images with the mean accuracies of the training images. */
export function dynamicCurves(runs: Runs, filters: Filters): readonly DynamicCurve[] {
  const columns = testColumns(runs, filters);
  const fixed = fixedExits(runs, filters);
  const train = runs.combined[filters][0]?.train ?? [];
  const { withHeads, alone } = exitEnergies(filters);
  return betas.map((beta) => ({
    beta,
    points: wantedAccuracies.map((wanted): DynamicPoint => {
      const counts = countExits(columns, merkelThresholds(train, wanted, beta));
      const { accuracy, cost, exitShares } = thresholdResult(counts, withHeads);
      const [step, line] = [stepEnvelope(fixed, accuracy), lineEnvelope(fixed, accuracy)];
      return {
        wanted,
        accuracy,
        energy: cost,
        withoutHeads: thresholdResult(counts, alone).cost,
        exitShares,
        ...(step === undefined ? {} : { step }),
        ...(line === undefined ? {} : { line }),
      };
    }),
  }));
}

/** Largest saving over a curve, in units of the largest energy, and the accuracy where it is. */
export function largestSaving(
  points: readonly DynamicPoint[],
  against: "step" | "line",
  heads: "energy" | "withoutHeads" = "energy",
): { readonly saving: number; readonly accuracy: Fraction } {
  let best = { saving: Number.NEGATIVE_INFINITY, accuracy: 0 };
  for (const point of points) {
    const baseline = point[against];
    if (baseline !== undefined && baseline - point[heads] > best.saving) {
      best = { saving: baseline - point[heads], accuracy: point.accuracy };
    }
  }
  return best;
}

/** Accuracy of the images of which an exit is at least so sure. */
export function surelyRight(
  columns: ExitColumns,
  exit: number,
  least: number,
): { readonly accuracy: Fraction; readonly count: number } {
  let [count, right] = [0, 0];
  for (let n = 0; n < columns.examples; n++) {
    const at = n * columns.exits + exit;
    if ((columns.score[at] as number) < least) continue;
    count++;
    right += columns.right[at] as number;
  }
  return { accuracy: count === 0 ? Number.NaN : right / count, count };
}
