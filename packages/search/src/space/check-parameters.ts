import { type Problem, quoteInput, unknownName } from "@joulebook/core";
import type { Condition, Parameter } from "./parameter.js";

/** Most genes of a space; a hostile study cannot ask for more. */
const mostGenes = 10_000;

/**
 * Everything wrong with a list of parameters: names that repeat, bounds that contradict, conditions on parameters that
 * are not there. `place` goes before each problem's message, e.g. "space".
 */
export function checkParameters(parameters: readonly Parameter[], place = "space"): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, Parameter>();
  let genes = 0;
  const bad = (code: string, index: number, message: string, expected: string): void =>
    void problems.push({
      code,
      message: `${place}[${index}] (${quoteInput(parameters[index]?.name ?? "")}): ${message}`,
      expected,
    });
  if (parameters.length === 0)
    problems.push({
      code: "empty-space",
      message: `${place}: no parameter may vary`,
      expected: "at least one parameter",
    });
  parameters.forEach((parameter, index) => {
    const { name, when } = parameter;
    if (name === "" || seen.has(name))
      bad("repeated-parameter", index, "the name is empty or repeated", "one name per parameter");
    genes += parameter.kind === "subset" ? parameter.of.length : 1;
    const range = rangeProblem(parameter);
    if (range !== undefined) bad("contradictory-bounds", index, range.message, range.expected);
    if (when !== undefined) problems.push(...conditionProblems(when, seen, `${place}[${index}].when`));
    seen.set(name, parameter);
  });
  if (genes > mostGenes)
    problems.push({ code: "space-too-large", message: `${place}: ${genes} genes`, expected: `at most ${mostGenes}` });
  return problems;
}

function rangeProblem(parameter: Parameter): { readonly message: string; readonly expected: string } | undefined {
  if (parameter.kind === "real" || parameter.kind === "integer") {
    const { low, high } = parameter;
    if (!(Number.isFinite(low) && Number.isFinite(high) && low <= high))
      return { message: `low ${low} and high ${high} contradict`, expected: "finite numbers, low at most high" };
    if (parameter.kind === "real") {
      const { step } = parameter;
      if (step === undefined || (step > 0 && (high - low) / step <= 1e6)) return undefined;
      return { message: `step ${step}`, expected: "a positive step, at most a million of them" };
    }
    const { step = 1 } = parameter;
    const whole = [low, high, step].every(Number.isSafeInteger) && step >= 1;
    return whole
      ? undefined
      : { message: `low ${low}, high ${high}, step ${step}`, expected: "whole numbers, step at least 1" };
  }
  if (parameter.kind === "categorical") {
    const distinct = new Set(parameter.values).size;
    return distinct > 0 && distinct === parameter.values.length
      ? undefined
      : {
          message: `${parameter.values.length} values, ${distinct} distinct`,
          expected: "at least one value, each once",
        };
  }
  if (parameter.kind !== "subset") return undefined;
  const { of, least = 0, most = of.length } = parameter;
  if (of.length === 0 || new Set(of).size !== of.length)
    return {
      message: `members ${of.length}, distinct ${new Set(of).size}`,
      expected: "at least one member, each once",
    };
  const fits = Number.isInteger(least) && Number.isInteger(most) && least >= 0 && least <= most && most <= of.length;
  return fits
    ? undefined
    : {
        message: `least ${least} and most ${most} of ${of.length} members contradict`,
        expected: "0 <= least <= most <= members",
      };
}

function conditionProblems(when: Condition, seen: ReadonlyMap<string, Parameter>, place: string): Problem[] {
  const other = seen.get(when.parameter);
  if (other === undefined) {
    const { message, ...rest } = unknownName("parameter", when.parameter, [...seen.keys()]);
    return [{ ...rest, message: `${place}: ${message}`, fix: "a condition names a parameter listed before" }];
  }
  const { is, includes } = when;
  if ((is === undefined) === (includes === undefined))
    return [
      {
        code: "bad-condition",
        message: `${place}: needs one of "is" and "includes"`,
        expected: `is: [values] or includes: member`,
      },
    ];
  if (includes !== undefined && !(other.kind === "subset" && other.of.includes(includes)))
    return [
      {
        code: "bad-condition",
        message: `${place}: ${quoteInput(String(includes))} is no member of ${quoteInput(when.parameter)}`,
        expected: "a member of a subset parameter",
      },
    ];
  if (is !== undefined && other.kind === "subset")
    return [
      {
        code: "bad-condition",
        message: `${place}: ${quoteInput(when.parameter)} is a subset`,
        expected: "includes: member",
      },
    ];
  return [];
}
