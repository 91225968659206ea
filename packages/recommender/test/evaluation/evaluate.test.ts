import type { Candidate } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { evaluate, explainPair, farOffPairs, type Round } from "../../src/index.js";
import { candidate } from "../support/candidate.js";
import { twoRounds } from "../support/two-rounds.js";

const rounds = twoRounds();
const [older, newer] = rounds as [Round, Round];
const evaluation = evaluate(rounds);
const [pair] = evaluation.outOfSample;
if (pair === undefined) throw new Error("the golden table holds one pair of rounds");

/** Sorted, linearly interpolated: written out here so that it shares nothing with what it checks. */
function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const [low, high] = [Math.floor(place), Math.ceil(place)];
  return (sorted[low] as number) + (place - low) * ((sorted[high] as number) - (sorted[low] as number));
}

/** The gaps of the best single candidate and of the best of all pairs, chosen by `known` and paid for by `paid`. */
function gapsByTryingAll(known: readonly Candidate[], paid: readonly Candidate[]): { single: number[]; mix: number[] } {
  const price = new Map(paid.map(({ model, energy }) => [model, energy]));
  const cost = ({ model }: Candidate): number => price.get(model) as number;
  const cheapest = Math.min(...known.map(({ energy }) => energy));
  const top = known.toSorted((a, b) => b.accuracy - a.accuracy || a.energy - b.energy)[0] as Candidate;
  const single: number[] = [];
  const mix: number[] = [];
  for (let k = 0; k < 50; k++) {
    const budget = k === 0 ? cheapest : k === 49 ? top.energy : cheapest * (top.energy / cheapest) ** (k / 49);
    const within = known.filter(({ energy }) => energy <= budget);
    const best = within.toSorted((a, b) => b.accuracy - a.accuracy || a.energy - b.energy)[0] as Candidate;
    single.push(Math.abs(cost(best) - budget) / budget);
    let reached = best.accuracy;
    let spent = cost(best);
    for (const low of within) {
      for (const high of known) {
        if (high.energy <= budget) continue;
        const share = (budget - low.energy) / (high.energy - low.energy);
        const accuracy = low.accuracy + share * (high.accuracy - low.accuracy);
        if (accuracy <= reached + 1e-15) continue;
        reached = accuracy;
        spent = (1 - share) * cost(low) + share * cost(high);
      }
    }
    mix.push(Math.abs(spent - budget) / budget);
  }
  return { single, mix };
}

describe("an evaluation in sample", () => {
  const [first] = evaluation.inSample.perRound;

  it("finds the gaps that trying every candidate finds", () => {
    const { single } = gapsByTryingAll(older.candidates, older.candidates);
    expect(first?.single.median).toBeCloseTo(quantile(single, 0.5), 12);
    expect(first?.single.p90).toBeCloseTo(quantile(single, 0.9), 12);
  });

  it("never exceeds a budget and is as accurate as the oracle", () => {
    for (const { single, mix } of evaluation.inSample.perRound) {
      for (const summary of [single, mix]) {
        expect(summary.answered).toBe(50);
        expect(summary.violations).toBe(0);
        expect(Math.abs(summary.accuracyLoss as number)).toBeLessThan(1e-12);
      }
    }
  });

  it("meets every budget exactly with the mix, to rounding", () => {
    for (const { points } of evaluation.inSample.perRound) {
      for (const { mix } of points) expect(mix?.gap).toBeLessThan(1e-14);
    }
  });

  it("leaves a single choice farther from the budget than 7 %, as the spacing of the front alone predicts", () => {
    for (const { single, spacing } of evaluation.inSample.perRound) {
      expect(single.median).toBeGreaterThan(0.07);
      // 50 budgets sample the continuous distribution: 2 steps of ln(span) / 49 are the resolution.
      expect(Math.abs((single.median as number) - spacing.medianGap)).toBeLessThan(
        (2 * Math.log(spacing.span)) / 49 / 2,
      );
    }
  });

  it("takes the newest round of each backend for a device", () => {
    const [device] = evaluation.inSample.perDevice;
    expect(evaluation.inSample.perDevice).toHaveLength(1);
    expect(device?.software).toEqual([`tflite-ruy: ${newer.software}`]);
  });
});

