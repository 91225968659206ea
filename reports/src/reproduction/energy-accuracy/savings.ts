import { type Fraction, type Interval, quantiles, random } from "@joulebook/core";
import { type ExitColumns, frontOfColumns, merkelThresholds, ruleColumns, traceSplit } from "@joulebook/exits";
import { exitEnergies, testColumns } from "./dynamic.js";
import { oncePerRuns } from "./once-per-runs.js";
import type { ExitRuns, Filters } from "./runs.js";

/** Energy that tuned thresholds need less than rule (10) at the same test accuracy, in units of the largest. */
export interface TunedSaving {
  readonly accuracy: Fraction;
  readonly rule: number;
  readonly tuned: number;
  readonly saving: number;
  readonly interval: Interval;
}

/** What a policy does to every test image. */
interface Replayed {
  readonly right: Uint8Array;
  readonly cost: Float64Array;
}

const [level, resamples] = [0.95, 300];

/**
 * Thresholds of the trade-off on the validation images, cheapest first: at most 41 of them, evenly by their validation accuracy from 60 %
 * of the best on.
 */
export const tunedPath: (runs: ExitRuns, filters: Filters) => readonly (readonly number[])[] = oncePerRuns(
  (runs, filters) => {
    const validation = ruleColumns(traceSplit(runs.traces[filters], "val"), "max-softmax");
    const front = frontOfColumns(validation, exitEnergies(filters).withHeads);
    const best = front.at(-1)?.accuracy ?? 0;
    const steps = Array.from({ length: 41 }, (_, step) => best * (0.6 + step / 100));
    const points = steps.map((accuracy) => front.find((point) => point.accuracy >= accuracy - 1e-9));
    return [...new Set(points)].flatMap((point) => (point === undefined ? [] : [point.thresholds]));
  },
);

/**
 * Savings of tuned thresholds over rule (10) with both weights 1, at equal test accuracies. Either is followed from its cheapest policy
 * on until its test accuracy is reached, with a straight line between the two policies around it; nothing is picked by its result on
 * test images. Intervals: the test images are drawn again, and both are judged on the same ones.
 */
export const tunedSavings: (runs: ExitRuns, filters: Filters) => readonly TunedSaving[] = oncePerRuns(
  (runs, filters) => {
    const columns = testColumns(runs, filters);
    const { withHeads } = exitEnergies(filters);
    const train = runs.combined[filters][0]?.train ?? [];
    const replay = (thresholds: readonly number[]): Replayed => replayed(columns, thresholds, withHeads);
    const rule = Array.from({ length: 61 }, (_, step) => replay(merkelThresholds(train, 0.2 + step / 75)));
    const tuned = tunedPath(runs, filters).map(replay);
    const even = new Uint16Array(columns.examples).fill(1);
    const top = Math.min(...[rule, tuned].map((path) => Math.max(...path.map((one) => pointOf(one, even).accuracy))));
    const accuracies = [0.8, 0.85, 0.9, 0.95, 0.98].map((share) => share * top);
    const energies = (weights: Uint16Array): readonly { rule: number; tuned: number }[] => {
      const [a = [], b = []] = [rule, tuned].map((path) => path.map((one) => pointOf(one, weights)));
      return accuracies.map((accuracy) => ({ rule: energyAt(a, accuracy), tuned: energyAt(b, accuracy) }));
    };
    const now = energies(even);
    const draw = random(6, "tuned-savings", filters);
    const drawn = Array.from({ length: resamples }, () => {
      const weights = new Uint16Array(columns.examples);
      for (let n = 0; n < columns.examples; n++) {
        const at = Math.floor(draw.uniform() * columns.examples);
        weights[at] = (weights[at] as number) + 1;
      }
      return energies(weights);
    });
    return now.map((point, at) => {
      const savings = drawn.flatMap((one) => {
        const { rule: a = Number.NaN, tuned: b = Number.NaN } = one[at] ?? {};
        return Number.isNaN(a - b) ? [] : [a - b];
      });
      const [low = Number.NaN, high = Number.NaN] = quantiles(savings, [(1 - level) / 2, (1 + level) / 2]);
      return {
        accuracy: accuracies[at] as number,
        ...point,
        saving: point.rule - point.tuned,
        interval: { low, high, level, method: "bootstrap" },
      };
    });
  },
);

/** Energy at an accuracy on a path of policies, where it first gets there; NaN where it never does. */
function energyAt(path: readonly { readonly accuracy: number; readonly cost: number }[], accuracy: number): number {
  const at = path.findIndex((point) => point.accuracy >= accuracy);
  const [before, after] = [path[at - 1], path[at]];
  if (after === undefined) return Number.NaN;
  if (before === undefined) return after.cost;
  return before.cost + ((after.cost - before.cost) * (accuracy - before.accuracy)) / (after.accuracy - before.accuracy);
}

function replayed(
  { examples, exits, score, right }: ExitColumns,
  thresholds: readonly number[],
  cost: readonly number[],
): Replayed {
  const result = { right: new Uint8Array(examples), cost: new Float64Array(examples) };
  for (let n = 0; n < examples; n++) {
    let k = 0;
    while (k < exits - 1 && !((score[n * exits + k] as number) >= (thresholds[k] as number))) k++;
    result.right[n] = right[n * exits + k] as number;
    result.cost[n] = cost[k] as number;
  }
  return result;
}

function pointOf(
  { right, cost }: Replayed,
  weights: Uint16Array,
): { readonly accuracy: number; readonly cost: number } {
  let [sum, good, spent] = [0, 0, 0];
  for (let n = 0; n < weights.length; n++) {
    const weight = weights[n] as number;
    sum += weight;
    good += weight * (right[n] as number);
    spent += weight * (cost[n] as number);
  }
  return { accuracy: good / sum, cost: spent / sum };
}
