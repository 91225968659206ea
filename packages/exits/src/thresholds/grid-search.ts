import type { ExitGoal } from "./threshold-goal.js";
import type { OrderedExit } from "./exit-order.js";

export interface GridSearch {
  readonly exits: readonly OrderedExit[];
  readonly cost: readonly number[];
  readonly goal: ExitGoal;
  readonly worth: (right: number, total: number) => number;
  /** Thresholds to try at each exit but the last, falling. */
  readonly grids: readonly (readonly number[])[];
  /** Worth of the best thresholds known before. */
  readonly known: number;
  /** Examples looked at before the search gives up. */
  readonly effort: number;
}

/** Best thresholds of a grid; `thresholds` is undefined where none is better than what was known before. */
export interface GridAnswer {
  readonly done: boolean;
  readonly thresholds?: readonly number[];
}

/**
 * The best thresholds of a grid, by branch and bound: exit by exit, with the examples that are left sorted into the grid of the
 * next exit. A branch is cut where even an oracle, which sends every example that is left to the first exit that answers it
 * rightly, would be no better than the best known.
 */
export function searchGrid({ exits, cost, goal, worth, grids, known, effort }: GridSearch): GridAnswer {
  const last = exits.length - 1;
  const examples = exits[0]?.order.length ?? 0;
  const places = grids.map((grid, k) => placesOf(exits[k] as OrderedExit, grid));
  const firstRight = firstRights(exits);
  const kinds = last + 2;
  const buffers = grids.map((grid) => ({
    list: new Int32Array(examples),
    counts: new Int32Array(grid.length + 1),
    rights: new Int32Array(grid.length + 1),
    hopes: new Int32Array((grid.length + 1) * kinds),
    behind: new Int32Array(kinds),
  }));
  const now = grids.map(() => 0);
  let best = known;
  let found: readonly number[] | undefined;
  let work = 0;

  /** Thresholds from exit k on, for those that are left; false when the effort is spent. */
  const visit = (k: number, rest: Int32Array, right: number, total: number): boolean => {
    work += rest.length;
    if (work > effort) return false;
    const grid = grids[k] as readonly number[];
    const place = places[k] as Int32Array;
    const own = (exits[k] as OrderedExit).right;
    // Per place: how many, how many of them right here, and where those left behind would be right first.
    const { list, counts, rights, hopes, behind } = buffers[k] as (typeof buffers)[number];
    for (const buffer of [counts, rights, hopes, behind]) buffer.fill(0);
    const next = firstRight[k + 1] as Uint8Array;
    for (let at = 0; at < rest.length; at++) {
      const n = rest[at] as number;
      const p = place[n] as number;
      counts[p] = (counts[p] as number) + 1;
      rights[p] = (rights[p] as number) + (own[n] as number);
      const hope = p * kinds + (next[n] as number);
      hopes[hope] = (hopes[hope] as number) + 1;
    }
    for (let p = 0; p <= grid.length; p++) {
      if (counts[p] === 0) continue;
      for (let j = k + 1; j < kinds; j++) behind[j] = (behind[j] as number) + (hopes[p * kinds + j] as number);
    }
    const sorted = k < last - 1 ? sortedByPlace(rest, place, counts, list) : rest;
    let [gone, wellGone] = [0, 0];
    for (let g = 0; g < grid.length; g++) {
      const more = counts[g] as number;
      gone += more;
      wellGone += rights[g] as number;
      if (more === 0 && g > 0) continue; // the same examples leave as at the threshold before
      for (let j = k + 1; j < kinds; j++) behind[j] = (behind[j] as number) - (hopes[g * kinds + j] as number);
      now[k] = grid[g] as number;
      const [rightNow, totalNow] = [right + wellGone, total + gone * (cost[k] as number)];
      const stay = rest.length - gone;
      if (k === last - 1) {
        const value = worth(rightNow + (behind[last] as number), totalNow + stay * (cost[last] as number));
        if (value > best + 1e-13 * Math.max(1, Math.abs(best))) [best, found] = [value, [...now]];
      } else if (bound(k + 1, behind, stay, rightNow, totalNow) > best + 1e-13 * Math.max(1, Math.abs(best))) {
        if (!visit(k + 1, sorted.subarray(gone), rightNow, totalNow)) return false;
      }
    }
    return true;
  };

  /** What an oracle makes of those that stay. */
  const bound = (k: number, behind: Int32Array, stay: number, right: number, total: number): number => {
    const least = total + stay * (cost[k] as number);
    let good = right + (behind[k] as number);
    let spent = least;
    if ("accuracy" in goal) {
      const need = Math.ceil((goal.accuracy - 1e-12) * examples);
      for (let j = k + 1; j <= last && good < need; j++) {
        const some = Math.min(need - good, behind[j] as number);
        good += some;
        spent += some * ((cost[j] as number) - (cost[k] as number));
      }
      return worth(good, spent * (1 - 1e-12));
    }
    const budget = goal.cost * (1 + 1e-12) * examples + 1e-12;
    for (let j = k + 1; j <= last; j++) {
      const price = (cost[j] as number) - (cost[k] as number);
      const afford = price <= 0 ? examples : Math.max(0, Math.floor((budget - spent) / price + 1e-9));
      const some = Math.min(afford, behind[j] as number);
      good += some;
      spent += some * price;
    }
    return worth(good, least * (1 - 1e-12));
  };

  const all = Int32Array.from({ length: examples }, (_, n) => n);
  const done = visit(0, all, 0, 0);
  return { done, ...(found === undefined ? {} : { thresholds: found }) };
}

/** The first threshold of a falling grid at which each example leaves; the grid's length where none lets it go. */
function placesOf({ order, falling }: OrderedExit, grid: readonly number[]): Int32Array {
  const places = new Int32Array(order.length);
  let g = 0;
  for (let at = 0; at < order.length; at++) {
    while (g < grid.length && (falling[at] as number) < (grid[g] as number)) g++;
    places[order[at] as number] = g;
  }
  return places;
}

/** From each exit on, the first that is right; one past the last where none is. */
function firstRights(exits: readonly OrderedExit[]): readonly Uint8Array[] {
  const examples = exits[0]?.order.length ?? 0;
  let behind = new Uint8Array(examples).fill(exits.length);
  const result: Uint8Array[] = [];
  for (let k = exits.length - 1; k >= 0; k--) {
    const { right } = exits[k] as OrderedExit;
    behind = Uint8Array.from(behind, (exit, n) => (right[n] === 1 ? k : exit));
    result.unshift(behind);
  }
  return result;
}

function sortedByPlace(rest: Int32Array, place: Int32Array, counts: Int32Array, into: Int32Array): Int32Array {
  const start = new Int32Array(counts.length);
  for (let p = 1; p < counts.length; p++) start[p] = (start[p - 1] as number) + (counts[p - 1] as number);
  for (let at = 0; at < rest.length; at++) {
    const n = rest[at] as number;
    const p = place[n] as number;
    into[start[p] as number] = n;
    start[p] = (start[p] as number) + 1;
  }
  return into.subarray(0, rest.length);
}
