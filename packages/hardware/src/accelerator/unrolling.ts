import type { Dimension } from "./loop-nest.js";

/** A loop dimension unrolled over one dimension of the array; the factor may be a fraction (1000 on 32 is 32 times 31.25). */
export interface Unrolling {
  readonly array: string;
  readonly loop: Dimension;
  readonly factor: number;
}

export type SpatialMapping = readonly Unrolling[];

/** What a mapping file asks for: a factor per array dimension and loop dimension. */
export type WantedUnrolling = Readonly<Record<string, readonly { readonly loop: string; readonly factor: number }[]>>;
