import type { CommandResult } from "./command-result.js";

/** What a command may use while it runs. */
export interface Invocation {
  /** Takes lines for stderr, such as what the browser runs with; silent with `--quiet`. */
  readonly log: (line: string) => void;
}

/** Runs a command and shows what it found. */
export type Run = (act: (invocation: Invocation) => Promise<CommandResult>) => Promise<void>;
