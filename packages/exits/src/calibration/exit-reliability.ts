import type { Trace } from "@joulebook/core";
import { ruleColumns } from "../policy/rule-columns.js";
import type { ScoreOptions } from "../rules/exit-scores.js";
import { type Reliability, reliability } from "./reliability.js";

export interface ExitReliabilityOptions extends ScoreOptions {
  /** Default 15. */
  readonly bins?: number;
}

/**
 * How far the largest probability of each exit is its accuracy: bins for a reliability diagram and the expected calibration error, with
 * or without temperatures.
 *
 * Source: docs/equations.md#reliability
 *
 * @throws InputError (exit code 3) when temperatures are given and the trace holds no logits
 */
export function exitReliability(
  trace: Trace,
  { bins = 15, ...scores }: ExitReliabilityOptions = {},
): readonly Reliability[] {
  const { score, right, exits, examples } = ruleColumns(trace, "max-softmax", scores);
  return Array.from({ length: exits }, (_, exit) =>
    reliability(
      Float64Array.from({ length: examples }, (__, n) => score[n * exits + exit] as number),
      Uint8Array.from({ length: examples }, (__, n) => right[n * exits + exit] as number),
      bins,
    ),
  );
}
