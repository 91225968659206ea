import {
  exitCodes,
  type ExitOutcome,
  type FixedExit,
  InputError,
  type Trace,
  type TraceSplit,
  unknownName,
} from "@joulebook/core";
import {
  type ExitCosts,
  type ExitPolicy,
  type ExitRule,
  exitRules,
  evaluatePolicy,
  fitTemperatures,
  ruleColumns,
  traceSplit,
} from "@joulebook/exits";
import type { ExitsOptions } from "./exits-options.js";

/** Rule and softmax of a command, fitted where that was asked for. */
export interface ExitSetting {
  readonly rule: ExitRule;
  readonly temperatures?: readonly number[];
  readonly combine: boolean;
}

/**
 * @param fitted trace whose validation examples temperatures are fitted on
 * @throws InputError for an unknown rule (exit code 2), or a trace that lacks what the options need (exit code 3)
 */
export function exitSetting(
  { rule = "max-softmax", calibrate, combine = false }: ExitsOptions,
  fitted: Trace,
): ExitSetting {
  const known = exitRules.find((one) => one === rule);
  if (known === undefined)
    throw new InputError([unknownName("rule", rule, exitRules, { where: "--rule" })], exitCodes.usage);
  if (calibrate !== true) return { rule: known, combine };
  return { rule: known, combine, temperatures: fitTemperatures(splitOf(fitted, "val", "--calibrate")) };
}

/** A split that must be there. */
export function splitOf(trace: Trace, split: TraceSplit, what: string): Trace {
  const found = traceSplit(trace, split);
  if (found.split.length > 0) return found;
  throw new InputError([
    { code: "no-such-split", message: `${what} needs rows of the split ${split}, which the trace lacks` },
  ]);
}

/** What a policy gives on a split, as documents say it. */
export function exitOutcome(trace: Trace, split: TraceSplit, policy: ExitPolicy, costs: ExitCosts): ExitOutcome {
  const { exitAccuracy, ...rest } = evaluatePolicy(trace, policy, costs);
  return { split, ...rest, exitAccuracy: exitAccuracy.map((value) => value ?? null) };
}

/** Every exit as if all inputs left there. */
export function fixedExits(trace: Trace, setting: ExitSetting, { energy }: ExitCosts): readonly FixedExit[] {
  const { examples, exits, right } = ruleColumns(trace, setting.rule, setting);
  return Array.from({ length: exits }, (_, k) => {
    let good = 0;
    for (let n = 0; n < examples; n++) good += right[n * exits + k] as number;
    return { exit: k + 1, accuracy: good / examples, energy: energy[k] as number };
  });
}

/** Classes of a trace: those that are told, else as many as labels and answers name. */
export function classesOf({ classes, label, predicted }: Trace): number {
  if (classes !== undefined) return classes;
  const most = (values: Int32Array): number => values.reduce((a, b) => Math.max(a, b), 0);
  return 1 + Math.max(most(label), most(predicted));
}
