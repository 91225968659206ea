/** Where a command line is answered. */
export interface Terminal {
  /** Results: text or one JSON document. */
  readonly out: (text: string) => void;
  /** Warnings, progress and failures. */
  readonly err: (text: string) => void;
  /** Characters in a line of help. */
  readonly width: number;
}
