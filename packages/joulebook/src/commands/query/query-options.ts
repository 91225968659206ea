/** Options of `query` as they were typed. */
export interface QueryCommandOptions {
  readonly store?: string;
  readonly limit?: string;
  readonly timeout?: string;
}
