/** One thing wrong with an input: what, where, what was expected, the nearest known name, how to mend it. */
export interface Problem {
  /** Stable machine name, e.g. "unknown-device", "bad-cell". */
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  readonly expected?: string;
  readonly nearest?: readonly string[];
  readonly fix?: string;
}

/** Documented exit codes of the command line. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  invalidInput: 3,
  noFeasibleAnswer: 4,
  checkFailed: 5,
  interrupted: 130,
} as const;

/** Thrown where a user's input is wrong; carries every problem found and the exit code that belongs to it. */
export class InputError extends Error {
  readonly problems: readonly Problem[];
  readonly exitCode: number;
  constructor(problems: readonly Problem[], exitCode: number = exitCodes.invalidInput) {
    super(problems.map(problemText).join("\n"));
    this.name = "InputError";
    this.problems = problems;
    this.exitCode = exitCode;
  }
}

/** One problem as one line of text: `file:line:column: message; expected ...; did you mean ...? fix`. */
export function problemText(problem: Problem): string {
  const { file, line, column, message, expected, nearest, fix } = problem;
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const parts = [place === "" ? message : `${place}: ${message}`];
  if (expected !== undefined) parts.push(`expected ${expected}`);
  if (nearest !== undefined && nearest.length > 0) parts.push(`did you mean ${nearest.join(" or ")}?`);
  if (fix !== undefined) parts.push(fix);
  return parts.join("; ");
}
