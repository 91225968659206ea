import type { InputFile, JoulebookDocument, Problem } from "@joulebook/core";

/** What a document says besides its schema, version, warnings and inputs. */
export type DocumentBody<D extends JoulebookDocument> = Omit<D, keyof JoulebookDocument>;

/** What a command found out: one record for both kinds of output. */
export interface CommandResult {
  /** Name in the schema: "recommend" gives `joulebook/recommend@1`. */
  readonly name: string;
  /** The rest of the document: SI units; what is missing is absent. */
  readonly document: object;
  /** The same for people. Computed only when it is printed. */
  readonly text: () => string;
  /** Printed on stderr, and part of the document. */
  readonly warnings?: readonly Problem[];
  readonly inputs?: readonly InputFile[];
  /** What failed although there is a result: then `document` is printed as `joulebook/error@1`, with these errors. */
  readonly errors?: readonly Problem[];
  /** Default 0. */
  readonly exitCode?: number;
}
