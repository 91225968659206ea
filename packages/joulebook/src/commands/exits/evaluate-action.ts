import {
  exitCodes,
  type ExitsEvaluateDocument,
  InputError,
  quoteInput,
  type TraceSplit,
  unknownName,
} from "@joulebook/core";
import { checkThresholds, exitScores, reliability, ruleColumns, traceSplit } from "@joulebook/exits";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import type { ExitsEvaluateOptions } from "./exits-command.js";
import { exitOutcome, exitSetting, fixedExits } from "./exit-setting.js";
import { evaluateText } from "./exits-text.js";
import { namedCosts } from "./named-costs.js";
import { namedTrace } from "./named-trace.js";

const splits: readonly TraceSplit[] = ["train", "val", "test"];

/** What given thresholds give on each split of a trace. */
export async function evaluateAction(name: string, options: ExitsEvaluateOptions): Promise<CommandResult> {
  const { trace, inputs } = await namedTrace(name, options);
  const { costs, inputs: costInputs, warnings } = await namedCosts(options, trace.exits);
  const { thresholds, classThresholds } = thresholdsOf(options.thresholds, trace.exits);
  const setting = exitSetting(options, trace);
  const wanted = options.split === undefined ? splits : [splitNamed(options.split)];
  const parts = wanted
    .map((split) => [split, traceSplit(trace, split)] as const)
    .filter(([, part]) => part.split.length > 0);
  const [first] = parts;
  if (first === undefined)
    throw new InputError([
      { code: "no-such-split", message: `the trace has no rows of the split ${wanted.join(" or ")}`, file: name },
    ]);
  const policy = { ...setting, thresholds, ...(classThresholds === undefined ? {} : { classThresholds }) };
  const document: DocumentBody<ExitsEvaluateDocument> = {
    rule: setting.rule,
    thresholds,
    ...(classThresholds === undefined ? {} : { classThresholds }),
    ...(setting.temperatures === undefined ? {} : { temperatures: setting.temperatures }),
    costs,
    fixedExits: fixedExits(first[1], setting, costs),
    outcomes: parts.map(([split, part]) => exitOutcome(part, split, policy, costs)),
    calibrationError: calibrationErrors(first[1], setting),
  };
  return {
    name: "exits-evaluate",
    document,
    text: () => evaluateText(document),
    inputs: [...inputs, ...costInputs],
    warnings,
  };
}

function calibrationErrors(
  trace: Parameters<typeof ruleColumns>[0],
  setting: ReturnType<typeof exitSetting>,
): readonly number[] {
  const { score } = exitScores(trace, "max-softmax", setting);
  const { right, exits, examples } = ruleColumns(trace, "max-softmax", setting);
  return Array.from({ length: exits }, (_, k) => {
    const at = (n: number): number => n * exits + k;
    const confidence = Float64Array.from({ length: examples }, (__, n) => score[at(n)] as number);
    return reliability(
      confidence,
      Uint8Array.from({ length: examples }, (__, n) => right[at(n)] as number),
    ).expectedCalibrationError;
  });
}

function splitNamed(text: string): TraceSplit {
  const found = splits.find((split) => split === text);
  if (found === undefined)
    throw new InputError([unknownName("split", text, splits, { where: "--split" })], exitCodes.usage);
  return found;
}

/** "0.7,0.8", or by predicted class "0.7/0.6/...,0.8/0.9/...". */
function thresholdsOf(
  text: string,
  exits: number,
): { readonly thresholds: readonly number[]; readonly classThresholds?: readonly (readonly number[])[] } {
  const lists = text === "" ? [] : text.split(",").map((exit) => exit.split("/").map(threshold));
  try {
    for (const list of lists) checkThresholds(list, list.length + 1);
    checkThresholds(
      lists.map(([first]) => first as number),
      exits,
    );
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.problems.map((problem) => ({ ...problem, message: `--thresholds: ${problem.message}` })),
      exitCodes.usage,
    );
  }
  const thresholds = lists.map((list) => Math.min(...list));
  return lists.some((list) => list.length > 1) ? { thresholds, classThresholds: lists } : { thresholds };
}

function threshold(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isNaN(value))
    throw new InputError(
      [
        {
          code: "bad-threshold",
          message: `--thresholds: cannot use ${quoteInput(text)}`,
          expected: "numbers in [0, 1]",
        },
      ],
      exitCodes.usage,
    );
  return value;
}
