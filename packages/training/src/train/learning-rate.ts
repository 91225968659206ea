/** How the step size changes over training. */
export interface RateSchedule {
  /** "cosine": falls to 0 along half a cosine. */
  readonly kind: "constant" | "cosine";
  /** Epochs over which the rate rises linearly from 0 first. */
  readonly warmup: number;
}

/**
 * Step size of one update (from 0) of `total`; source: docs/equations.md#training-rate
 * @example learningRate(0.1, { kind: "cosine", warmup: 0 }, { update: 50, perEpoch: 10, epochs: 10 }) // => 0.05
 */
export function learningRate(
  rate: number,
  { kind, warmup }: RateSchedule,
  { update, perEpoch, epochs }: { readonly update: number; readonly perEpoch: number; readonly epochs: number },
): number {
  const warm = warmup * perEpoch;
  if (update < warm) return (rate * (update + 1)) / warm;
  if (kind === "constant") return rate;
  const progress = (update - warm) / Math.max(1, epochs * perEpoch - warm);
  return 0.5 * rate * (1 + Math.cos(Math.PI * Math.min(1, progress)));
}
