import {
  type CandidateFigures,
  type Fraction,
  type Inference,
  type Interval,
  normalProbability,
  normalQuantile,
  type Seconds,
} from "@joulebook/core";
import { type LatencyStatistic, latencyStatistic, type RecommendationRequest } from "./request.js";

/** How cautiously a candidate is planned. */
export type Plan = Pick<RecommendationRequest, "margin" | "confidence">;

/** What margin and confidence raise a candidate's energies by. */
export function plannedScale({ energy, energyInterval }: CandidateFigures, { margin = 0, confidence }: Plan): number {
  return (1 + margin) * quantileRatio(energy, energyInterval, confidence);
}

/** What a candidate's inference is planned at: its energies raised by margin and confidence, all else as stated. */
export function plannedInference(candidate: CandidateFigures, plan: Plan): Inference {
  const { energy, energyMax, idleIncluded, idlePower, latency } = candidate;
  const scale = plannedScale(candidate, plan);
  const largest = energyMax === undefined ? undefined : energyMax * scale;
  return { energy: energy * scale, energyMax: largest, idleIncluded, idlePower, latency };
}

/** A candidate's latency as planned: raised by confidence where its mean has an interval. */
export function plannedLatency(
  { latency, latencyInterval }: CandidateFigures,
  statistic: LatencyStatistic,
  { confidence }: Plan,
): Seconds | undefined {
  const stated = latencyStatistic(latency, statistic);
  if (stated === undefined || latency === undefined) return undefined;
  return stated * quantileRatio(latency.mean, latencyInterval, confidence);
}

/**
 * The value that stays unexceeded with probability `confidence`, over the stated one; 1 without an interval or a confidence.
 *
 * Logarithms are normal on either side of the stated value, with the spread that puts the interval's end at its level: at the
 * confidence (1 + level)/2 it is the interval's upper end. Source: docs/equations.md#confidence
 */
function quantileRatio(stated: number, interval: Interval | undefined, confidence: Fraction | undefined): number {
  if (confidence === undefined || interval === undefined) return 1;
  const z = standardQuantile(confidence);
  return Math.exp(z * deviation(stated, interval, z < 0));
}

/** Probability that an uncertain value is at most `limit`; 0 or 1 where it is stated as certain. Source: docs/equations.md#confidence */
export function probabilityWithin(stated: number, interval: Interval | undefined, limit: number): Fraction {
  const spread = interval === undefined ? 0 : deviation(stated, interval, limit < stated);
  if (spread === 0) return stated <= limit ? 1 : 0;
  if (!(limit > 0)) return 0;
  return normalProbability(Math.log(limit / stated) / spread);
}

function deviation(stated: number, { low, high, level }: Interval, below: boolean): number {
  const z = standardQuantile((1 + level) / 2);
  const ratio = below && low > 0 ? stated / low : high / stated;
  return Math.max(0, Math.log(ratio)) / z;
}

/** Tables have few levels, and few confidences are asked for: their quantiles are kept, the last two within reach. */
const quantiles = new Map<Fraction, number>();
const last = { p: Number.NaN, z: 0 };
const before = { p: Number.NaN, z: 0 };

function standardQuantile(p: Fraction): number {
  if (p === last.p) return last.z;
  if (p === before.p) return before.z;
  const z = quantiles.get(p) ?? normalQuantile(p);
  if (quantiles.size < 1000) quantiles.set(p, z);
  [before.p, before.z] = [last.p, last.z];
  [last.p, last.z] = [p, z];
  return z;
}
