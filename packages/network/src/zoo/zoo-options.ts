import type { BuilderOptions, WeightOptions } from "../build/network-builder.js";

/** How any network of the zoo is written. */
export interface ZooOptions extends BuilderOptions {
  readonly name?: string;
  /**
   * A batch normalisation after a product leaves one bias per channel (true, what is deployed) or its scale and shift
   * (false, what training frameworks count). Default true unless the family says otherwise.
   */
  readonly foldNormalisation?: boolean;
}

/** What a product with a batch normalisation behind it keeps per output channel: a bias, or scale and shift. */
export function normalised(options: ZooOptions, fold = true): Pick<WeightOptions, "bias" | "scale"> {
  return { bias: true, scale: !(options.foldNormalisation ?? fold) };
}
