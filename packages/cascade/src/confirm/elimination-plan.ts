/** Where a hit and a miss lead from each state; below 0 where that is an end. */
interface Leads {
  readonly states: number;
  readonly onHit: Int32Array;
  readonly onMiss: Int32Array;
}

/**
 * How to solve (I − s P) x = r for a chain without touching zeros. States are eliminated from the last one that was reached to the first: each
 * leads to two others only, so next to nothing fills in, some 500 steps where elimination of a full matrix takes 500,000. I − s P is
 * diagonally dominant, so no pivot is searched for.
 */
export interface EliminationPlan {
  readonly states: number;
  /** Number of entries that are not zero, before or after elimination. */
  readonly entries: number;
  /** Place of the diagonal entry of each state. */
  readonly diagonal: Int32Array;
  /** Places of the entries that a hit and a miss lead to; -1 where they lead to an end. */
  readonly hit: Int32Array;
  readonly miss: Int32Array;
  /**
   * Rows below each pivot, in order: state of the row, its entry under the pivot, how many entries follow, and these as pairs
   * (entry of the row, entry of the pivot's row).
   */
  readonly lower: readonly Int32Array[];
  /** Entries right of each pivot, as pairs (entry, state of its column). */
  readonly upper: readonly Int32Array[];
}

/** The plan of a chain. */
export function eliminationPlan({ states, onHit, onMiss }: Leads): EliminationPlan {
  // Row by row: column -> place of the entry.
  const rows = Array.from({ length: states }, () => new Map<number, number>());
  let entries = 0;
  const place = (row: number, column: number): number => {
    const known = rows[row]?.get(column);
    if (known !== undefined) return known;
    rows[row]?.set(column, entries);
    return entries++;
  };
  const diagonal = Int32Array.from({ length: states }, (_, state) => place(state, state));
  const led = (leads: Int32Array): Int32Array => leads.map((to, state) => (to >= 0 ? place(state, to) : -1));
  const hit = led(onHit);
  const miss = led(onMiss);
  const lower: Int32Array[] = [];
  const upper: Int32Array[] = [];
  for (let pivot = states - 1; pivot >= 0; pivot--) {
    const right = [...(rows[pivot] as Map<number, number>)].filter(([column]) => column < pivot);
    const below: number[] = [];
    for (let row = 0; row < pivot; row++) {
      const under = rows[row]?.get(pivot);
      if (under === undefined) continue;
      below.push(row, under, right.length);
      for (const [column, entry] of right) below.push(place(row, column), entry);
    }
    lower[pivot] = Int32Array.from(below);
    upper[pivot] = Int32Array.from(right.flatMap(([column, entry]) => [entry, column]));
  }
  return { states, entries, diagonal, hit, miss, lower, upper };
}

/** I − s P of a chain in the places of its plan, eliminated; below the pivots stand the factors. */
export function eliminated(plan: EliminationPlan, toHit: number, toMiss: number): Float64Array {
  const { states, entries, diagonal, hit, miss, lower } = plan;
  const values = new Float64Array(entries);
  for (let state = 0; state < states; state++) {
    add(values, diagonal[state] as number, 1);
    if ((hit[state] as number) >= 0) add(values, hit[state] as number, -toHit);
    if ((miss[state] as number) >= 0) add(values, miss[state] as number, -toMiss);
  }
  for (let pivot = states - 1; pivot > 0; pivot--) {
    const scale = 1 / (values[diagonal[pivot] as number] as number);
    const steps = lower[pivot] as Int32Array;
    for (let at = 0; at < steps.length; ) {
      const under = steps[at + 1] as number;
      const factor = (values[under] as number) * scale;
      values[under] = factor;
      const end = at + 3 + 2 * (steps[at + 2] as number);
      for (at += 3; at < end; at += 2)
        values[steps[at] as number] =
          (values[steps[at] as number] as number) - factor * (values[steps[at + 1] as number] as number);
    }
  }
  return values;
}

/** Solves for a right-hand side, in place. */
export function solve(
  { states, diagonal, lower, upper }: EliminationPlan,
  values: Float64Array,
  x: Float64Array,
): void {
  for (let pivot = states - 1; pivot > 0; pivot--) {
    const steps = lower[pivot] as Int32Array;
    for (let at = 0; at < steps.length; at += 3 + 2 * (steps[at + 2] as number)) {
      const row = steps[at] as number;
      x[row] = (x[row] as number) - (values[steps[at + 1] as number] as number) * (x[pivot] as number);
    }
  }
  for (let state = 0; state < states; state++) {
    const right = upper[state] as Int32Array;
    let sum = x[state] as number;
    for (let at = 0; at < right.length; at += 2)
      sum -= (values[right[at] as number] as number) * (x[right[at + 1] as number] as number);
    x[state] = sum / (values[diagonal[state] as number] as number);
  }
}

/** Solves with the transposed matrix, in place. */
export function solveTransposed(
  { states, diagonal, lower, upper }: EliminationPlan,
  values: Float64Array,
  x: Float64Array,
): void {
  for (let state = states - 1; state >= 0; state--) {
    const value = (x[state] as number) / (values[diagonal[state] as number] as number);
    x[state] = value;
    const right = upper[state] as Int32Array;
    for (let at = 0; at < right.length; at += 2) {
      const column = right[at + 1] as number;
      x[column] = (x[column] as number) - (values[right[at] as number] as number) * value;
    }
  }
  for (let pivot = 1; pivot < states; pivot++) {
    const steps = lower[pivot] as Int32Array;
    for (let at = 0; at < steps.length; at += 3 + 2 * (steps[at + 2] as number))
      x[pivot] =
        (x[pivot] as number) - (values[steps[at + 1] as number] as number) * (x[steps[at] as number] as number);
  }
}

function add(values: Float64Array, place: number, amount: number): void {
  values[place] = (values[place] as number) + amount;
}
