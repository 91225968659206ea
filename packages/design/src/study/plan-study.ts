import { InputError, type Problem, unknownName } from "@joulebook/core";
import {
  checkParameters,
  designSpace,
  exhaustiveSearch,
  nsga2,
  type Parameter,
  randomSearch,
  type SearchAlgorithm,
  type Space,
  surrogateSearch,
} from "@joulebook/search";
import type { Constraint, Evaluator, Objective } from "../evaluator.js";
import type { SearchStudy } from "./search-study.js";

/** A study with its evaluator: all names resolved, ready to run. */
export interface PlannedStudy {
  readonly study: SearchStudy;
  readonly evaluator: Evaluator;
  readonly space: Space;
  readonly objectives: readonly Objective[];
  readonly constraints: readonly Constraint[];
  readonly algorithm: SearchAlgorithm;
}

/**
 * Puts a study and its evaluator together.
 *
 * @throws InputError with every quantity and parameter that the evaluator does not know, every limit that contradicts
 * itself, and what an algorithm cannot do with the space
 */
export function planStudy(study: SearchStudy, evaluator: Evaluator, file: string = study.name): PlannedStudy {
  const problems: Problem[] = [];
  const { objectives = evaluator.objectives, constraints = evaluator.constraints } = study;
  const names = evaluator.quantities.map(({ name }) => name);
  const open = names.length === 0; // a module's quantities are known only when it has answered
  const known = (place: string, quantity: string, among: readonly string[] = names): void => {
    if (open || among.includes(quantity)) return;
    const { message, ...rest } = unknownName("quantity", quantity, among);
    problems.push({ ...rest, message: `${place}: ${message}`, file });
  };
  objectives.forEach(({ quantity }, index) => known(`objectives[${index}]`, quantity));
  constraints.forEach((constraint, index) => {
    known(`constraints[${index}]`, constraint.quantity);
    problems.push(...limitProblems(constraint, `constraints[${index}]`, file));
  });
  if (objectives.length === 0)
    problems.push({
      code: "no-objective",
      message: "the study names no objective",
      file,
      fix: "list objectives: [{ quantity, direction }]",
    });
  if (study.choose !== undefined)
    known(
      "choose",
      study.choose,
      objectives.map(({ quantity }) => quantity),
    );
  if (study.reference !== undefined && study.reference.length !== objectives.length)
    problems.push({
      code: "bad-reference",
      message: `reference has ${study.reference.length} coordinates`,
      expected: `one per objective (${objectives.length})`,
      file,
    });
  const { parameters, problems: spaceProblems } = narrowed(study, evaluator.parameters, file);
  problems.push(...spaceProblems);
  if (problems.length > 0) throw new InputError(problems);
  const space = designSpace(parameters);
  if (study.algorithm.kind === "exhaustive" && space.size > largestExhaustive)
    throw new InputError([
      {
        code: "space-too-large",
        message: `exhaustive search of ${space.size} designs`,
        expected: `at most ${largestExhaustive}`,
        file,
        fix: 'use "nsga2", or narrow the space',
      },
    ]);
  return { study, evaluator, space, objectives, constraints, algorithm: algorithmOf(study, space) };
}

const largestExhaustive = 10_000_000;

function algorithmOf({ algorithm, seed, name }: SearchStudy, space: Space): SearchAlgorithm {
  const named = { seed, key: [name] };
  switch (algorithm.kind) {
    case "nsga2": {
      const { kind: _, penalty, ...options } = algorithm;
      return nsga2(space, {
        ...options,
        ...named,
        ...(penalty === undefined ? {} : { constraints: { kind: "adaptive-penalty", penalty } }),
      });
    }
    case "surrogate":
      return surrogateSearch(space, { ...algorithm, ...named });
    case "random":
      return randomSearch(space, { ...algorithm, ...named });
    case "exhaustive":
      return exhaustiveSearch(space, algorithm);
  }
}

function limitProblems({ quantity, atMost, atLeast }: Constraint, place: string, file: string): Problem[] {
  if (atMost === undefined && atLeast === undefined)
    return [{ code: "bad-limit", message: `${place}: ${quantity} has no limit`, expected: "atMost or atLeast", file }];
  if (atMost !== undefined && atLeast !== undefined && atLeast > atMost)
    return [
      {
        code: "contradictory-bounds",
        message: `${place}: ${quantity} at least ${atLeast} and at most ${atMost} contradict`,
        expected: "atLeast <= atMost",
        file,
      },
    ];
  return [];
}

/** The evaluator's parameters with those of the study in their places; a study may not widen what the evaluator knows. */
function narrowed(
  { space }: SearchStudy,
  own: readonly Parameter[],
  file: string,
): { readonly parameters: readonly Parameter[]; readonly problems: readonly Problem[] } {
  if (space === undefined || own.length === 0) {
    const parameters = space ?? own;
    return { parameters, problems: checkParameters(parameters).map((problem) => ({ ...problem, file })) };
  }
  const problems = space.flatMap((parameter, index): Problem[] => {
    const base = own.find(({ name }) => name === parameter.name);
    const place = `space[${index}]`;
    if (base === undefined) {
      const { message, ...rest } = unknownName(
        "parameter",
        parameter.name,
        own.map(({ name }) => name),
      );
      return [{ ...rest, message: `${place}: ${message}`, file }];
    }
    const wider = widerThan(parameter, base);
    return wider === undefined
      ? []
      : [
          {
            code: "outside-evaluator",
            message: `${place} (${parameter.name}): ${wider}`,
            expected: "part of what the evaluator can judge",
            file,
          },
        ];
  });
  const parameters = own.map((base): Parameter => {
    const replacement = space.find(({ name }) => name === base.name);
    if (replacement === undefined) return base;
    return base.when === undefined || replacement.when !== undefined
      ? replacement
      : { ...replacement, when: base.when };
  });
  return { parameters, problems };
}

function widerThan(parameter: Parameter, base: Parameter): string | undefined {
  if (parameter.kind !== base.kind) return `kind ${parameter.kind} where the evaluator has ${base.kind}`;
  if ((parameter.kind === "real" || parameter.kind === "integer") && (base.kind === "real" || base.kind === "integer"))
    return parameter.low >= base.low && parameter.high <= base.high
      ? undefined
      : `${parameter.low} to ${parameter.high}, the evaluator knows ${base.low} to ${base.high}`;
  const [mine, theirs] = [choicesOf(parameter), choicesOf(base)];
  const strange = mine.find((choice) => !theirs.includes(choice));
  return strange === undefined
    ? undefined
    : `${JSON.stringify(strange)} is not among ${theirs.slice(0, 12).join(", ")}`;
}

function choicesOf(parameter: Parameter): readonly (number | string)[] {
  if (parameter.kind === "categorical") return parameter.values;
  return parameter.kind === "subset" ? parameter.of : [];
}
