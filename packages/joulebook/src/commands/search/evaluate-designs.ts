import type { Evaluator, EvaluatorSettings, StudyRecord } from "@joulebook/design";
import type { Design } from "@joulebook/search";
import { loadEvaluator, moduleUrl } from "./evaluator-source.js";

/** What a thread gets: an evaluator by its settings, designs, and the quantities that must come back as numbers. */
export interface EvaluationTask {
  readonly settings: EvaluatorSettings;
  readonly folder: string;
  readonly designs: readonly Design[];
  readonly needed: readonly string[];
}

/** What became of one design. */
export type DesignOutcome = Pick<StudyRecord, "quantities" | "failure">;

type Judge = (design: Design) => unknown;

const judges = new Map<string, Promise<Judge>>();

/** Evaluates designs in this thread; default export of the worker. One design's failure is its own. */
export default async function evaluateDesigns({
  settings,
  folder,
  designs,
  needed,
}: EvaluationTask): Promise<DesignOutcome[]> {
  const key = JSON.stringify([settings, folder]);
  const judge = judges.get(key) ?? loadJudge(settings, folder);
  judges.set(key, judge);
  const evaluate = await judge;
  const outcomes: DesignOutcome[] = [];
  for (const design of designs) outcomes.push(await outcomeOf(evaluate, design, needed));
  return outcomes;
}

async function loadJudge(settings: EvaluatorSettings, folder: string): Promise<Judge> {
  if (settings.kind !== "module") return (await loadEvaluator(settings, folder)).evaluator.evaluate;
  const loaded = (await import(moduleUrl(settings, folder))) as { readonly default?: unknown };
  if (typeof loaded.default !== "function")
    throw new Error("the evaluator's module has no function as its default export");
  return loaded.default as Evaluator["evaluate"];
}

/** Quantities of a design, or why there are none. */
export async function outcomeOf(evaluate: Judge, design: Design, needed: readonly string[]): Promise<DesignOutcome> {
  let answer: unknown;
  try {
    answer = await evaluate(design);
  } catch (error) {
    return { failure: { reason: "error", message: error instanceof Error ? error.message : String(error) } };
  }
  if (typeof answer !== "object" || answer === null)
    return {
      failure: { reason: "not-a-number", message: `the evaluator answered ${String(answer)}, not a record of numbers` },
    };
  const found = answer as Readonly<Record<string, unknown>>;
  const bad = needed.find((name) => typeof found[name] !== "number" || !Number.isFinite(found[name]));
  if (bad !== undefined) return { failure: { reason: "not-a-number", message: `${bad} is ${String(found[bad])}` } };
  return {
    quantities: Object.fromEntries(
      Object.entries(found).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
    ),
  };
}
