/**
 * The paper's quantisation study: one design at five combinations of bits for backbone and heads, with the shares of test
 * inputs that leave at each exit there (fig. 2 and its artefact). Those of 4/8 sum to .9979 and are scaled to one.
 */
export const quantised: {
  readonly design: string;
  readonly combinations: readonly { readonly bits: string; readonly shares: readonly number[] }[];
} = {
  design: "focus-3_5_8",
  combinations: [
    { bits: "32/32", shares: [0.3421, 0.1422, 0.2822, 0.2335] },
    { bits: "8/8", shares: [0.2549, 0.1531, 0.3114, 0.2806] },
    { bits: "8/4", shares: [0.2418, 0.1512, 0.2931, 0.3139] },
    { bits: "4/8", shares: [0.2271, 0.121, 0.2841, 0.3657] },
    { bits: "4/4", shares: [0.3149, 0.1233, 0.2372, 0.3246] },
  ],
};
