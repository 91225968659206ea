import {
  exitCodes,
  type ExitBaselines,
  type ExitCostList,
  type ExitsTuneDocument,
  type FixedExit,
  InputError,
  parseEnergy,
  parseFraction,
  quoteInput,
  type Trace,
} from "@joulebook/core";
import {
  accuracyLowerBound,
  countExits,
  evaluatePolicy,
  type ExitColumns,
  type ExitGoal,
  type ExitPolicy,
  exitScores,
  frontOfWidths,
  lineEnvelope,
  ruleColumns,
  selectTrace,
  stepEnvelope,
  thresholdResult,
  traceSplit,
  tuneClassThresholds,
  tuneWidths,
} from "@joulebook/exits";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { wholeNumber } from "../whole-number.js";
import { classesOf, exitOutcome, type ExitSetting, exitSetting, fixedExits, splitOf } from "./exit-setting.js";
import type { ExitsTuneOptions } from "./exits-options.js";
import { tuneText } from "./exits-text.js";
import { namedWidthCosts } from "./named-costs.js";
import { namedTrace, widthsOf } from "./named-trace.js";

/** Tunes thresholds on the validation split and reports them on both. */
export async function tuneAction(name: string, options: ExitsTuneOptions): Promise<CommandResult> {
  const level =
    options.confidence === undefined
      ? undefined
      : parseFraction(options.confidence, { where: "--confidence", positive: true });
  const seed = options.seed === undefined ? 0 : wholeNumber("--seed", options.seed, { least: 0, most: 999_999_999 });
  const { trace, inputs, warnings: traceWarnings } = await namedTrace(name, options);
  const shares = widthsOf(trace);
  const { costs: costsByWidth, inputs: costInputs, warnings } = await namedWidthCosts(options, trace.exits, shares);
  const goal = goalOf(options, costsByWidth[0] as ExitCostList);
  const validation = splitOf(trace, "val", "tuning");
  // With a bound to give, every second example chooses, temperatures included, and the others judge.
  const chooses = level === undefined ? validation : halfOf(validation, 0);
  const widths = costsByWidth.map((costs, at): WidthPart => {
    const of = (part: Trace): Trace =>
      shares.length <= 1 ? part : selectTrace(part, ({ width }) => width === shares[at]);
    const setting = exitSetting(options, of(chooses));
    return { costs, share: shares[at], of, setting, columns: ruleColumns(of(chooses), setting.rule, setting) };
  });
  const searched = widths.map(({ share, columns, costs }) => ({ width: share ?? 1, columns, cost: costs.energy }));
  const { best: tuned, all } = tuneWidths(searched, goal, { seed });
  const chosen = widths[all.indexOf(tuned)] as WidthPart;
  const { costs, share, setting } = chosen;
  const shared = { ...setting, thresholds: tuned.thresholds };
  const policy = options.byClass === true ? byClass(chosen.of(chooses), chosen, goal, tuned.thresholds) : shared;
  const fixedOn = (split: Trace): readonly FixedExit[] =>
    widths.flatMap((one) =>
      fixedExits(one.of(split), one.setting, one.costs).map(
        (exit): FixedExit => (shares.length > 1 ? { ...exit, width: one.share as number } : exit),
      ),
    );
  const fixed = fixedOn(validation);
  const outcome = exitOutcome(chosen.of(validation), "val", policy, costs);
  const allTest = traceSplit(trace, "test");
  const test = chosen.of(allTest);
  const tested = test.split.length === 0 ? undefined : exitOutcome(test, "test", policy, costs);
  const judges = widths.map(({ of, setting: own }) => ruleColumns(of(allTest), own.rule, own));
  const { ascent } = tuned;
  const document: DocumentBody<ExitsTuneDocument> = {
    rule: setting.rule,
    thresholds: policy.thresholds,
    ...("classThresholds" in policy ? { classThresholds: policy.classThresholds } : {}),
    ...(setting.temperatures === undefined ? {} : { temperatures: setting.temperatures }),
    costs,
    ...(share === undefined ? {} : { width: share }),
    method: tuned.method,
    ...(ascent === undefined
      ? {}
      : { ascent: { accuracy: ascent.accuracy, energy: ascent.cost, distance: ascent.distance } }),
    ...(all.length > 1
      ? {
          widths: all.map(({ width, accuracy, cost, thresholds, method, reached }) => ({
            width,
            accuracy,
            energy: cost,
            thresholds,
            method,
            reached,
          })),
        }
      : {}),
    ...(policy === shared ? {} : { shared: sharedOf(shared, { validation: chosen.of(validation), test, costs }) }),
    goal: "accuracy" in goal ? { accuracy: goal.accuracy } : { energy: goal.cost },
    validation: outcome,
    ...(tested === undefined ? {} : { test: tested }),
    ...(level === undefined ? {} : { guarantee: guarantee(chosen.of(halfOf(validation, 1)), policy, level) }),
    fixedExits: fixed,
    baselines: baselinesAt(fixed, outcome.accuracy),
    ...(tested === undefined ? {} : { testBaselines: baselinesAt(fixedOn(allTest), tested.accuracy) }),
    front: frontOfWidths(searched).map(({ cost, accuracy, thresholds, width }) => {
      const at = searched.findIndex((one) => one.width === width);
      const judge = judges[at] as ExitColumns;
      const found =
        judge.examples === 0
          ? undefined
          : thresholdResult(countExits(judge, thresholds), (widths[at] as WidthPart).costs.energy);
      return {
        energy: cost,
        accuracy,
        thresholds,
        ...(all.length > 1 ? { width } : {}),
        ...(found === undefined ? {} : { test: { energy: found.cost, accuracy: found.accuracy } }),
      };
    }),
  };
  return {
    name: "exits-tune",
    document,
    text: () => tuneText(document),
    inputs: [...inputs, ...costInputs],
    warnings: [...traceWarnings, ...warnings],
  };
}

