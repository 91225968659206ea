import {
  exitCodes,
  type ExitCostList,
  type ExitReliability,
  type ExitsEvaluateDocument,
  InputError,
  parseFraction,
  quoteInput,
  type Trace,
  type TraceSplit,
  unknownName,
} from "@joulebook/core";
import { checkThresholds, exitReliability, fitTemperatures, merkelThresholds, traceSplit } from "@joulebook/exits";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import type { ExitsEvaluateOptions } from "./exits-options.js";
import { classesOf, exitOutcome, type ExitSetting, exitSetting, fixedExits, splitOf } from "./exit-setting.js";
import { evaluateText } from "./exits-text.js";
import { namedWidthCosts } from "./named-costs.js";
import { namedTrace, widthsOf } from "./named-trace.js";

const splits: readonly TraceSplit[] = ["train", "val", "test"];

/** What given thresholds give on each split of a trace. */
export async function evaluateAction(name: string, options: ExitsEvaluateOptions): Promise<CommandResult> {
  const { trace, inputs, warnings: traceWarnings } = await namedTrace(name, options);
  const widths = widthsOf(trace);
  if (widths.length > 1) {
    throw new InputError(
      [
        {
          code: "several-widths",
          message: `the trace has the widths ${widths.join(", ")}`,
          file: name,
          expected: "one of them by --width; exits tune chooses among them",
        },
      ],
      exitCodes.usage,
    );
  }
  const { costs: allCosts, inputs: costInputs, warnings } = await namedWidthCosts(options, trace.exits, widths);
  const costs = allCosts[0] as ExitCostList;
  const setting = exitSetting(options, trace);
  const { thresholds, ...how } = chosenThresholds(options, trace, setting);
  const wanted = options.split === undefined ? splits : [splitNamed(options.split)];
  const parts = wanted
    .map((split) => [split, traceSplit(trace, split)] as const)
    .filter(([, part]) => part.split.length > 0);
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined)
    throw new InputError([
      { code: "no-such-split", message: `the trace has no rows of the split ${wanted.join(" or ")}`, file: name },
    ]);
  const policy = { ...setting, thresholds, ...("classThresholds" in how ? how : {}) };
  const document: DocumentBody<ExitsEvaluateDocument> = {
    rule: setting.rule,
    thresholds,
    ...how,
    ...(setting.temperatures === undefined ? {} : { temperatures: setting.temperatures }),
    costs,
    ...(widths.length === 0 ? {} : { width: widths[0] as number }),
    fixedExits: fixedExits(first[1], setting, costs),
    outcomes: parts.map(([split, part]) => exitOutcome(part, split, policy, costs)),
    calibrationError: exitReliability(first[1], setting).map((one) => one.expectedCalibrationError),
    ...(options.reliability === true ? { reliability: { split: last[0], exits: diagrams(trace, last[1]) } } : {}),
  };
  return {
    name: "exits-evaluate",
    document,
    text: () => evaluateText(document),
    inputs: [...inputs, ...costInputs],
    warnings: [...traceWarnings, ...warnings],
  };
}

/** Reliability of every exit on a split, and after a temperature fitted on validation examples where that can be done. */
function diagrams(trace: Trace, part: Trace): readonly ExitReliability[] {
  const before = exitReliability(part);
  const validation = traceSplit(trace, "val");
  if (trace.logits === undefined || validation.split.length === 0) {
    return before.map((one, k) => ({ exit: k + 1, before: one }));
  }
  const temperatures = fitTemperatures(validation);
  const after = exitReliability(part, { temperatures });
  return before.map((one, k) => ({
    exit: k + 1,
    before: one,
    temperature: temperatures[k] as number,
    after: after[k] as (typeof after)[number],
  }));
}

type Chosen = Pick<ExitsEvaluateDocument, "thresholds" | "classThresholds" | "merkelRule">;

/** Thresholds as they were given, or those of rule (10) for a wanted accuracy. */
function chosenThresholds(options: ExitsEvaluateOptions, trace: Trace, setting: ExitSetting): Chosen {
  const { thresholds, accuracy, betas } = options;
  if ((thresholds === undefined) === (accuracy === undefined)) {
    const message =
      thresholds === undefined
        ? "neither --thresholds nor --accuracy is given"
        : "--thresholds and --accuracy exclude each other";
    throw new InputError(
      [{ code: "thresholds", message, expected: "--thresholds 0.7,0.8, or --accuracy 76% for Merkel's rule" }],
      exitCodes.usage,
    );
  }
  if (accuracy === undefined) {
    if (betas !== undefined) {
      const message = "--betas are the weights of a rule that --thresholds replace";
      throw new InputError([{ code: "thresholds", message, expected: "--accuracy with --betas" }], exitCodes.usage);
    }
    return thresholdsOf(thresholds as string, { exits: trace.exits, classes: classesOf(trace) });
  }
  const wanted = parseFraction(accuracy, { where: "--accuracy" });
  const [beta1, beta2] = betasOf(betas);
  const split = trace.split.includes("train") ? "train" : "val";
  const known = splitOf(trace, split, "Merkel's rule");
  const meanAccuracy = fixedExits(known, setting, { energy: Array.from({ length: trace.exits }, () => 0) }).map(
    (exit) => exit.accuracy,
  );
  return {
    thresholds: merkelThresholds(meanAccuracy, wanted, { beta1, beta2 }),
    merkelRule: { wanted, beta1, beta2, split, meanAccuracy },
  };
}

function betasOf(text: string = "1,1"): readonly [number, number] {
  const values = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const [beta1, beta2] = values;
  if (values.length === 2 && values.every((value) => value > 0 && value < Number.POSITIVE_INFINITY)) {
    return [beta1 as number, beta2 as number];
  }
  throw new InputError(
    [
      {
        code: "bad-betas",
        message: `--betas: cannot use ${quoteInput(text)}`,
        expected: "two numbers above 0: 0.8,1.1",
      },
    ],
    exitCodes.usage,
  );
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
  { exits, classes }: { readonly exits: number; readonly classes: number },
): { readonly thresholds: readonly number[]; readonly classThresholds?: readonly (readonly number[])[] } {
  const lists = text === "" ? [] : text.split(",").map((exit) => exit.split("/").map(threshold));
  const most = (list: readonly number[]): number => list.find((value) => !(value >= 0 && value <= 1)) ?? 0;
  try {
    // What is wrong among the thresholds of an exit stands for that exit.
    checkThresholds(lists.map(most), exits);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.problems.map((problem) => ({ ...problem, message: `--thresholds: ${problem.message}` })),
      exitCodes.usage,
    );
  }
  const thresholds = lists.map((list) => Math.min(...list));
  if (lists.every(({ length }) => length === 1)) return { thresholds };
  const odd = lists.findIndex(({ length }) => length !== 1 && length !== classes);
  if (odd < 0) {
    const ofClass = lists.map((list) =>
      list.length === 1 ? Array.from({ length: classes }, () => list[0] as number) : list,
    );
    return { thresholds, classThresholds: ofClass };
  }
  const message = `--thresholds: exit ${odd + 1} has ${lists[odd]?.length} thresholds for ${classes} classes`;
  throw new InputError(
    [{ code: "thresholds", message, expected: "one for all classes, or one for each, in their order" }],
    exitCodes.usage,
  );
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
