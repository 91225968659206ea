/** Something that a reader of the result should know; printed on stderr, and part of every document. */
export interface Warning {
  /** Stable machine name, e.g. "mixed-software". */
  readonly code: string;
  readonly message: string;
}

/** Something that was read, by its content: the same hash, the same input. */
export interface Input {
  /** Id of a dataset, or path of a file as it was given. */
  readonly name: string;
  readonly kind: "dataset" | "file";
  /** "sha256:" and 64 hexadecimal digits, of the file's bytes. */
  readonly hash: string;
}

/** What a command found out: one record for both kinds of output. */
export interface CommandResult {
  /** Name in the schema: "recommend" gives `joulebook/recommend@1`. */
  readonly name: string;
  /** The rest of the document: SI units; what is missing is absent. */
  readonly document: Readonly<Record<string, unknown>>;
  /** The same for people. Computed only when it is printed. */
  readonly text: () => string;
  readonly warnings?: readonly Warning[];
  readonly inputs?: readonly Input[];
  /** Default 0. */
  readonly exitCode?: number;
}