/** A width of a trace, or all of a trace that has none. */
interface WidthPart {
  readonly costs: ExitCostList;
  readonly share: number | undefined;
  readonly of: (part: Trace) => Trace;
  readonly setting: ExitSetting;
  readonly columns: ExitColumns;
}

/** The policy with a threshold for each class, from shared ones. */
function byClass(
  trace: Trace,
  { setting, costs }: WidthPart,
  goal: ExitGoal,
  start: readonly number[],
): ExitPolicy & { readonly classThresholds: readonly (readonly number[])[] } {
  const { predicted } = exitScores(trace, setting.rule, setting);
  const columns = { ...ruleColumns(trace, setting.rule, setting), predicted, classes: classesOf(trace) };
  const { thresholds: classThresholds } = tuneClassThresholds(columns, costs.energy, goal, start);
  return { ...setting, classThresholds, thresholds: classThresholds.map((own) => Math.min(...own)) };
}

function sharedOf(
  policy: ExitPolicy,
  { validation, test, costs }: { readonly validation: Trace; readonly test: Trace; readonly costs: ExitCostList },
): NonNullable<ExitsTuneDocument["shared"]> {
  const on = (part: Trace): { readonly energy: number; readonly accuracy: number } => {
    const { energy, accuracy } = evaluatePolicy(part, policy, costs, { resamples: 1 });
    return { energy, accuracy };
  };
  return {
    thresholds: policy.thresholds,
    validation: on(validation),
    ...(test.split.length === 0 ? {} : { test: on(test) }),
  };
}

/** What fixed exits cost at least with an accuracy: steps, and mixtures of two. */
function baselinesAt(fixed: readonly FixedExit[], accuracy: number): ExitBaselines {
  const points = fixed.map((one) => ({ name: `${one.exit}`, accuracy: one.accuracy, cost: one.energy }));
  const [step, line] = [stepEnvelope(points, accuracy), lineEnvelope(points, accuracy)];
  return { ...(step === undefined ? {} : { step }), ...(line === undefined ? {} : { line }) };
}

/** Every second example by its number, the same ones at every width. */
function halfOf(trace: Trace, rest: 0 | 1): Trace {
  const places = new Map([...new Set(trace.example)].toSorted((a, b) => a - b).map((example, at) => [example, at]));
  const half = selectTrace(trace, ({ row }) => (places.get(trace.example[row] as number) as number) % 2 === rest);
  if (half.split.length > 0) return half;
  throw new InputError([
    {
      code: "few-examples",
      message: "--confidence needs at least two validation examples: one half chooses, the other bounds",
    },
  ]);
}

/** Bound of the accuracy from the validation examples that did not choose. */
function guarantee(judges: Trace, policy: ExitPolicy, level: number): NonNullable<ExitsTuneDocument["guarantee"]> {
  const free = { energy: Array.from({ length: judges.exits }, () => 0) };
  const { accuracy, examples } = evaluatePolicy(judges, policy, free, { resamples: 1 });
  return { level, accuracy: accuracyLowerBound(Math.round(accuracy * examples), examples, level), examples };
}

function goalOf({ accuracy, budget }: ExitsTuneOptions, { unit }: ExitCostList): ExitGoal {
  if ((accuracy === undefined) === (budget === undefined)) {
    const message =
      accuracy === undefined
        ? "neither --accuracy nor --budget is given"
        : "--accuracy and --budget exclude each other";
    throw new InputError(
      [{ code: "goal", message, expected: "one of --accuracy 76% and --budget 2mJ" }],
      exitCodes.usage,
    );
  }
  if (accuracy !== undefined) return { accuracy: parseFraction(accuracy, { where: "--accuracy" }) };
  if (unit === "J") return { cost: parseEnergy(budget as string, { where: "--budget", positive: true }) };
  const match = /^(\d+(?:\.\d+)?)\s*([kMG]?)$/.exec(budget as string);
  if (match === null) {
    throw new InputError(
      [
        {
          code: "bad-quantity",
          message: `--budget: cannot use ${quoteInput(budget as string)} for costs in MACs`,
          expected: "a number of MACs, e.g. 40M",
        },
      ],
      exitCodes.usage,
    );
  }
  return { cost: Number(match[1]) * { "": 1, k: 1e3, M: 1e6, G: 1e9 }[match[2] as "" | "k" | "M" | "G"] };
}
