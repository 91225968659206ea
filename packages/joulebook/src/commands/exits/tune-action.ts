import {
  exitCodes,
  type ExitCostList,
  type ExitsTuneDocument,
  InputError,
  parseEnergy,
  parseFraction,
  quoteInput,
  type Trace,
} from "@joulebook/core";
import {
  accuracyLowerBound,
  countExits,
  type ExitGoal,
  frontOfColumns,
  lineEnvelope,
  ruleColumns,
  selectTrace,
  stepEnvelope,
  traceSplit,
  tuneColumns,
} from "@joulebook/exits";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { wholeNumber } from "../whole-number.js";
import { exitOutcome, exitSetting, fixedExits, splitOf } from "./exit-setting.js";
import type { ExitsTuneOptions } from "./exits-command.js";
import { tuneText } from "./exits-text.js";
import { namedCosts } from "./named-costs.js";
import { namedTrace } from "./named-trace.js";

/** Tunes thresholds on the validation split and reports them on both. */
export async function tuneAction(name: string, options: ExitsTuneOptions): Promise<CommandResult> {
  const level =
    options.confidence === undefined
      ? undefined
      : parseFraction(options.confidence, { where: "--confidence", positive: true });
  const seed = options.seed === undefined ? 0 : wholeNumber("--seed", options.seed, { least: 0, most: 999_999_999 });
  const { trace, inputs } = await namedTrace(name, options);
  const { costs, inputs: costInputs, warnings } = await namedCosts(options, trace.exits);
  const goal = goalOf(options, costs);
  const setting = exitSetting(options, trace);
  const validation = splitOf(trace, "val", "tuning");
  // With a bound to give, every second example chooses and the others judge.
  const chooses = level === undefined ? validation : selectTrace(validation, ({ row }) => row % 2 === 0);
  const columns = ruleColumns(chooses, setting.rule, setting);
  const tuned = tuneColumns(columns, costs.energy, goal, { seed });
  const policy = { ...setting, thresholds: tuned.thresholds };
  const fixed = fixedExits(validation, setting, costs);
  const outcome = exitOutcome(validation, "val", policy, costs);
  const points = fixed.map(({ exit, accuracy, energy }) => ({ name: `${exit}`, accuracy, cost: energy }));
  const [step, line] = [stepEnvelope(points, outcome.accuracy), lineEnvelope(points, outcome.accuracy)];
  const test = traceSplit(trace, "test");
  const document: DocumentBody<ExitsTuneDocument> = {
    rule: setting.rule,
    thresholds: tuned.thresholds,
    ...(setting.temperatures === undefined ? {} : { temperatures: setting.temperatures }),
    costs,
    method: tuned.method,
    goal: "accuracy" in goal ? { accuracy: goal.accuracy } : { energy: goal.cost },
    validation: outcome,
    ...(test.split.length === 0 ? {} : { test: exitOutcome(test, "test", policy, costs) }),
    ...(level === undefined ? {} : { guarantee: guarantee(validation, policy, setting, level) }),
    fixedExits: fixed,
    baselines: { ...(step === undefined ? {} : { step }), ...(line === undefined ? {} : { line }) },
    front: frontOfColumns(columns, costs.energy).map(({ cost, accuracy, thresholds }) => ({
      energy: cost,
      accuracy,
      thresholds,
    })),
  };
  return {
    name: "exits-tune",
    document,
    text: () => tuneText(document),
    inputs: [...inputs, ...costInputs],
    warnings,
  };
}

/** Bound of the accuracy from the validation examples that did not choose. */
function guarantee(
  validation: Trace,
  { thresholds }: { readonly thresholds: readonly number[] },
  setting: ReturnType<typeof exitSetting>,
  level: number,
): NonNullable<ExitsTuneDocument["guarantee"]> {
  const judges = selectTrace(validation, ({ row }) => row % 2 === 1);
  const columns = ruleColumns(judges, setting.rule, setting);
  const right = countExits(columns, thresholds).right.reduce((sum, count) => sum + count, 0);
  return { level, accuracy: accuracyLowerBound(right, columns.examples, level), examples: columns.examples };
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
