/** Options of `transfer` as they were typed. */
export interface TransferCommandOptions {
  readonly measurements: readonly string[];
  readonly device?: string;
  readonly backend?: string;
  readonly probes?: string;
  readonly level?: string;
  readonly seed?: string;
  readonly network: readonly string[];
}

/** Options of `probes` as they were typed. */
export interface ProbesCommandOptions {
  readonly count?: string;
  readonly backend?: string;
  readonly deviceLike?: string;
}
