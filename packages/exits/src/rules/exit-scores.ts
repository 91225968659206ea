import { exitCodes, InputError, type Trace } from "@joulebook/core";
import { softmax } from "./softmax.js";

/** How sure an exit is of an answer, in [0, 1], higher is surer. */
export type ExitRule = "max-softmax" | "entropy" | "margin";
export const exitRules: readonly ExitRule[] = ["max-softmax", "entropy", "margin"];

export interface ScoreOptions {
  /** Temperature of each exit's softmax; needs logits. */
  readonly temperatures?: readonly number[];
  /** Answer with the mean of the probabilities of all exits passed; needs logits. */
  readonly combine?: boolean;
}

/** Score and answer of every example at every exit; value of example n and exit k at n * exits + k. */
export interface ExitScores {
  readonly score: Float64Array;
  readonly predicted: Int32Array;
}

/**
 * How sure every exit is, by a rule: the largest probability, one less the entropy over ln C, or the margin of the two largest
 * probabilities. From logits where the trace has them, else from its own columns.
 *
 * Source: docs/equations.md#exit-rules
 *
 * @throws InputError (exit code 3) naming the columns that a rule misses
 */
export function exitScores(trace: Trace, rule: ExitRule, options: ScoreOptions = {}): ExitScores {
  const { temperatures, combine = false } = options;
  if (trace.logits !== undefined && trace.classes !== undefined) return fromLogits(trace, rule, options);
  const wants = [...(temperatures === undefined ? [] : ["a temperature"]), ...(combine ? ["combining exits"] : [])];
  if (wants.length > 0) throw missing(wants.join(" and "), "logits (columns z1_0, z1_1, ...)");
  if (rule === "max-softmax") return { score: trace.confidence, predicted: trace.predicted };
  if (rule === "margin") {
    if (trace.margin === undefined) throw missing("the rule margin", "margins (columns m1, m2, ...) or logits");
    return { score: trace.margin, predicted: trace.predicted };
  }
  if (trace.entropy === undefined || trace.classes === undefined) {
    throw missing("the rule entropy", "entropies (columns h1, h2, ...) with a known number of classes, or logits");
  }
  const most = Math.log(trace.classes);
  return { score: trace.entropy.map((value) => clamped(1 - value / most)), predicted: trace.predicted };
}

function missing(what: string, columns: string): InputError {
  return new InputError(
    [{ code: "missing-columns", message: `${what} needs ${columns}, which the trace lacks` }],
    exitCodes.invalidInput,
  );
}

function fromLogits(trace: Trace, rule: ExitRule, { temperatures, combine = false }: ScoreOptions): ExitScores {
  const { exits, logits, classes } = trace as Trace & { readonly logits: Float64Array; readonly classes: number };
  const count = trace.label.length;
  const score = new Float64Array(count * exits);
  const predicted = new Int32Array(count * exits);
  const probabilities = new Float64Array(classes);
  const mean = new Float64Array(classes);
  for (let n = 0; n < count; n++) {
    mean.fill(0);
    for (let k = 0; k < exits; k++) {
      const at = n * exits + k;
      softmax(logits, at * classes, classes, temperatures?.[k] ?? 1, probabilities);
      if (combine) {
        for (let c = 0; c < classes; c++) {
          mean[c] = ((mean[c] as number) * k + (probabilities[c] as number)) / (k + 1);
          probabilities[c] = mean[c] as number;
        }
      }
      predicted[at] = largest(probabilities);
      score[at] = ruleScore(rule, probabilities);
    }
  }
  return { score, predicted };
}

function largest(values: Float64Array): number {
  let best = 0;
  for (let c = 1; c < values.length; c++) if ((values[c] as number) > (values[best] as number)) best = c;
  return best;
}

function ruleScore(rule: ExitRule, probabilities: Float64Array): number {
  let [first, second, entropy] = [0, 0, 0];
  for (const p of probabilities) {
    if (p > first) [first, second] = [p, first];
    else if (p > second) second = p;
    if (p > 0) entropy -= p * Math.log(p);
  }
  if (rule === "max-softmax") return clamped(first);
  return clamped(rule === "margin" ? first - second : 1 - entropy / Math.log(probabilities.length));
}

function clamped(value: number): number {
  return Math.min(1, Math.max(0, value));
}
