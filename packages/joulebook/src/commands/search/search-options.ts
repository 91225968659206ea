/** Options of `search` as they were typed. */
export interface SearchCommandOptions {
  readonly evaluations?: string;
  readonly seed?: string;
  readonly jobs?: string;
  readonly resume?: boolean;
  readonly log?: string;
  readonly on?: string;
  readonly cache?: string;
}
