/** A loop in time: a dimension, by its place in the nest, and a size above 1. */
export interface TemporalLoop {
  readonly dimension: number;
  readonly size: number;
}

/** Most loops that are ordered exhaustively: 6! = 720 orders. */
const mostLoops = 6;

/**
 * Splits temporal sizes into prime factors, and merges the two smallest of the dimension with the most factors until no
 * more than `most` are left (or one per dimension, where there are more dimensions).
 *
 * Source: docs/equations.md#accelerator-temporal-mapping
 *
 * @example temporalLoops([4, 3]) // => [{ dimension: 0, size: 2 }, { dimension: 0, size: 2 }, { dimension: 1, size: 3 }]
 */
export function temporalLoops(sizes: readonly number[], most: number = mostLoops): readonly TemporalLoop[] {
  const factors = sizes.map(primeFactors);
  const limit = Math.max(most, factors.filter((list) => list.length > 0).length);
  const count = (): number => factors.reduce((sum, list) => sum + list.length, 0);
  while (count() > limit) {
    const longest = Math.max(...factors.map((list) => list.length));
    const list = factors.find((one) => one.length === longest) as number[];
    list.sort((a, b) => a - b);
    list.splice(0, 2, (list[0] as number) * (list[1] as number));
    list.sort((a, b) => a - b);
  }
  return factors.flatMap((list, dimension) => list.map((size) => ({ dimension, size })));
}

/** Prime factors, smallest first; none of 1. */
function primeFactors(value: number): number[] {
  const factors: number[] = [];
  let rest = value;
  for (let divisor = 2; divisor * divisor <= rest; divisor++) {
    while (rest % divisor === 0) {
      factors.push(divisor);
      rest /= divisor;
    }
  }
  if (rest > 1) factors.push(rest);
  return factors;
}

/** Loops that are alike, and how many of them are left to be placed. */
export interface LoopKind {
  readonly loop: TemporalLoop;
  left: number;
}

/** The different loops among these, in their order, each with how often it occurs. */
export function loopKinds(loops: readonly TemporalLoop[]): readonly LoopKind[] {
  const kinds: LoopKind[] = [];
  for (const loop of loops) {
    const same = kinds.find(({ loop: known }) => known.dimension === loop.dimension && known.size === loop.size);
    if (same === undefined) kinds.push({ loop, left: 1 });
    else same.left++;
  }
  return kinds;
}

/** How many different orders there are. */
export function orderCount(loops: readonly TemporalLoop[]): number {
  let count = 1;
  let placed = 0;
  for (const { left } of loopKinds(loops)) for (let k = 1; k <= left; k++) count = (count * ++placed) / k;
  return Math.round(count);
}
