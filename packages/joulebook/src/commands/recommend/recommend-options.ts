import type { MeasurementOptions } from "../measurement-options.js";

/** Options of `recommend` as they were typed. */
export interface RecommendOptions extends MeasurementOptions {
  readonly budget?: string;
  readonly power?: string;
  readonly energy?: string;
  readonly window?: string;
  readonly battery?: string;
  readonly lifetime?: string;
  readonly rate?: string;
  readonly depthOfDischarge?: string;
  readonly selfDischarge?: string;
  readonly efficiency?: string;
  readonly hard?: boolean;
  readonly latency?: string;
  readonly latencyPercentile?: string;
  readonly accuracy?: string;
  readonly memory?: string;
  readonly margin?: string;
  readonly confidence?: string;
  readonly predict?: boolean;
  readonly candidates?: readonly string[];
  readonly utility?: string;
  readonly alternatives: string;
}
