/** A uniform quantiser: `levels` steps of `scale` above `low`; zero is one of its values. */
export interface Quantiser {
  readonly low: number;
  readonly scale: number;
  readonly levels: number;
}

/** A histogram of values over [low, high] in equal bins. */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly counts: Float64Array;
}

/** Shares of the full range that are tried as clipping limits. */
const candidates = 64;

/**
 * The quantiser of `bits` bits whose clipping limit gives the least mean squared error over the observed values. Ranges that begin at 0
 * or above are unsigned; others are symmetric about an exact zero.
 * Source: docs/equations.md#training-quantisation
 */
export function bestQuantiser({ low, high, counts }: Histogram, bits: number): Quantiser {
  const limit = Math.max(Math.abs(low), Math.abs(high));
  if (limit === 0) return { low: 0, scale: 1, levels: 2 ** bits - 1 };
  const width = (high - low) / counts.length;
  let best: Quantiser | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 1; k <= candidates; k++) {
    const quantiser = quantiserTo((limit * k) / candidates, bits, low < 0);
    let error = 0;
    for (let i = 0; i < counts.length; i++) {
      const count = counts[i] as number;
      if (count === 0) continue;
      const value = low + (i + 0.5) * width;
      error += count * (quantise(value, quantiser) - value) ** 2;
    }
    if (error < least) [least, best] = [error, quantiser];
  }
  return best as Quantiser;
}

/** Steps from 0 to `limit`, or from -limit to limit with an odd number of values so that 0 is one of them. */
export function quantiserTo(limit: number, bits: number, signed: boolean): Quantiser {
  if (!signed) return { low: 0, scale: limit / (2 ** bits - 1), levels: 2 ** bits - 1 };
  const side = 2 ** (bits - 1) - 1;
  return { low: -limit, scale: limit / side, levels: 2 * side };
}

/**
 * The nearest value that the quantiser has.
 * @example quantise(0.6, { low: 0, scale: 0.5, levels: 3 }) // => 0.5
 */
export function quantise(value: number, { low, scale, levels }: Quantiser): number {
  return low + scale * Math.min(levels, Math.max(0, Math.round((value - low) / scale)));
}
