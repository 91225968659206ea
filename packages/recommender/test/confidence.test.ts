import { budgetAxis, type Interval, normalProbability, random } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { type FeasibleAnswer, recommend } from "../src/index.js";
import { candidate } from "./support/candidate.js";

const within = (low: number, high: number, level = 0.8): Interval => ({ low, high, level, method: "held-out" });
const budget = (energy: number) => ({ kind: "inference", energy }) as const;
const small = candidate({ id: "small", energy: 5, accuracy: 0.6 });
const large = candidate({ id: "large", energy: 10, accuracy: 0.7, energyInterval: within(8, 12.5) });
const single = (...args: Parameters<typeof recommend>) => (recommend(...args) as FeasibleAnswer).single;

describe("a recommendation with a confidence", () => {
  it("plans at the upper end of an 80 % interval for 90 %: one tail holds 10 %", () => {
    const ask = (energy: number) => single([small, large], { budget: budget(energy), confidence: 0.9 });
    expect(ask(12.501).candidate.id).toBe("large");
    expect(ask(12.499).candidate.id).toBe("small");
  });

  it("plans at the stated value for one half, and lower where less is asked", () => {
    expect(single([small, large], { budget: budget(10), confidence: 0.5 }).candidate.id).toBe("large");
    expect(single([small, large], { budget: budget(8.01), confidence: 0.1 }).candidate.id).toBe("large");
    expect(single([small, large], { budget: budget(7.99), confidence: 0.1 }).candidate.id).toBe("small");
  });

  it("says the probability of keeping the budget, by hand", () => {
    // s = ln 1.25 / 1.28155 = 0.174119; ln 1.1 / s = 0.547386; normal distribution there: 0.70794.
    expect(single([large], { budget: budget(11) }).withinBudget).toBeCloseTo(0.70794, 4);
    expect(single([small], { budget: budget(11) }).withinBudget).toBeUndefined();
  });

  it("keeps the budget as often as asked, by simulation", () => {
    // ln E normal around ln 10 with s = ln 1.25 / 1.28155; own draws by Box and Muller, 40,000 of them: standard error 0.15 %.
    const { uniform } = random(5);
    const spread = Math.log(1.25) / 1.2815515655446;
    const draws = Array.from({ length: 40_000 }, () => {
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      return 10 * Math.exp(spread * radius * Math.cos(2 * Math.PI * uniform()));
    });
    for (const confidence of [0.6, 0.9, 0.99]) {
      // The least budget that admits the candidate.
      let [low, high] = [5, 40];
      for (let step = 0; step < 60; step++) {
        const middle = (low + high) / 2;
        if (recommend([large], { budget: budget(middle), confidence }).feasible) high = middle;
        else low = middle;
      }
      const kept = draws.filter((energy) => energy <= high).length / draws.length;
      expect(Math.abs(kept - confidence)).toBeLessThan(0.006);
    }
  });

  it("compares average power where the budget has a rate: idle power shifts the threshold", () => {
    const power = { kind: "power", power: 2, rate: 1 } as const;
    const board = candidate({
      id: "board",
      energy: 1,
      accuracy: 0.7,
      latency: { mean: 0.2 },
      idlePower: 1,
      idleIncluded: true,
      energyInterval: within(0.8, 1.25),
    });
    // Average power 1 W (1 - 0.2) + E / s <= 2 W: E <= 1.2 J; ln 1.2 / 0.174119 = 1.04710; normal distribution there: 0.85248.
    expect(budgetAxis(power).cost(board)).toBeCloseTo(1.8, 12);
    expect(single([board], { budget: power }).withinBudget).toBeCloseTo(0.85248, 4);
  });

  it("limits an uncertain latency at the same confidence", () => {
    const slow = candidate({
      id: "slow",
      energy: 1,
      accuracy: 0.9,
      latency: { mean: 0.1 },
      latencyInterval: within(0.08, 0.125),
    });
    const ask = (limit: number) =>
      recommend([slow], { budget: budget(2), latency: { limit }, confidence: 0.9 }).feasible;
    expect([ask(0.1251), ask(0.1249)]).toEqual([true, false]);
  });

  it("mixes with planned costs: the mean keeps the budget even at the upper ends", () => {
    const { mix } = recommend([small, large], { budget: budget(10), confidence: 0.9 }) as FeasibleAnswer;
    const share = mix?.parts[1]?.share ?? 0;
    expect(share).toBeCloseTo(5 / 7.5, 9);
    expect((1 - share) * 5 + share * 12.5).toBeLessThanOrEqual(10);
  });

  it.each([0, 1, 1.5, Number.NaN])("refuses %d as a confidence", (confidence) => {
    expect(() => recommend([small], { budget: budget(1), confidence })).toThrow("confidence");
  });

  it("refuses an interval that does not hold its value", () => {
    const wrong = candidate({ id: "wrong", energy: 10, accuracy: 0.5, energyInterval: within(1, 2) });
    expect(() => recommend([wrong], { budget: budget(1) })).toThrow('interval of the energy of candidate "wrong"');
  });
});

