import type { Fraction } from "@joulebook/core";

/** What an implementation may save; each changes traffic or energy as docs/equations.md#roofline-options says. */
export interface RooflineOptions {
  /** Normalisations and activations that alone read a layer's result are computed with it. Default false. */
  readonly fold?: boolean;
  /** An intermediate with one reader, the next layer, stays in the memory before main memory if it fits. Default false. */
  readonly fuse?: boolean;
  /** Share of zeros, where tensors do not say: zeros are neither moved nor multiplied. Default 0. */
  readonly sparsity?: { readonly weights?: Fraction; readonly activations?: Fraction };
}
