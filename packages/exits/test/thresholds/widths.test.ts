import { InputError } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { exitColumns } from "../../src/thresholds/exit-data.js";
import { frontOfWidths, tuneWidths } from "../../src/thresholds/tune-widths.js";
import { evaluateThresholds } from "../../src/thresholds/evaluate-thresholds.js";
import { randomData } from "../random-data.js";

const data = [0.25, 0.5, 1].map((width, at) => ({
  width,
  data: { ...randomData(300, 2, 50 + at), cost: [4 * width, 10 * width] },
}));
const widths = data.map(({ width, data: one }) => ({ width, columns: exitColumns(one), cost: one.cost }));
const values = Array.from({ length: 51 }, (_, step) => step / 50);
const all = data.flatMap(({ width, data: one }) =>
  values.map((threshold) => ({ width, ...evaluateThresholds(one, [threshold]) })),
);

describe("tuneWidths", () => {
  it("is the best of all widths and thresholds, by brute force, for both goals", () => {
    for (const accuracy of [0.5, 0.6, 0.65]) {
      const reaching = all.filter((one) => one.accuracy >= accuracy);
      const { best, all: each } = tuneWidths(widths, { accuracy });
      expect(best.cost).toBeCloseTo(Math.min(...reaching.map(({ cost }) => cost)), 12);
      expect(each.map(({ width }) => width)).toEqual([0.25, 0.5, 1]);
    }
    for (const cost of [1, 2.3, 7]) {
      const within = all.filter((one) => one.cost <= cost);
      expect(tuneWidths(widths, { cost }).best.accuracy).toBe(Math.max(...within.map(({ accuracy }) => accuracy)));
    }
  });

  it("says what can be reached, by name of the goal", () => {
    const most = Math.max(...all.map(({ accuracy }) => accuracy));
    expect(() => tuneWidths(widths, { accuracy: 1 })).toThrow(`the best found is ${Number(most.toPrecision(6))}`);
    expect(() => tuneWidths(widths, { cost: 0.5 })).toThrow("leaving at once costs 1");
    expect(() => tuneWidths([], { cost: 1 })).toThrow(InputError);
  });
});

describe("frontOfWidths", () => {
  it("holds exactly what brute force over widths and thresholds leaves undominated", () => {
    const expected = all.filter(
      (point) =>
        !all.some(
          (other) =>
            other.cost <= point.cost &&
            other.accuracy >= point.accuracy &&
            (other.cost < point.cost || other.accuracy > point.accuracy),
        ),
    );
    const names = (points: readonly { cost: number; accuracy: number }[]) =>
      new Set(points.map(({ cost, accuracy }) => `${cost.toFixed(9)} ${accuracy.toFixed(9)}`));
    expect(names(frontOfWidths(widths))).toEqual(names(expected));
  });
});