describe("an evaluation out of sample", () => {
  it("compares the two rounds in order of time", () => {
    expect(evaluation.outOfSample).toHaveLength(1);
    expect(pair.pair).toMatchObject({ models: 94, onlyOlder: 0, onlyNewer: 0 });
    expect([pair.pair.older.round, pair.pair.newer.round]).toEqual(["v1.0", "v2.0"]);
  });

  it("finds the gaps that trying all candidates and pairs finds", () => {
    const { single, mix } = gapsByTryingAll(older.candidates, newer.candidates);
    expect(pair.asPlanned.single.median).toBeCloseTo(quantile(single, 0.5), 12);
    expect(pair.asPlanned.mix.median).toBeCloseTo(quantile(mix, 0.5), 9);
    expect(pair.asPlanned.mix.p90).toBeCloseTo(quantile(mix, 0.9), 9);
  });

  it("finds them after scaling by three re-measured models too", () => {
    const { factor, probes } = pair.scaled;
    expect(probes).toHaveLength(3);
    expect(factor).toBe(probes.map(({ ratio }) => ratio).toSorted((a, b) => a - b)[1]);
    const planned = older.candidates.map((row) => ({ ...row, energy: row.energy * factor }));
    const { single, mix } = gapsByTryingAll(planned, newer.candidates);
    expect(pair.scaled.single.median).toBeCloseTo(quantile(single, 0.5), 12);
    expect(pair.scaled.mix.median).toBeCloseTo(quantile(mix, 0.5), 9);
  });

  it("can leave the re-measured models out of choice and score", () => {
    const probes = new Set(pair.scaled.probes.map(({ model }) => model));
    const rest = (round: Round, factor: number) =>
      round.candidates
        .filter(({ model }) => !probes.has(model))
        .map((row) => ({ ...row, energy: row.energy * factor }));
    const { mix } = gapsByTryingAll(rest(older, pair.scaled.factor), rest(newer, 1));
    expect(pair.withoutProbes.mix.median).toBeCloseTo(quantile(mix, 0.5), 9);
  });

  it("estimates no margin from the board it scores", () => {
    for (const { margin } of [...pair.asPlanned.margins, ...pair.scaled.margins]) expect(margin).toBeUndefined();
  });

  it("names the pair as far off while the board's idle power changed, and says so", () => {
    expect(farOffPairs(evaluation.outOfSample)).toEqual([pair]);
    expect(pair.change.idle?.ratio).toBeLessThan(0.8);
    expect(explainPair(pair).join(" ")).toMatch(/idle power 7\d %/);
    expect(farOffPairs(evaluation.outOfSample, { asPlanned: 0.2, scaled: 0.1 })).toEqual([]);
  });
});

describe("a margin from other boards", () => {
  // The same pair on a second board, whose energies all rose by 25 %.
  const second = [older, older].map(
    (round, index): Round => ({
      ...round,
      device: "other board",
      round: index === 0 ? "first" : "second",
      time: index === 0 ? "2020" : "2021",
      candidates: round.candidates.map((row) => ({ ...row, energy: row.energy * (index === 0 ? 1 : 1.25) })),
    }),
  );
  const both = evaluate([...rounds, ...second]);

  it("is the quantile of the other boards' errors, and never of the board's own", () => {
    const board = both.outOfSample.find(({ pair: { older: key } }) => key.device === "raspberry-pi-4");
    for (const { margin } of board?.asPlanned.margins ?? []) expect(margin).toBeCloseTo(0.25, 12);
    const other = both.outOfSample.find(({ pair: { older: key } }) => key.device === "other board");
    expect(other?.asPlanned.margins.map(({ margin }) => margin)).toEqual([0, 0, 0]);
  });

  it("that covers the true change trades accuracy for having no violation", () => {
    const boards = evaluate([...second, ...second.map((round) => ({ ...round, device: "third board" }))]);
    expect(boards.outOfSample).toHaveLength(2);
    for (const { asPlanned } of boards.outOfSample) {
      expect(asPlanned.mix.violations).toBe(50);
      for (const { margin, mix, accuracyGivenUp } of asPlanned.margins) {
        expect(margin).toBeCloseTo(0.25, 12);
        expect(mix?.worstExcess).toBeLessThan(1e-12);
        expect(mix?.answered).toBeLessThan(50);
        expect(accuracyGivenUp).toBeGreaterThan(0);
      }
    }
  });
});

describe("an evaluation of little", () => {
  it("of no rounds has no numbers rather than zeros", () => {
    const nothing = evaluate([]);
    expect(nothing.summary.inSample).toEqual({});
    expect(nothing.summary.outOfSample).toEqual({ pairs: 0, asPlanned: {}, scaled: {}, withoutProbes: {} });
  });

  it("leaves out rounds with fewer models than asked for", () => {
    const small: Round = { ...older, candidates: [candidate({ id: "only", energy: 1, accuracy: 0.5 })] };
    expect(evaluate([small]).inSample.perRound).toEqual([]);
  });
});
