import type { MeasurementOptions } from "../measurement-options.js";

/** Options of `models` as they were typed. */
export interface ModelsOptions extends MeasurementOptions {
  readonly family?: string;
  readonly accuracy?: string;
}
