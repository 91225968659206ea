import type { NetworkOptions } from "../network/network-options.js";

/** Options of `estimate` as they were typed. */
export interface EstimateCommandOptions extends NetworkOptions {
  readonly on: string;
  readonly fold?: boolean;
  readonly fuse?: boolean;
  readonly zeroWeights?: string;
  readonly zeroActivations?: string;
  readonly mapping?: string;
  readonly objective?: string;
  readonly systolic?: string;
  readonly unrolling?: string;
  readonly loops?: string;
  readonly convention?: string;
  readonly bits?: string;
  readonly seed?: string;
  readonly tiles?: string;
  readonly stacks?: string;
  readonly spread?: boolean;
  readonly search?: string;
  readonly effort?: string;
  readonly shares?: string;
  readonly leastStages?: boolean;
  readonly figures?: string;
  readonly point?: string;
  readonly voltage?: string;
  readonly deadline?: string;
  readonly sleep?: string;
  readonly wake?: string;
}
