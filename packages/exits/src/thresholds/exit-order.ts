import type { ExitColumns } from "./exit-data.js";

/** One exit of a trace, laid out for sweeps over its thresholds. */
export interface OrderedExit {
  /** By example. */
  readonly score: Float64Array;
  readonly right: Uint8Array;
  /** Examples by falling score, and those scores. */
  readonly order: Int32Array;
  readonly falling: Float64Array;
}

/** Every exit with its examples in the order in which a falling threshold lets them leave. */
export function orderedExits({ examples, exits, score, right }: ExitColumns): readonly OrderedExit[] {
  return Array.from({ length: exits }, (_, exit) => {
    const own = Float64Array.from({ length: examples }, (__, n) => score[n * exits + exit] as number);
    const order = Int32Array.from({ length: examples }, (__, n) => n).toSorted(
      (a, b) => (own[b] as number) - (own[a] as number),
    );
    return {
      score: own,
      right: Uint8Array.from({ length: examples }, (__, n) => right[n * exits + exit] as number),
      order,
      falling: Float64Array.from(order, (n) => own[n] as number),
    };
  });
}

/** How many leave at a threshold: the first so many of the order. */
export function leaving(falling: Float64Array, threshold: number): number {
  let [low, high] = [0, falling.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((falling[middle] as number) >= threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}