describe("measurements worth making", () => {
  const huge = candidate({ id: "huge", energy: 14, accuracy: 0.9, energyInterval: within(9, 20) });
  const hopeless = candidate({ id: "hopeless", energy: 90, accuracy: 0.95, energyInterval: within(85, 95) });
  const request = { budget: budget(11), confidence: 0.9 };
  const { reasons } = recommend([small, large, huge, hopeless], request);
  const worth = reasons.filter((reason) => reason.kind === "worth-measuring");

  it("are those of more accurate candidates that may keep the budget, by expected gain", () => {
    expect(worth.map(({ candidate: { id } }) => id)).toEqual(["huge", "large"]);
    for (const { probability, accuracyGain, expectedGain } of worth)
      expect(expectedGain).toBeCloseTo(probability * accuracyGain, 12);
  });

  it("are the best three of many, by the closed form of an interval on either side, in order", () => {
    const { uniform } = random(12, "worth-measuring");
    const many = Array.from({ length: 500 }, (_, index) => {
      const energy = 5 + 15 * uniform();
      const interval = within(energy * (0.6 + 0.3 * uniform()), energy * (1.1 + 0.5 * uniform()));
      return candidate({
        id: `c${index}`,
        energy,
        accuracy: 0.04 * energy + 0.1 * uniform(),
        energyInterval: interval,
      });
    });
    const answer = recommend(many, request);
    const chosen = answer.feasible ? answer.single.accuracy : 0;
    const z = 1.2815515655446004; // Φ⁻¹(0.9), from tables
    const all = many.flatMap(({ id, energy, accuracy, energyInterval }) => {
      const { low, high } = energyInterval as Interval;
      const spread = (11 < energy ? Math.log(energy / low) : Math.log(high / energy)) / z;
      const probability = normalProbability(Math.log(11 / energy) / spread);
      return accuracy > chosen && probability < 0.9 && probability >= 0.01
        ? [{ id, gain: probability * (accuracy - chosen) }]
        : [];
    });
    const best = all.toSorted((a, b) => b.gain - a.gain).slice(0, 3);
    const named = answer.reasons.filter((reason) => reason.kind === "worth-measuring");
    expect(all.length).toBeGreaterThan(20);
    expect(named.map(({ candidate: { id } }) => id)).toEqual(best.map(({ id }) => id));
    named.forEach(({ expectedGain }, at) => expect(expectedGain).toBeCloseTo(best[at]?.gain ?? 0, 9));
  });

  it("gain what a simulation of measuring and choosing again gains", () => {
    // huge lies below 14 with the spread of its lower side: s = ln(14/9) / 1.28155.
    const { uniform } = random(9);
    const spread = Math.log(14 / 9) / 1.2815515655446;
    const count = 40_000;
    let gained = 0;
    for (let draw = 0; draw < count; draw++) {
      const z = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
      // Above 14 the budget of 11 is missed whatever the upper spread.
      const energy = z < 0 ? 14 * Math.exp(spread * z) : 14;
      const known = candidate({ id: "huge", energy, accuracy: 0.9 });
      if (draw % 100 === 0) {
        const { single: again } = recommend([small, large, known], request) as FeasibleAnswer;
        expect(again.candidate.id === "huge").toBe(energy <= 11);
      }
      gained += energy <= 11 ? 0.9 - 0.6 : 0;
    }
    expect(Math.abs(gained / count - (worth[0]?.expectedGain ?? 0))).toBeLessThan(0.003);
  });

  it("are not named where no confidence was asked for", () => {
    const plain = recommend([small, large], { budget: budget(9) });
    expect(plain.reasons.some(({ kind }) => kind === "worth-measuring" || kind === "confidence")).toBe(false);
  });
});
