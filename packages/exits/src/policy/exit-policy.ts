import { type Fraction, InputError, type Interval, quantiles, random, type Trace } from "@joulebook/core";
import { checkCosts } from "../thresholds/exit-data.js";
import { type ExitRule, type ExitScores, exitScores, type ScoreOptions } from "../rules/exit-scores.js";

/** When examples leave. */
export interface ExitPolicy extends ScoreOptions {
  readonly rule: ExitRule;
  /** One for each exit but the last; Infinity: nobody leaves there. */
  readonly thresholds: readonly number[];
  /** By predicted class instead: thresholds[exit][class]. */
  readonly classThresholds?: readonly (readonly number[])[];
}

/** What it costs until and with each exit; costs never fall. */
export interface ExitCosts {
  /** J, or any unit that grows with energy. */
  readonly energy: readonly number[];
  /** s. */
  readonly latency?: readonly number[];
}

/** What a policy gives on a trace. */
export interface PolicyResult {
  readonly examples: number;
  readonly accuracy: Fraction;
  readonly exitShares: readonly Fraction[];
  /** Accuracy among those that leave at each exit; undefined where nobody does. */
  readonly exitAccuracy: readonly (Fraction | undefined)[];
  readonly energy: number;
  readonly latency?: number;
  /** E[E T] and E[E] E[T]. */
  readonly meanOfProducts?: number;
  readonly productOfMeans?: number;
  /** The most that any input may cost: that of the deepest exit that the thresholds leave open, seen or not. */
  readonly worstEnergy: number;
  readonly worstLatency?: number;
  readonly p99Energy: number;
  readonly p99Latency?: number;
  readonly intervals: { readonly accuracy: Interval; readonly energy: Interval; readonly latency?: Interval };
}

export interface EvaluatePolicyOptions {
  readonly seed?: number;
  /** Bootstrap resamples; default 2000. */
  readonly resamples?: number;
  readonly level?: Fraction;
}

/**
 * Replays a trace under a policy: accuracy, exit shares, energy, latency and their products, the worst case and the 99th
 * percentile, with bootstrap intervals over the examples.
 *
 * Source: docs/equations.md#exit-policy
 *
 * @throws InputError (exit code 3) when the rule's columns are missing, costs fall with depth or do not fit the exits, or there is not
 * one threshold from 0 for each exit but the last
 */
export function evaluatePolicy(
  trace: Trace,
  policy: ExitPolicy,
  costs: ExitCosts,
  options: EvaluatePolicyOptions = {},
): PolicyResult {
  checkExitCosts(costs, trace.exits);
  checkPolicy(policy, trace.exits);
  if (trace.label.length === 0) throw new InputError([{ code: "no-examples", message: "the trace has no examples" }]);
  const scores = exitScores(trace, policy.rule, policy);
  const cells = countCells(trace, scores, policy);
  return resultOf(cells, costs, { ...options, deepest: deepestExit(policy, trace.exits) });
}

/** @throws InputError unless there is one cost per exit, none falling */
export function checkExitCosts({ energy, latency }: ExitCosts, exits: number): void {
  const problems: { code: string; message: string; expected?: string }[] = [];
  for (const [name, values] of [
    ["energies", energy],
    ["latencies", latency],
  ] as const) {
    if (values === undefined) continue;
    if (values.length !== exits)
      problems.push({ code: "lengths", message: `there are ${values.length} ${name} for ${exits} exits` });
    else
      checkCosts(
        values,
        (code, message, expected) =>
          void problems.push({ code, message: `${name}: ${message}`, ...(expected === undefined ? {} : { expected }) }),
      );
  }
  if (problems.length > 0) throw new InputError(problems);
}

/** Thresholds above 1 are allowed here: nobody leaves. */
function checkPolicy({ thresholds, classThresholds }: ExitPolicy, exits: number): void {
  for (const [what, count] of [
    ["thresholds", thresholds.length],
    ["lists of thresholds by class", classThresholds?.length ?? exits - 1],
  ] as const) {
    if (count === exits - 1) continue;
    const message = `there are ${count} ${what} for ${exits} exits`;
    throw new InputError([{ code: "thresholds", message, expected: `${exits - 1}, one for each exit but the last` }]);
  }
  const wrong = [...thresholds, ...(classThresholds ?? []).flat()].find((value) => !(value >= 0));
  if (wrong === undefined) return;
  throw new InputError([{ code: "bad-threshold", message: `a threshold is ${wrong}`, expected: "a number from 0" }]);
}

