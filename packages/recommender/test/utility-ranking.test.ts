import { describe, expect, it } from "vitest";
import { type FeasibleAnswer, recommend } from "../src/index.js";
import { candidate } from "./support/candidate.js";

const budget = { kind: "inference", energy: 10 } as const;
const models = [
  candidate({ id: "small", energy: 1, accuracy: 0.5, latency: { mean: 0.01 }, price: 10 }),
  candidate({ id: "medium", energy: 3, accuracy: 0.8, latency: { mean: 0.02 }, price: 20 }),
  candidate({ id: "large", energy: 9, accuracy: 0.9, latency: { mean: 0.09 }, price: 30 }),
  candidate({ id: "too dear", energy: 11, accuracy: 0.99, latency: { mean: 0.01 } }),
];

function ranking(utility: NonNullable<Parameters<typeof recommend>[1]["utility"]>, ranked = 5) {
  const answer = recommend(models, { budget, utility, ranked }) as FeasibleAnswer;
  if (answer.ranking === undefined) throw new Error("a stated utility gives a ranking");
  return answer.ranking;
}

describe("the ranking by utility", () => {
  it("weighs values scaled between the worst and the best of those that fit", () => {
    // accuracy 0, 0.75, 1; energy 1, 0.75, 0: utilities 0.5, 0.75, 0.5
    const { best, regretOfMostAccurate } = ranking({ accuracy: 1, energy: 1 });
    expect(best.map(({ candidate: { id } }) => id)).toEqual(["medium", "large", "small"]);
    expect(best[0]?.utility).toBeCloseTo(0.75, 15);
    expect(regretOfMostAccurate).toBeCloseTo(0.25, 15);
  });

  it("knows only the ratios of the weights", () => {
    expect(ranking({ accuracy: 2, energy: 2 }).best).toEqual(ranking({ accuracy: 1, energy: 1 }).best);
  });

  it("of accuracy alone is the single choice, with no regret", () => {
    const { best, regretOfMostAccurate } = ranking({ accuracy: 1 }, 1);
    expect(best.map(({ candidate: { id } }) => id)).toEqual(["large"]);
    expect(regretOfMostAccurate).toBe(0);
  });

  it("weighs latency and price where asked", () => {
    expect(ranking({ latency: 1 }).best[0]?.candidate.id).toBe("small");
    expect(ranking({ price: 1, accuracy: 1e-9 }).best[0]?.candidate.id).toBe("small");
  });

  it("leaves out and counts candidates that do not state a weighed quantity", () => {
    const unpriced = [...models, candidate({ id: "unpriced", energy: 1, accuracy: 0.9 })];
    const answer = recommend(unpriced, { budget, utility: { price: 1 } }) as FeasibleAnswer;
    expect(answer.ranking?.unranked).toBe(1);
    expect(answer.ranking?.best.map(({ candidate: { id } }) => id)).not.toContain("unpriced");
  });

  it("needs a weight above 0", () => {
    expect(() => recommend(models, { budget, utility: { accuracy: 0 } })).toThrow(/no weight is above 0/);
    expect(() => recommend(models, { budget, utility: { accuracy: -1, energy: 1 } })).toThrow(
      /utility.accuracy: got -1/,
    );
  });
});
