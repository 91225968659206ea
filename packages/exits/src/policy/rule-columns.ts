import type { Trace } from "@joulebook/core";
import { type ExitRule, exitScores, type ScoreOptions } from "../rules/exit-scores.js";
import type { ExitColumns } from "../thresholds/exit-data.js";

/** Scores and right answers of a trace in columns, for the threshold functions. */
export function ruleColumns(trace: Trace, rule: ExitRule, options: ScoreOptions = {}): ExitColumns {
  const { score, predicted } = exitScores(trace, rule, options);
  const { exits, label } = trace;
  const right = Uint8Array.from(predicted, (answer, at) => Number(answer === label[Math.floor(at / exits)]));
  return { examples: label.length, exits, score, right };
}
