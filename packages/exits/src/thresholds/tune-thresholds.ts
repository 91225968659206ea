import { exitCodes, type Fraction, InputError, random } from "@joulebook/core";
import { countExits, type ThresholdResult, thresholdResult } from "./evaluate-thresholds.js";
import { type ExitColumns, exitColumns, type ExitData } from "./exit-data.js";

/** Least cost at an accuracy, or the best accuracy at a mean cost. */
export type ExitGoal = { readonly accuracy: Fraction } | { readonly cost: number };

export interface TuneOptions {
  /** Values tried per exit for three exits and more; default 24, taken at quantiles of the confidences. */
  readonly grid?: number;
  /** Steps of the exact search over the grid before coordinate ascent takes over; default 2 million examples looked at per exit tried. */
  readonly effort?: number;
  /** Force a method; default: exact for two exits, exact on the grid while the effort lasts, else ascent. */
  readonly method?: "exact" | "grid" | "ascent";
  /** Starts of the coordinate ascent; default 8. */
  readonly restarts?: number;
  readonly seed?: number;
}

/** Tuned thresholds, what they give on the data they were tuned on, and how they were found. */
export interface TunedThresholds extends ThresholdResult {
  readonly thresholds: readonly number[];
  /** `exact`: no thresholds are better; `grid`: none of the grid is; `ascent`: a local optimum. */
  readonly method: "exact" | "grid" | "ascent";
}

/**
 * Thresholds that reach an accuracy at the least mean cost, or the best accuracy within a mean cost.
 *
 * Two exits: exact over all thresholds, O(N log N). More: exact over a grid by branch and bound, and coordinate ascent with
 * restarts where that takes too long. Tune on validation examples, report on test examples.
 * Source: docs/equations.md#exit-thresholds
 *
 * @throws InputError (exit code 4) with the best reachable when no thresholds reach the goal; exit code 3 for data that do not fit
 * @example tuneThresholds({ confidence: [[0.9, 1], [0.2, 1]], correct: [[1, 1], [0, 1]], cost: [1, 3] }, { accuracy: 1 }).cost // => 2
 */
export function tuneThresholds(data: ExitData, goal: ExitGoal, options: TuneOptions = {}): TunedThresholds {
  return tuneColumns(exitColumns(data), data.cost, goal, options);
}

/** As `tuneThresholds`, on columns. */
export function tuneColumns(
  columns: ExitColumns,
  cost: readonly number[],
  goal: ExitGoal,
  options: TuneOptions = {},
): TunedThresholds {
  const { method } = options;
  const found =
    columns.exits <= 2 && method !== "ascent"
      ? exactForTwo(columns, cost, goal)
      : method === "ascent"
        ? ascent(columns, cost, goal, options)
        : (onGrid(columns, cost, goal, options) ?? ascent(columns, cost, goal, options));
  if (found === undefined || !reaches(found, goal)) throw unreachable(columns, cost, goal);
  return found;
}

const slack = 1e-12;

function reaches({ accuracy, cost }: ThresholdResult, goal: ExitGoal): boolean {
  return "accuracy" in goal ? accuracy >= goal.accuracy - slack : cost <= goal.cost * (1 + slack) + slack;
}

/** Whether a result serves a goal better; one that reaches it before one that does not. */
function isBetter(a: ThresholdResult, b: ThresholdResult | undefined, goal: ExitGoal): boolean {
  if (b === undefined) return true;
  const [first, second] = [reaches(a, goal), reaches(b, goal)];
  if (first !== second) return first;
  if ("accuracy" in goal) {
    if (!first) return a.accuracy > b.accuracy;
    return a.cost < b.cost || (a.cost === b.cost && a.accuracy > b.accuracy);
  }
  if (!first) return a.cost < b.cost;
  return a.accuracy > b.accuracy || (a.accuracy === b.accuracy && a.cost < b.cost);
}

function resultOf(columns: ExitColumns, cost: readonly number[], thresholds: readonly number[]): ThresholdResult {
  return thresholdResult(countExits(columns, thresholds), cost);
}

/** All thresholds of the first of two exits, by sorting: the counts change one example at a time. */
function exactForTwo(columns: ExitColumns, cost: readonly number[], goal: ExitGoal): TunedThresholds {
  const { examples, exits, score, right } = columns;
  if (exits === 1) return { thresholds: [], ...resultOf(columns, cost, []), method: "exact" };
  const order = Array.from({ length: examples }, (_, n) => n).toSorted(
    (a, b) => (score[2 * b] as number) - (score[2 * a] as number),
  );
  let rightAtSecond = 0;
  for (let n = 0; n < examples; n++) rightAtSecond += right[2 * n + 1] as number;
  let [left, good] = [0, 0];
  let best: ThresholdResult | undefined;
  let threshold = 1;
  const consider = (value: number): void => {
    const counts = { left: [left, examples - left], right: [good, rightAtSecond] };
    const result = thresholdResult(counts, cost);
    if (isBetter(result, best, goal)) [best, threshold] = [result, value];
  };
  // Nobody leaves early only where nobody is entirely sure.
  if ((score[2 * (order[0] as number)] as number) < 1) consider(1);
  for (let at = 0; at < examples; ) {
    const value = score[2 * (order[at] as number)] as number;
    for (; at < examples && score[2 * (order[at] as number)] === value; at++) {
      const n = order[at] as number;
      left++;
      good += right[2 * n] as number;
      rightAtSecond -= right[2 * n + 1] as number;
    }
    consider(value);
  }
  return { thresholds: [threshold], ...(best as ThresholdResult), method: "exact" };
}