interface Cells {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

function countCells(
  trace: Trace,
  { score, predicted }: ExitScores,
  { thresholds, classThresholds }: ExitPolicy,
): Cells {
  const { exits, label } = trace;
  const left = Array.from({ length: exits }, () => 0);
  const right = Array.from({ length: exits }, () => 0);
  for (let n = 0; n < label.length; n++) {
    let k = 0;
    for (; k < exits - 1; k++) {
      const at = n * exits + k;
      const threshold = classThresholds?.[k]?.[predicted[at] as number] ?? (thresholds[k] as number);
      if ((score[at] as number) >= threshold) break;
    }
    left[k] = (left[k] as number) + 1;
    if (predicted[n * exits + k] === label[n]) right[k] = (right[k] as number) + 1;
  }
  return { left, right };
}

function resultOf(
  { left, right }: Cells,
  costs: ExitCosts,
  { deepest, ...options }: EvaluatePolicyOptions & { readonly deepest: number },
): PolicyResult {
  const { energy, latency } = costs;
  const examples = left.reduce((sum, count) => sum + count, 0);
  const mean = (counts: readonly number[], of: readonly number[]): number =>
    counts.reduce((sum, count, k) => sum + count * (of[k] as number), 0) / examples;
  const accuracy = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0) / examples;
  const products = latency === undefined ? undefined : energy.map((value, k) => value * (latency[k] as number));
  const means = { energy: mean(left, energy), ...(latency === undefined ? {} : { latency: mean(left, latency) }) };
  return {
    examples,
    accuracy: accuracy(right),
    exitShares: left.map((count) => count / examples),
    exitAccuracy: left.map((count, k) => (count === 0 ? undefined : (right[k] as number) / count)),
    ...means,
    ...(products === undefined
      ? {}
      : { meanOfProducts: mean(left, products), productOfMeans: means.energy * (means.latency ?? 0) }),
    worstEnergy: energy[deepest] as number,
    ...(latency === undefined ? {} : { worstLatency: latency[deepest] as number }),
    p99Energy: energy[percentileExit(left, 0.99)] as number,
    ...(latency === undefined ? {} : { p99Latency: latency[percentileExit(left, 0.99)] as number }),
    intervals: bootstrap({ left, right }, costs, examples, options),
  };
}

/** The first exit where everybody leaves whatever its confidence, else the last. */
function deepestExit({ thresholds, classThresholds }: ExitPolicy, exits: number): number {
  const open = thresholds.findIndex((threshold, k) => Math.max(threshold, ...(classThresholds?.[k] ?? [])) <= 0);
  return open < 0 ? exits - 1 : open;
}

/** The exit that a share of the examples has left by; costs grow with depth, so it is that percentile of the cost. */
function percentileExit(left: readonly number[], share: number): number {
  const examples = left.reduce((sum, count) => sum + count, 0);
  let gone = 0;
  for (const [k, count] of left.entries()) {
    gone += count;
    if (gone >= share * examples) return k;
  }
  return left.length - 1;
}

/** Resamples the examples: their exits and whether they were right are all that counts, so the counts are redrawn. */
function bootstrap(
  { left, right }: Cells,
  { energy, latency }: ExitCosts,
  examples: number,
  { seed = 0, resamples = 2000, level = 0.95 }: EvaluatePolicyOptions,
): PolicyResult["intervals"] {
  const draw = random(seed, "exit-policy");
  const cells = left.flatMap((count, k) => [
    { share: (right[k] as number) / examples, exit: k, right: 1 },
    { share: (count - (right[k] as number)) / examples, exit: k, right: 0 },
  ]);
  const samples = { accuracy: [] as number[], energy: [] as number[], latency: [] as number[] };
  for (let sample = 0; sample < resamples; sample++) {
    let [rest, probability, good, joules, seconds] = [examples, 1, 0, 0, 0];
    for (const cell of cells) {
      const count = probability <= 0 ? 0 : binomial(rest, Math.min(1, cell.share / probability), draw);
      good += count * cell.right;
      joules += count * (energy[cell.exit] as number);
      seconds += count * (latency?.[cell.exit] ?? 0);
      rest -= count;
      probability -= cell.share;
    }
    samples.accuracy.push(good / examples);
    samples.energy.push(joules / examples);
    samples.latency.push(seconds / examples);
  }
  const interval = (values: readonly number[]): Interval => {
    const [low, high] = quantiles(values, [(1 - level) / 2, (1 + level) / 2]) as [number, number];
    return { low, high, level, method: "bootstrap" };
  };
  return {
    accuracy: interval(samples.accuracy),
    energy: interval(samples.energy),
    ...(latency === undefined ? {} : { latency: interval(samples.latency) }),
  };
}

/** A binomial draw: by counting where the variance is small, else by the normal approximation, rounded. */
function binomial(n: number, p: number, draw: ReturnType<typeof random>): number {
  if (n === 0 || p <= 0) return 0;
  if (p >= 1) return n;
  const variance = n * p * (1 - p);
  if (variance > 25) return Math.min(n, Math.max(0, Math.round(n * p + Math.sqrt(variance) * draw.normal())));
  if (p > 0.5) return n - binomial(n, 1 - p, draw);
  // Waiting times between successes are geometric: few draws where successes are rare.
  let [count, at] = [0, 0];
  for (;;) {
    at += Math.floor(Math.log1p(-draw.uniform()) / Math.log1p(-p)) + 1;
    if (at > n) return count;
    count++;
  }
}
