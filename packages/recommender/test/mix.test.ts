import type { Candidate } from "@joulebook/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FeasibleAnswer, mixed, mixShare, recommend } from "../src/index.js";
import { candidate, tables } from "./support/candidate.js";
import { seeded } from "./support/seeded.js";

const inference = (energy: number) => ({ kind: "inference", energy }) as const;

/** Best mean accuracy of any one or two candidates of one device at a mean energy within the budget, by trying all. */
function bestOfAllPairs(candidates: readonly Candidate[], budget: number, memory = Infinity): number | undefined {
  let best: number | undefined;
  for (const low of candidates) {
    if (low.energy > budget || (low.memory ?? 0) > memory) continue;
    best = Math.max(best ?? 0, low.accuracy);
    for (const high of candidates) {
      if (high.device !== low.device || high.energy <= budget || (low.memory ?? 0) + (high.memory ?? 0) > memory)
        continue;
      const share = (budget - low.energy) / (high.energy - low.energy);
      best = Math.max(best, (1 - share) * low.accuracy + share * high.accuracy);
    }
  }
  return best;
}

/**
 * Optimum of max a·x over Σx = 1, c·x + s = B, x >= 0, s >= 0 by Cramer's rule on every basis: two of the n + 1 columns
 * (slack included). Shares no idea with hulls or segments.
 */
function linearProgramme(candidates: readonly Candidate[], budget: number): number | undefined {
  const columns = [...candidates.map(({ energy, accuracy }) => [1, energy, accuracy]), [0, 1, 0]] as [
    number,
    number,
    number,
  ][];
  let best: number | undefined;
  for (const [p, [one, cost, gain]] of columns.entries()) {
    for (const [otherOne, otherCost, otherGain] of columns.slice(p + 1)) {
      const determinant = one * otherCost - otherOne * cost;
      if (determinant === 0) continue;
      const x = (otherCost - otherOne * budget) / determinant;
      const y = (one * budget - cost) / determinant;
      if (x < 0 || y < 0) continue;
      best = Math.max(best ?? 0, x * gain + y * otherGain);
    }
  }
  return best;
}

