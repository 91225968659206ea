import type { Problem } from "./problem.js";

/** A file that an answer was computed from. */
export interface InputFile {
  /** Path as the user gave it, or dataset id with the path inside it. */
  readonly name: string;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly bytes?: number;
}

/** What every JSON document of the command line begins with. Fields may be added within @1; readers ignore those they do not know. */
export interface JoulebookDocument<Name extends string = string> {
  readonly schema: `joulebook/${Name}@1`;
  /** Version of joulebook that made it. */
  readonly version: string;
  /** What the reader should know about the answer; empty when there is nothing to say. */
  readonly warnings: readonly Problem[];
  readonly inputs: readonly InputFile[];
}

/** Printed instead of any other document when a command fails. */
export interface ErrorDocument extends JoulebookDocument<"error"> {
  readonly errors: readonly Problem[];
}
