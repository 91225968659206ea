/** Options of `quality` as they were typed. */
export interface QualityCommandOptions {
  readonly store?: string;
  readonly predictions?: string;
}
