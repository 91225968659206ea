/** Anything that turns unknown input into checked parameters: a zod schema fits as it is. */
export interface ParameterSchema<P> {
  parse(input: unknown): P;
}

/** A study: text, figures and tables made from parameters alone. `run` is given what it may read; it never looks at the clock. */
export interface Study<P = unknown, Context = unknown, Result = unknown> {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly parameters: ParameterSchema<P>;
  readonly run: (parameters: P, context: Context) => Promise<Result>;
}
