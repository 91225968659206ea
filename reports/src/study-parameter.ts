/** A parameter of a study as a user meets it: a word, a meaning, and what it is when nobody says. */
export interface StudyParameter {
  readonly name: string;
  readonly description: string;
  /** How a value is written, e.g. "50mJ". */
  readonly example: string;
  readonly default?: string;
}