describe("the mix", () => {
  it("shares inferences between two models as hand arithmetic says", () => {
    const models = [
      candidate({ id: "small", energy: 1, accuracy: 0.5 }),
      candidate({ id: "below the hull", energy: 2, accuracy: 0.55 }),
      candidate({ id: "large", energy: 5, accuracy: 0.9 }),
    ];
    const { mix } = recommend(models, { budget: inference(2) }) as FeasibleAnswer;
    expect(mix?.parts.map((part) => [part.candidate.id, part.share])).toEqual([
      ["small", 0.75],
      ["large", 0.25],
    ]);
    expect(mix).toMatchObject({ energy: 2, cost: 2, gap: 0, worstEnergy: 5 });
    expect(mix?.accuracy).toBeCloseTo(0.6, 15);
    expect(mix?.shadowPrice).toBeCloseTo(0.1, 15);
  });

  it("reaches what the best of all pairs reaches, over any table and budget", () => {
    fc.assert(
      fc.property(tables, fc.double({ min: 0.4, max: 13, noNaN: true }), (table, budget) => {
        const answer = recommend(table, { budget: inference(budget) });
        const best = bestOfAllPairs(table, budget);
        expect(answer.feasible).toBe(best !== undefined);
        if (answer.feasible) expect(answer.mix?.accuracy).toBeCloseTo(best as number, 12);
      }),
      seeded(1000),
    );
  });

  it("reaches the optimum of the linear programme over all shares of one device", () => {
    fc.assert(
      fc.property(tables, fc.double({ min: 0.4, max: 13, noNaN: true }), (table, budget) => {
        const oneBoard = table.map((row) => ({ ...row, device: "board" }));
        const answer = recommend(oneBoard, { budget: inference(budget) });
        const best = linearProgramme(oneBoard, budget);
        expect(answer.feasible).toBe(best !== undefined);
        if (answer.feasible) expect(answer.mix?.accuracy).toBeCloseTo(best as number, 9);
      }),
      seeded(1000),
    );
  });

  it("is certified by its shadow price: no candidate lies above the price line (duality)", () => {
    fc.assert(
      fc.property(tables, fc.double({ min: 0.4, max: 13, noNaN: true }), (table, budget) => {
        const oneBoard = table.map((row) => ({ ...row, device: "board" }));
        const answer = recommend(oneBoard, { budget: inference(budget) });
        if (!answer.feasible || answer.mix === undefined) return;
        const { accuracy, cost, shadowPrice } = answer.mix;
        expect(shadowPrice).toBeGreaterThanOrEqual(0);
        for (const other of oneBoard) {
          expect(other.accuracy).toBeLessThanOrEqual(accuracy + shadowPrice * (other.energy - cost) + 1e-9);
        }
        if (shadowPrice > 0) expect(cost).toBeGreaterThanOrEqual(budget * (1 - 1e-14));
      }),
      seeded(1000),
    );
  });

  it("never exceeds the budget on average, not by one unit in the last place", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1e3, noNaN: true }),
        fc.double({ min: 1e-12, max: 1e3, noNaN: true }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (low, width, place) => {
          const high = low + width;
          const budget = low + place * (high - low);
          fc.pre(low <= budget && budget < high);
          const mean = mixed(mixShare({ low, high, budget }), low, high);
          expect(mean).toBeLessThanOrEqual(budget);
          expect(mean).toBeGreaterThanOrEqual(budget * (1 - 8 * Number.EPSILON));
        },
      ),
      seeded(5000),
    );
  });

  it("fits both parts in memory together, and then is as good as the best pair that does", () => {
    fc.assert(
      fc.property(
        tables,
        fc.double({ min: 0.4, max: 13, noNaN: true }),
        fc.integer({ min: 1, max: 19 }),
        (table, budget, memory) => {
          const answer = recommend(table, { budget: inference(budget), memory });
          const best = bestOfAllPairs(table, budget, memory);
          expect(answer.feasible).toBe(best !== undefined);
          if (!answer.feasible) return;
          expect(answer.mix?.memory).toBeLessThanOrEqual(memory);
          expect(answer.mix?.accuracy).toBeCloseTo(best as number, 12);
          expect(answer.mix?.cost).toBeLessThanOrEqual(budget);
        },
      ),
      seeded(1500),
    );
  });

  it("never joins candidates of two devices", () => {
    const models = [
      candidate({ id: "a", device: "a", energy: 1, accuracy: 0.5 }),
      candidate({ id: "b", device: "b", energy: 3, accuracy: 0.9 }),
    ];
    const { mix } = recommend(models, { budget: inference(2) }) as FeasibleAnswer;
    expect(mix?.parts.map((part) => part.candidate.id)).toEqual(["a"]);
  });

  it("holds the latency limit for each part and reports mean and worst", () => {
    const models = [
      candidate({ id: "small", energy: 1, accuracy: 0.5, latency: { mean: 0.01, p90: 0.02 } }),
      candidate({ id: "large", energy: 3, accuracy: 0.7, latency: { mean: 0.03, p90: 0.04 } }),
      candidate({ id: "slow", energy: 3, accuracy: 0.9, latency: { mean: 0.03, p90: 0.05 } }),
    ];
    const { mix } = recommend(models, {
      budget: inference(2),
      latency: { limit: 0.04, statistic: "p90" },
    }) as FeasibleAnswer;
    expect(mix?.parts.map((part) => part.candidate.id)).toEqual(["small", "large"]);
    expect(mix?.latency?.worst).toBe(0.04);
    expect(mix?.latency?.mean).toBeCloseTo(0.03, 15);
  });

  it("meets an average power exactly, idle power between inferences included", () => {
    // P = P_idle + r (E - P_idle t): 1 + 2 (1 - 0.1) = 2.8 W and 1 + 2 (3 - 0.3) = 6.4 W; 4 W is a third of the way.
    const idle = { idlePower: 1, idleIncluded: true };
    const models = [
      candidate({ id: "small", energy: 1, accuracy: 0.6, latency: { mean: 0.1 }, ...idle }),
      candidate({ id: "large", energy: 3, accuracy: 0.9, latency: { mean: 0.3 }, ...idle }),
    ];
    const { mix } = recommend(models, { budget: { kind: "power", power: 4, rate: 2 } }) as FeasibleAnswer;
    expect(mix?.parts[1]?.share).toBeCloseTo(1 / 3, 14);
    expect(mix?.cost).toBeLessThanOrEqual(4);
    expect(mix?.cost).toBeCloseTo(4, 14);
    expect(mix?.accuracy).toBeCloseTo(0.7, 14);
  });
});
