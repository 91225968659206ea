import { random } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { exitColumns } from "../../src/thresholds/exit-data.js";
import { type ClassColumns, tuneClassThresholds } from "../../src/thresholds/tune-class-thresholds.js";
import { tuneThresholds } from "../../src/thresholds/tune-thresholds.js";
import { randomData } from "../random-data.js";

/** Invented answers of two classes: one of them is known less surely at the same confidence. */
function invented(
  examples: number,
  exits: number,
  seed: number,
): { data: ReturnType<typeof randomData>; columns: ClassColumns } {
  const plain = randomData(examples, exits, seed);
  const draw = random(seed, "classes");
  const predicted = plain.confidence.flatMap((row) => Array.from(row, () => (draw.uniform() < 0.5 ? 0 : 1)));
  const correct = plain.correct.map((row, n) =>
    Array.from(row, (right, k) => (predicted[n * exits + k] === 1 && draw.uniform() < 0.3 ? 0 : Number(right))),
  );
  const data = { ...plain, correct };
  return { data, columns: { ...exitColumns(data), predicted, classes: 2 } };
}

/** What thresholds by class give, example by example. */
function replay(
  { examples, exits, score, right, predicted }: ClassColumns,
  cost: readonly number[],
  thresholds: readonly (readonly number[])[],
) {
  let [good, total] = [0, 0];
  for (let n = 0; n < examples; n++) {
    let k = 0;
    while (k < exits - 1 && (score[n * exits + k] ?? 0) < (thresholds[k]?.[predicted[n * exits + k] ?? 0] ?? 0)) k++;
    good += right[n * exits + k] ?? 0;
    total += cost[k] ?? 0;
  }
  return { accuracy: good / examples, cost: total / examples };
}

describe("tuneClassThresholds", () => {
  it.each([1, 2, 3])("comes within 1 % of brute force over both classes of two exits (seed %i)", (seed) => {
    const { data, columns } = invented(200, 2, seed);
    const values = [...new Set([1, ...data.confidence.map((row) => row[0] ?? 0)])];
    const all = values.flatMap((a) => values.map((b) => replay(columns, data.cost, [[a, b]])));
    const goal = { accuracy: 0.97 * Math.max(...all.map(({ accuracy }) => accuracy)) };
    const least = Math.min(...all.filter(({ accuracy }) => accuracy >= goal.accuracy - 1e-12).map(({ cost }) => cost));
    const found = tuneClassThresholds(columns, data.cost, goal, tuneThresholds(data, goal).thresholds);
    expect(found.accuracy).toBeGreaterThanOrEqual(goal.accuracy - 1e-9);
    expect(found.cost / least).toBeLessThan(1.01);
    expect(found.cost / least).toBeGreaterThanOrEqual(1 - 1e-12);
  });

  it("gives what its thresholds give, and is never worse than the shared ones, for both goals and more exits", () => {
    const { data, columns } = invented(400, 4, 7);
    for (const goal of [{ accuracy: 0.6 }, { cost: 3 }]) {
      const shared = tuneThresholds(data, goal);
      const found = tuneClassThresholds(columns, data.cost, goal, shared.thresholds);
      expect(replay(columns, data.cost, found.thresholds).accuracy).toBeCloseTo(found.accuracy, 12);
      expect(replay(columns, data.cost, found.thresholds).cost).toBeCloseTo(found.cost, 12);
      if ("accuracy" in goal) expect(found.cost).toBeLessThanOrEqual(shared.cost + 1e-12);
      else expect(found.accuracy).toBeGreaterThanOrEqual(shared.accuracy - 1e-12);
      expect(found.exitShares.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    }
  });

  it("finds what shared thresholds cannot: a class that is right and one that is wrong at the same confidence", () => {
    // Class 0 is right at exit 1, class 1 is not; both are .8 sure. Exit 2 is always right.
    const columns: ClassColumns = {
      examples: 4,
      exits: 2,
      score: Float64Array.of(0.8, 1, 0.8, 1, 0.8, 1, 0.8, 1),
      right: Uint8Array.of(1, 1, 1, 1, 0, 1, 0, 1),
      predicted: [0, 0, 0, 0, 1, 1, 1, 1],
      classes: 2,
    };
    const found = tuneClassThresholds(columns, [1, 3], { accuracy: 1 }, [1]);
    expect(found).toMatchObject({ accuracy: 1, cost: 2, exitShares: [0.5, 0.5] });
    expect(found.thresholds).toEqual([[0.8, 1]]);
    expect(() => tuneClassThresholds({ ...columns, classes: 1 }, [1, 3], { accuracy: 1 }, [1])).toThrow(
      "a class from 0 to 0",
    );
  });
});
