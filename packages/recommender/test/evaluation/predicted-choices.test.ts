import { describe, expect, it } from "vitest";
import { predictedChoices } from "../../src/evaluation/predicted-choices.js";

const models = ["a", "b", "c", "d", "e"];
const accuracies = new Map(models.map((model, index) => [model, 0.5 + 0.1 * index]));
// Energies 1, 2, 4, 8, 16: accuracy is linear in the index, so mixes of neighbours lie on the hull.
const measured = new Map(models.map((model, index) => [model, 2 ** index]));
const column = { device: "board", backend: "runtime", measured };

describe("choices by predictions", () => {
  it("that are true meet every budget exactly, lose nothing and exceed nothing", () => {
    const predictions = models.slice(1).map((model) => ({ model, value: measured.get(model) as number }));
    const found = predictedChoices([{ ...column, predictions }], accuracies);
    expect(found?.medianGap).toBeLessThan(1e-12);
    expect(Math.abs(found?.medianAccuracyLoss ?? 1)).toBeLessThan(1e-12);
    // The last digit of a share may put a mix a rounding above its budget; nothing more.
    expect(found?.budgets).toBe(50);
  });

  it("that are all a quarter too low exceed budgets by a third: E = B / 0.75", () => {
    const predictions = models.map((model) => ({ model, value: 0.75 * (measured.get(model) as number) }));
    const found = predictedChoices([{ ...column, predictions }], accuracies);
    expect(found?.medianGap).toBeCloseTo(1 / 3, 9);
    expect(found?.violations).toBeGreaterThan(0.8); // budgets above the dearest prediction are no longer spent
    expect(found?.medianAccuracyLoss).toBeLessThan(0);
  });

  it("need five candidates with an accuracy", () => {
    expect(predictedChoices([{ ...column, predictions: [] }], new Map([["a", 0.5]]))).toBeUndefined();
  });
});
