/** Options of `datasets` as they were typed. */
export interface DatasetsOptions {
  readonly kind?: string;
  readonly licence?: string;
}
