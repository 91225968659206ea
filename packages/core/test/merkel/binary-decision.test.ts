import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  binaryDecisionEnergy,
  type CostCurve,
  curveCost,
  equivalentAlpha,
  equivalentPenalty,
  optimalAccuracy,
  optimalDecisionAccuracy,
} from "../../src/index.js";
import { relativeError } from "../relative-error.js";
import { goldenSection } from "./golden-section.js";

const curve: CostCurve = { kind: "exponential", a: 6.98727e-6, b: 14.857647 };
const range = { min: 0.4, max: 0.8 };
const milli = 1e-3;

describe("binaryDecisionEnergy", () => {
  it("is E_D + A E_X + (1 - A) gamma E_X: 2 + 3 + 3", () => {
    expect(binaryDecisionEnergy({ decisionEnergy: 2, accuracy: 0.75, executionEnergy: 4, penalty: 3 })).toBe(8);
  });

  it("does not depend on accuracy when a wrong decision costs no more than a right one", () => {
    const energy = (accuracy: number): number =>
      binaryDecisionEnergy({ decisionEnergy: 2, accuracy, executionEnergy: 4, penalty: 1 });
    expect(energy(0)).toBe(energy(1));
  });

  it("refuses negative energies, accuracies outside [0, 1] and penalties below 1", () => {
    const decision = { decisionEnergy: 1, accuracy: 0.5, executionEnergy: 1, penalty: 2 };
    expect(() => binaryDecisionEnergy({ ...decision, decisionEnergy: -1 })).toThrow(
      "decisionEnergy must be at least 0 J",
    );
    expect(() => binaryDecisionEnergy({ ...decision, accuracy: 1.2 })).toThrow("accuracy must be in [0, 1], got 1.2");
    expect(() => binaryDecisionEnergy({ ...decision, penalty: 0.5 })).toThrow("penalty must be at least 1, got 0.5");
    expect(() => binaryDecisionEnergy({ ...decision, executionEnergy: Number.NaN })).toThrow("executionEnergy must be");
  });
});

describe("optimalDecisionAccuracy", () => {
  it("minimises the energy of (8), found by golden-section search in joules", () => {
    const settings = fc.record({
      executionEnergy: fc.double({ min: 0.1 * milli, max: 100 * milli, noNaN: true }),
      penalty: fc.double({ min: 1.01, max: 20, noNaN: true }),
      maxDecisionEnergy: fc.double({ min: 0.1 * milli, max: 10 * milli, noNaN: true }),
    });
    fc.assert(
      fc.property(settings, (setting) => {
        const energy = (accuracy: number): number => {
          const decisionEnergy = setting.maxDecisionEnergy * curveCost(curve, accuracy);
          return binaryDecisionEnergy({ decisionEnergy, accuracy, ...setting });
        };
        const { accuracy } = optimalDecisionAccuracy(curve, setting, range);
        const found = goldenSection(energy, range.min, range.max);
        expect(energy(accuracy)).toBeLessThanOrEqual(energy(found) * (1 + 1e-14));
      }),
    );
  });

  it("is ln((gamma - 1) E_X / (a b E_Dmax)) / b: with (3 - 1) 2 / 4 = 1, -ln(ab) / b = 0.61739", () => {
    const { accuracy } = optimalDecisionAccuracy(
      curve,
      { executionEnergy: 2, penalty: 3, maxDecisionEnergy: 4 },
      range,
    );
    expect(Math.abs(accuracy - 0.61739)).toBeLessThan(5e-6);
  });

  it("is the cheapest design for gamma 1 or E_X 0, and the most accurate one for a huge penalty", () => {
    const base = { executionEnergy: 1, penalty: 2, maxDecisionEnergy: 1 };
    expect(optimalDecisionAccuracy(curve, { ...base, penalty: 1 }, range)).toEqual({ accuracy: 0.4, clampedTo: "min" });
    expect(optimalDecisionAccuracy(curve, { ...base, executionEnergy: 0 }, range).accuracy).toBe(0.4);
    expect(optimalDecisionAccuracy(curve, { ...base, penalty: 1e9 }, range)).toMatchObject({
      accuracy: 0.8,
      clampedTo: "max",
    });
  });
});

describe("equivalentAlpha", () => {
  it("is 1 / (1 + (gamma - 1) E_X / E_Dmax): 1 / (1 + 3)", () => {
    expect(equivalentAlpha({ executionEnergy: 3, penalty: 2, maxDecisionEnergy: 1 })).toBe(0.25);
  });

  it("is 1 where nothing follows from a wrong decision", () => {
    expect(equivalentAlpha({ executionEnergy: 3, penalty: 1, maxDecisionEnergy: 1 })).toBe(1);
    expect(equivalentAlpha({ executionEnergy: 0, penalty: 5, maxDecisionEnergy: 1 })).toBe(1);
  });

  it("has the same optimum as the decision it stands for", () => {
    const decision = { executionEnergy: 2.5, penalty: 1.7, maxDecisionEnergy: 0.9 };
    const viaAlpha = optimalAccuracy(curve, equivalentAlpha(decision), range).accuracy;
    expect(relativeError(optimalDecisionAccuracy(curve, decision, range).accuracy, viaAlpha)).toBeLessThan(1e-14);
  });

  it("is undone by equivalentPenalty, and undoes it", () => {
    expect(equivalentPenalty({ alpha: 0.25, executionEnergy: 3, maxDecisionEnergy: 1 })).toBe(2);
    expect(equivalentPenalty({ alpha: 0, executionEnergy: 3, maxDecisionEnergy: 1 })).toBe(Number.POSITIVE_INFINITY);
    expect(equivalentPenalty({ alpha: 1, executionEnergy: 3, maxDecisionEnergy: 1 })).toBe(1);
    const penalty = equivalentPenalty({ alpha: 0.37, executionEnergy: 3, maxDecisionEnergy: 2 });
    expect(relativeError(equivalentAlpha({ executionEnergy: 3, penalty, maxDecisionEnergy: 2 }), 0.37)).toBeLessThan(
      1e-14,
    );
  });

  it("refuses energies that cannot be divided by", () => {
    expect(() => equivalentAlpha({ executionEnergy: 3, penalty: 2, maxDecisionEnergy: 0 })).toThrow(
      "maxDecisionEnergy must be above 0 J",
    );
    expect(() => equivalentPenalty({ alpha: 0.5, executionEnergy: 0, maxDecisionEnergy: 1 })).toThrow(
      "executionEnergy must be above 0 J",
    );
  });
});
