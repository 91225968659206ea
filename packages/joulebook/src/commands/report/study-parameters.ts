import { exitCodes, InputError, type Problem, quoteInput } from "@joulebook/core";

/**
 * Parameters from `name=value` texts.
 *
 * @throws InputError (exit code 2) for texts of another form and names given twice
 * @example studyParameters(["device=raspberry-pi-4"]) // => { device: "raspberry-pi-4" }
 */
export function studyParameters(texts: readonly string[]): Readonly<Record<string, string>> {
  const parameters = new Map<string, string>();
  const problems: Problem[] = [];
  for (const text of texts) {
    const [, name, value] = /^([^=]+)=([^]*)$/.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      problems.push({ code: "bad-parameter", message: `-p: cannot read ${quoteInput(text)}`, expected: "name=value" });
    } else if (parameters.has(name)) {
      problems.push({
        code: "parameter-twice",
        message: `-p: ${quoteInput(name)} is given twice`,
        expected: "one value",
      });
    } else parameters.set(name, value);
  }
  if (problems.length > 0) throw new InputError(problems, exitCodes.usage);
  return Object.fromEntries(parameters);
}
