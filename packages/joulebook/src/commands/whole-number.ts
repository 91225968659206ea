import { exitCodes, InputError, quoteInput } from "@joulebook/core";

/**
 * The whole number that an option gives.
 *
 * @throws InputError (exit code 2) when it is something else, or out of range
 * @example wholeNumber("--budgets", "50", { least: 2, most: 10000 }) // => 50
 */
export function wholeNumber(
  where: string,
  text: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new InputError(
    [
      {
        code: "bad-number",
        message: `${where}: cannot use ${quoteInput(text)}`,
        expected: `a whole number from ${least} to ${most}`,
      },
    ],
    exitCodes.usage,
  );
}
