import { describe, expect, it } from "vitest";
import {
  type CostModel,
  discreteOptimum,
  errorTerm,
  exponentialFit,
  nearestAchievable,
  optimalAccuracy,
} from "../../src/index.js";
import { accuracies, decisionCosts } from "./paper-example.js";

interface Design {
  readonly accuracy: number;
  readonly decision: number;
}
const designs = accuracies.map((accuracy, i): Design => ({ accuracy, decision: decisionCosts[i] as number }));
const model = (alpha: number): CostModel<Design> => ({
  alpha,
  decision: { name: "macs", value: ({ decision }) => decision },
  execution: errorTerm(({ accuracy }) => accuracy),
});
const { curve } = exponentialFit(accuracies, decisionCosts);
const depthByRounding = (alpha: number): number => {
  const { accuracy } = optimalAccuracy(curve, alpha, { min: 0.4, max: 0.8 });
  return nearestAchievable(designs, accuracy, (design) => design.accuracy).index + 1;
};

describe("discreteOptimum", () => {
  it("differs from the paper's rounding: depth 5 instead of 4 at alpha 0.1, 2 instead of 1 at 0.9", () => {
    expect(discreteOptimum(designs, model(0.1)).index + 1).toBe(5);
    expect(depthByRounding(0.1)).toBe(4);
    expect(discreteOptimum(designs, model(0.9)).index + 1).toBe(2);
    expect(depthByRounding(0.9)).toBe(1);
  });

  it("is the least of the costs, computed one by one", () => {
    for (const alpha of [0, 0.01, 0.05, 0.1, 0.3, 0.6, 0.9, 0.99, 1]) {
      const costs = designs.map(({ accuracy, decision }) => alpha * decision + (1 - alpha) * (1 - accuracy));
      const { index, cost, design } = discreteOptimum(designs, model(alpha));
      expect(cost).toBe(Math.min(...costs));
      expect(costs[index]).toBe(cost);
      expect(design).toBe(designs[index]);
    }
  });

  it("is the best-accuracy network at alpha 0 and the smallest at alpha 1, and never grows between", () => {
    const depths = [0, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 1].map(
      (alpha) => discreteOptimum(designs, model(alpha)).index + 1,
    );
    expect(depths[0]).toBe(6);
    expect(depths.at(-1)).toBe(1);
    expect(depths).toEqual(depths.toSorted((a, b) => b - a));
  });

  it("of equal costs takes the cheaper decision, then the first", () => {
    const equal: readonly Design[] = [
      { accuracy: 0.8, decision: 0.5 },
      { accuracy: 0.8, decision: 0.25 },
      { accuracy: 0.8, decision: 0.25 },
    ];
    expect(discreteOptimum(equal, model(0)).index).toBe(1);
  });

  it("refuses to choose among nothing", () => {
    expect(() => discreteOptimum([], model(0.5))).toThrow("discreteOptimum: needs at least one design, got none");
  });
});

describe("nearestAchievable", () => {
  const own = (accuracy: number): number => accuracy;

  it("takes the nearest accuracy, and the less accurate one of two equally near", () => {
    expect(nearestAchievable(accuracies, 0.61739, own).index).toBe(1);
    expect(nearestAchievable([0.75, 0.25], 0.5, own)).toMatchObject({ index: 1, accuracy: 0.25 });
  });

  it("refuses NaN and no designs", () => {
    expect(() => nearestAchievable([Number.NaN], 0.5, own)).toThrow("got NaN for design 0");
    expect(() => nearestAchievable([], 0.5, own)).toThrow("needs at least one design");
  });
});
