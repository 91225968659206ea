/** What a study may know beside its parameters; it never looks at the clock or the machine itself. */
export interface StudyContext {
  /** Versions of what runs the study, printed on the first page. */
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  /** ISO 8601 date to print. */
  readonly date?: string;
}
