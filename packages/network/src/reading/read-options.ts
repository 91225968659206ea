export interface ReadOptions {
  /** Of the network; default: the file's own name for it. */
  readonly name?: string;
  /** Numbers for symbolic dimensions, e.g. `{ batch: 1 }`; 1 unless given. */
  readonly dims?: Readonly<Record<string, number>>;
  /** Named in errors. */
  readonly file?: string;
}
