import { exitCodes, type Fraction, InputError } from "@joulebook/core";
import { CoordinateAscent, pricedThresholds, startingThresholds } from "./coordinate-ascent.js";
import { countExits, type ThresholdResult, thresholdResult } from "./evaluate-thresholds.js";
import { type ExitColumns, exitColumns, type ExitData } from "./exit-data.js";
import { leaving, type OrderedExit } from "./exit-order.js";
import { searchGrid } from "./grid-search.js";
import { checkGoal, type ExitGoal, reaches, worthOf } from "./threshold-goal.js";

export interface TuneOptions {
  /** Most values tried per exit by the search over a grid, at quantiles of the confidences; default 24. */
  readonly grid?: number;
  /** Examples looked at by the search over a grid before it gives up; default 1e8, under half a second. */
  readonly effort?: number;
  /** Force a method; default: exact for two exits; for more the grid where the effort suffices, and ascent. */
  readonly method?: "exact" | "grid" | "ascent";
  /** Starts of the coordinate ascent; default 8. */
  readonly restarts?: number;
  readonly seed?: number;
}

/** Tuned thresholds, what they give on the data they were tuned on, and how they were found. */
export interface TunedThresholds extends ThresholdResult {
  readonly thresholds: readonly number[];
  /** `exact`: no thresholds are better; `grid`: none of a grid is; `ascent`: a local optimum. */
  readonly method: "exact" | "grid" | "ascent";
  /** Where both ran: what coordinate ascent found by itself, and how far that is from the exact answer. */
  readonly ascent?: AscentDistance;
}

export interface AscentDistance {
  readonly accuracy: Fraction;
  readonly cost: number;
  /** For an accuracy: its cost relative to the exact one, less one. For a cost: the exact accuracy less its own. Never negative. */
  readonly distance: number;
}

/**
 * Thresholds that reach an accuracy at the least mean cost, or the best accuracy within a mean cost.
 *
 * Two exits: exact over all thresholds, O(N log N). More: coordinate ascent over all thresholds with restarts, then branch and
 * bound over a grid that holds what ascent found; where every confidence fits into the grid the answer is exact. Tune on validation
 * examples, report on test examples.
 * Source: docs/equations.md#exit-thresholds
 *
 * @throws InputError (exit code 4) with the best reachable when no thresholds reach the goal; exit code 3 for data that do not fit;
 * exit code 2 for a goal that is no number or out of range
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
  const found = bestTowards(columns, cost, goal, options);
  if (!reaches(found, goal)) throw unreachable(found, cost[0] as number, goal);
  return found;
}

/** What comes closest to a goal, whether it reaches it or not. */
export function bestTowards(
  columns: ExitColumns,
  cost: readonly number[],
  goal: ExitGoal,
  options: TuneOptions = {},
): TunedThresholds {
  checkGoal(goal);
  checkOptions(options);
  const search = new CoordinateAscent(columns, cost);
  const worth = worthOf(goal, { examples: columns.examples, largest: cost.at(-1) as number });
  const result = (thresholds: readonly number[]): ThresholdResult & { readonly thresholds: readonly number[] } => ({
    thresholds,
    ...thresholdResult(countExits(columns, thresholds), cost),
  });
  if (columns.exits <= 2 && options.method !== "ascent") {
    search.climb(worth);
    return { ...result(search.thresholds), method: "exact" };
  }
  const climbed = result(ascent(search, worth, cost, columns, options));
  if (options.method === "ascent") return { ...climbed, method: "ascent" };
  const grids = gridsOf(search.exits, climbed.thresholds, columns.examples, options);
  const { right } = countExits(columns, climbed.thresholds);
  const known = worth(
    right.reduce((sum, count) => sum + count, 0),
    climbed.cost * columns.examples,
  );
  const answer = searchGrid({
    exits: search.exits,
    cost,
    goal,
    worth,
    grids: grids.values,
    known,
    effort: options.effort ?? 1e8,
  });
  let best = answer.thresholds === undefined ? climbed : result(answer.thresholds);
  if (answer.done && !grids.whole) best = result(refined(search, best.thresholds, { columns, cost, goal, worth }));
  if (!answer.done && options.method !== undefined) throw outOfEffort(options.method);
  if (options.method === "exact" && !grids.whole) throw outOfEffort("exact");
  if (!answer.done) return { ...best, method: "ascent" };
  return { ...best, method: grids.whole ? "exact" : "grid", ...distanceOf(climbed, best, goal) };
}

interface Found {
  readonly worth: number;
  readonly thresholds: readonly number[];
}

/** Climbs from several places; from each first to the best trade at a price, then to the goal. */
function ascent(
  search: CoordinateAscent,
  worth: (right: number, total: number) => number,
  cost: readonly number[],
  { examples }: ExitColumns,
  { restarts = 8, seed = 0 }: TuneOptions,
): readonly number[] {
  let best: Found | undefined;
  const climb = (thresholds: readonly number[]): void => {
    search.thresholds = [...thresholds];
    const found = search.climb(worth);
    if (best === undefined || found.worth > best.worth) {
      best = { worth: found.worth, thresholds: [...search.thresholds] };
    }
  };
  for (let start = 0; start < restarts; start++) climb(startingThresholds(search.exits, start, { restarts, seed }));
  // On the way to the best trade at a price many values are passed that serve the goal: go on from the best of them.
  let passed: Found | undefined;
  const visit = (right: number, total: number, exit: number, threshold: number): void => {
    const value = worth(right, total);
    if (passed !== undefined && value <= passed.worth) return;
    passed = { worth: value, thresholds: search.thresholds.with(exit, threshold) };
  };
  pricedThresholds(search, cost, { points: 2 * restarts, examples, visit });
  if (passed !== undefined) climb((passed as Found).thresholds);
  // At the edge of a goal no threshold can move alone: push one away, and let the others follow.
  for (const width of [1 / 4, 1 / 16, 1 / 64]) {
    for (let before = Number.NEGATIVE_INFINITY, round = 0; round < 2; round++) {
      if ((best as unknown as Found).worth <= before) break;
      before = (best as unknown as Found).worth;
      for (const [k, { falling }] of search.exits.slice(0, -1).entries()) {
        for (const step of [-2, -1, 1, 2]) {
          const { thresholds } = best as unknown as Found;
          const place = leaving(falling, thresholds[k] as number) - 1 + Math.round((step / 2) * width * examples);
          climb(thresholds.with(k, falling[Math.min(examples - 1, Math.max(0, place))] as number));
        }
      }
    }
  }
  return (best as unknown as Found).thresholds;
}

