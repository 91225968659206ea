/** Something a reader should know about data that was read or chosen: said as data, printed by whoever shows the result. */
export interface Notice {
  /** Stable machine name, e.g. "older-software". */
  readonly code: string;
  readonly message: string;
  /** How many records it concerns. */
  readonly count: number;
  /** Their ids, where records are concerned. */
  readonly ids?: readonly string[];
}