/** Thresholds worth trying at an exit: quantiles of its confidences, and the ends. */
export function gridOf({ examples, exits, score }: ExitColumns, exit: number, size: number): readonly number[] {
  const values = Float64Array.from({ length: examples }, (_, n) => score[n * exits + exit] as number).toSorted();
  const grid = new Set<number>([0, 1]);
  for (let step = 0; step < size; step++) {
    grid.add(values[Math.min(examples - 1, Math.floor(((step + 0.5) / size) * examples))] as number);
  }
  return [...grid].toSorted((a, b) => a - b);
}

/** Branch and bound over the grid, exit by exit; undefined when the effort is spent before it is done. */
function onGrid(
  columns: ExitColumns,
  cost: readonly number[],
  goal: ExitGoal,
  { grid = 24, effort = 3e8 }: TuneOptions,
): TunedThresholds | undefined {
  const { examples, exits, score, right } = columns;
  const last = exits - 1;
  const grids = Array.from({ length: last }, (_, exit) => gridOf(columns, exit, grid));
  // Right at exit k or at any later one: what waiting can bring at best.
  const hope = right.slice();
  for (let n = 0; n < examples; n++) {
    for (let k = last - 1; k >= 0; k--)
      hope[n * exits + k] = Math.max(hope[n * exits + k] as number, hope[n * exits + k + 1] as number);
  }
  let best: TunedThresholds | undefined;
  let work = 0;
  const thresholds: number[] = [];
  const visit = (exit: number, rest: Int32Array, spent: number, good: number): boolean => {
    work += rest.length;
    if (work > effort) return false;
    if (exit === last) {
      let [more, rights] = [spent + rest.length * (cost[last] as number), good];
      for (const n of rest) rights += right[n * exits + last] as number;
      more /= examples;
      const result = { accuracy: rights / examples, cost: more };
      if (isBetter({ ...result, exitShares: [] }, best, goal)) {
        best = { ...resultOf(columns, cost, thresholds), thresholds: [...thresholds], method: "grid" };
      }
      return true;
    }
    // Least cost and best accuracy of whatever follows.
    let hoped = good;
    for (const n of rest) hoped += hope[n * exits + exit] as number;
    const bound = {
      accuracy: hoped / examples,
      cost: (spent + rest.length * (cost[exit] as number)) / examples,
      exitShares: [],
    };
    if (!reaches(bound, goal) && best !== undefined && reaches(best, goal)) return true;
    if (best !== undefined && reaches(best, goal) && !isBetter(bound, best, goal)) return true;
    const sorted = rest.toSorted((a, b) => (score[b * exits + exit] as number) - (score[a * exits + exit] as number));
    let [at, leftGood] = [0, 0];
    const grid = grids[exit] as readonly number[];
    for (let g = grid.length - 1; g >= 0; g--) {
      const value = grid[g] as number;
      for (; at < sorted.length && (score[(sorted[at] as number) * exits + exit] as number) >= value; at++) {
        leftGood += right[(sorted[at] as number) * exits + exit] as number;
      }
      thresholds[exit] = value;
      if (!visit(exit + 1, sorted.subarray(at), spent + at * (cost[exit] as number), good + leftGood)) return false;
    }
    thresholds.length = exit;
    return true;
  };
  return visit(
    0,
    Int32Array.from({ length: examples }, (_, n) => n),
    0,
    0,
  )
    ? best
    : undefined;
}

/** One threshold at a time over a grid, from several starts, until none improves. */
function ascent(
  columns: ExitColumns,
  cost: readonly number[],
  goal: ExitGoal,
  { grid = 24, restarts = 8, seed = 0 }: TuneOptions,
): TunedThresholds | undefined {
  const last = columns.exits - 1;
  const grids = Array.from({ length: last }, (_, exit) => gridOf(columns, exit, Math.max(grid, 40)));
  let best: TunedThresholds | undefined;
  for (let start = 0; start < restarts; start++) {
    const draw = random(seed, "thresholds", start);
    const shared = start / Math.max(1, restarts - 1);
    // Half of the starts are one share of each grid for all exits, the others anywhere.
    const thresholds = grids.map((values) => {
      const place = start % 2 === 0 ? shared : draw.uniform();
      return values[Math.min(values.length - 1, Math.floor(place * values.length))] as number;
    });
    let now = resultOf(columns, cost, thresholds);
    for (let improved = true; improved; ) {
      improved = false;
      for (let exit = 0; exit < last; exit++) {
        const before = thresholds[exit] as number;
        let kept = before;
        for (const value of grids[exit] as readonly number[]) {
          thresholds[exit] = value;
          const result = resultOf(columns, cost, thresholds);
          if (isBetter(result, now, goal)) [now, kept] = [result, value];
        }
        thresholds[exit] = kept;
        improved ||= kept !== before;
      }
    }
    if (isBetter(now, best, goal)) best = { ...now, thresholds: [...thresholds], method: "ascent" };
  }
  return best;
}

function unreachable(columns: ExitColumns, cost: readonly number[], goal: ExitGoal): InputError {
  if ("cost" in goal) {
    const message = `no thresholds cost at most ${goal.cost}: leaving at once costs ${cost[0]}`;
    return new InputError(
      [{ code: "unreachable", message, expected: `a cost from ${cost[0]}` }],
      exitCodes.noFeasibleAnswer,
    );
  }
  let best = { accuracy: -1, thresholds: [] as readonly number[] };
  try {
    best = tuneColumns(columns, cost, { cost: cost.at(-1) as number });
  } catch {
    // The last exit always answers: there is a best.
  }
  const message = `no thresholds reach an accuracy of ${goal.accuracy}; the best found is ${Number(best.accuracy.toPrecision(6))}`;
  return new InputError(
    [{ code: "unreachable", message, expected: `an accuracy up to ${Number(best.accuracy.toPrecision(6))}` }],
    exitCodes.noFeasibleAnswer,
  );
}