/** Falling thresholds to try at each exit: every confidence where they are few, else quantiles, and what ascent found. */
function gridsOf(
  exits: readonly OrderedExit[],
  found: readonly number[],
  examples: number,
  { grid, method, effort = 1e8 }: TuneOptions,
): { readonly values: readonly (readonly number[])[]; readonly whole: boolean } {
  const all = exits.slice(0, -1).map(({ falling }) => [...new Set([1, ...falling])]);
  // The last grid costs next to nothing: its values are swept, not searched.
  const work = (sizes: readonly number[]): number =>
    sizes.slice(0, -1).reduce((product, size) => product * size, examples);
  if (method === "exact" || (grid === undefined && work(all.map(({ length }) => length)) <= effort)) {
    return { values: all, whole: true };
  }
  const size = grid ?? 24;
  const values = all.map((own, k) => {
    if (own.length <= size + 1 || (k === all.length - 1 && own.length <= 1000)) return own;
    const { falling } = exits[k] as OrderedExit;
    const some = new Set([1, found[k] as number, falling.at(-1) as number]);
    for (let step = 0; step < size; step++) some.add(falling[Math.floor(((step + 0.5) / size) * examples)] as number);
    return [...some].toSorted((a, b) => b - a);
  });
  return { values, whole: values.every(({ length }, k) => length === all[k]?.length) };
}

/** Looks between the values of the grid: finer grids around the best, and a climb from it. */
function refined(
  search: CoordinateAscent,
  start: readonly number[],
  {
    columns: { examples },
    cost,
    goal,
    worth,
  }: {
    readonly columns: ExitColumns;
    readonly cost: readonly number[];
    readonly goal: ExitGoal;
    readonly worth: (right: number, total: number) => number;
  },
): readonly number[] {
  search.thresholds = [...start];
  let known = search.climb(worth).worth;
  for (const width of [1 / 24, 1 / 200]) {
    const grids = search.exits.slice(0, -1).map(({ falling }, k) => {
      const middle = leaving(falling, search.thresholds[k] as number) - 1;
      const places = Array.from({ length: 11 }, (_, step) => middle + Math.round(((step - 5) / 5) * width * examples));
      const some = places.map((place) => falling[Math.min(examples - 1, Math.max(0, place))] as number);
      return [...new Set([search.thresholds[k] as number, ...some])].toSorted((a, b) => b - a);
    });
    const { thresholds } = searchGrid({ exits: search.exits, cost, goal, worth, grids, known, effort: 2e7 });
    if (thresholds === undefined) continue;
    search.thresholds = [...thresholds];
    known = search.climb(worth).worth;
  }
  return search.thresholds;
}

function distanceOf(
  climbed: ThresholdResult,
  exact: ThresholdResult,
  goal: ExitGoal,
): { readonly ascent?: AscentDistance } {
  if (!reaches(climbed, goal)) return {};
  const { accuracy, cost } = climbed;
  const distance =
    "accuracy" in goal ? (exact.cost === 0 ? 0 : cost / exact.cost - 1) : exact.accuracy - climbed.accuracy;
  return { ascent: { accuracy, cost, distance: Math.max(0, Number(distance.toPrecision(12))) } };
}

function checkOptions({ grid = 24, effort = 1, restarts = 1 }: TuneOptions): void {
  if (!(Number.isInteger(grid) && grid >= 1 && grid <= 10_000)) {
    throw new RangeError(`tuneThresholds: grid must be a whole number from 1 to 10,000, got ${grid}`);
  }
  if (!(Number.isInteger(restarts) && restarts >= 1)) {
    throw new RangeError(`tuneThresholds: restarts must be a whole number from 1, got ${restarts}`);
  }
  if (!(effort > 0)) throw new RangeError(`tuneThresholds: effort must be above 0, got ${effort}`);
}

function outOfEffort(method: string): Error {
  return new RangeError(
    `tuneThresholds: method ${method} does not fit the effort; raise it, take a coarser grid, or leave the method out`,
  );
}

/** The error (exit code 4) that says what can be reached. */
export function unreachable({ accuracy }: ThresholdResult, least: number, goal: ExitGoal): InputError {
  const best = Number(accuracy.toPrecision(6));
  const [message, expected] =
    "cost" in goal
      ? [`no thresholds cost at most ${goal.cost}: leaving at once costs ${least}`, `a cost from ${least}`]
      : [`no thresholds reach an accuracy of ${goal.accuracy}; the best found is ${best}`, `an accuracy up to ${best}`];
  return new InputError([{ code: "unreachable", message, expected }], exitCodes.noFeasibleAnswer);
}
