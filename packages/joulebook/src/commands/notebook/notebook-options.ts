/** Options of `notebook run` as they were typed. */
export interface NotebookRunOptions {
  readonly parameter: readonly string[];
  readonly out?: string;
  readonly timeout?: string;
}

/** Options of `notebook check` as they were typed. */
export interface NotebookCheckOptions {
  readonly pages?: string;
}
