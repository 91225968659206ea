import type { MeasurementOptions } from "../measurement-options.js";

/** Options of `recommend evaluate` as they were typed. */
export interface EvaluateOptions extends MeasurementOptions {
  readonly budgets: string;
}
