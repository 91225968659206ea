/** Options of `export` as they were typed. */
export interface ExportCommandOptions {
  readonly store?: string;
  readonly dataset?: string;
  readonly format: string;
}
