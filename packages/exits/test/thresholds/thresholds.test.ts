import { InputError, random } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { evaluateThresholds } from "../../src/thresholds/evaluate-thresholds.js";
import type { ExitData } from "../../src/thresholds/exit-data.js";
import { thresholdFront } from "../../src/thresholds/threshold-front.js";
import { thresholdEvaluator } from "../../src/thresholds/threshold-evaluator.js";
import { tuneThresholds } from "../../src/thresholds/tune-thresholds.js";
import { randomData } from "../random-data.js";

/** The rule as it is written, one example at a time. */
function byHand({ confidence, correct, cost }: ExitData, thresholds: readonly number[]) {
  let [right, spent] = [0, 0];
  const shares = cost.map(() => 0);
  confidence.forEach((row, n) => {
    const found = thresholds.findIndex((threshold, k) => (row[k] as number) >= threshold);
    const k = found < 0 ? cost.length - 1 : found;
    right += Number(correct[n]?.[k]);
    spent += cost[k] as number;
    shares[k] = (shares[k] as number) + 1;
  });
  const n = confidence.length;
  return { accuracy: right / n, cost: spent / n, exitShares: shares.map((count) => count / n) };
}

const values = Array.from({ length: 51 }, (_, step) => step / 50);

describe("evaluateThresholds", () => {
  it("is the rule, example by example", () => {
    const data = randomData(500, 4, 1);
    for (const thresholds of [
      [0, 0, 0],
      [1, 1, 1],
      [0.5, 0.6, 0.4],
      [0.72, 0.3, 1],
    ]) {
      const [ours, expected] = [evaluateThresholds(data, thresholds), byHand(data, thresholds)];
      expect(ours.exitShares).toEqual(expected.exitShares);
      expect(ours.accuracy).toBeCloseTo(expected.accuracy, 12);
      expect(ours.cost).toBeCloseTo(expected.cost, 12);
    }
  });

  it("lets an example leave whose confidence equals the threshold", () => {
    const data = { confidence: [[0.5, 1]], correct: [[0, 1]], cost: [1, 2] };
    expect(evaluateThresholds(data, [0.5]).exitShares).toEqual([1, 0]);
    expect(evaluateThresholds(data, [0.5000001]).exitShares).toEqual([0, 1]);
  });

  it.each([
    ["a gap", { confidence: [[0.5]], correct: [[1, 1]], cost: [1, 2] }, [0.5], "example 0 has 1 confidences"],
    ["NaN", { confidence: [[Number.NaN, 1]], correct: [[1, 1]], cost: [1, 2] }, [0.5], "example 0 at exit 1 is NaN"],
    ["a confidence above 1", { confidence: [[1.5, 1]], correct: [[1, 1]], cost: [1, 2] }, [0.5], "is 1.5"],
    [
      "costs that fall",
      { confidence: [[0.5, 1]], correct: [[1, 1]], cost: [2, 1] },
      [0.5],
      "falls from 2 at exit 1 to 1",
    ],
    ["a threshold above 1", { confidence: [[0.5, 1]], correct: [[1, 1]], cost: [1, 2] }, [1.1], "exit 1 is 1.1"],
    ["too few thresholds", { confidence: [[0.5, 1]], correct: [[1, 1]], cost: [1, 2] }, [], "0 thresholds for 2 exits"],
    ["a row that is missing", { confidence: [undefined], correct: [[1, 1]], cost: [1, 2] }, [0.5], "has 0 confidences"],
    ["an answer that is missing", { confidence: [[0.5, 1]], correct: [[1]], cost: [1, 2] }, [0.5], "1 answers for 2"],
    [
      "correctness that is no yes or no",
      { confidence: [[0.5, 1]], correct: [[1, Number.NaN]], cost: [1, 2] },
      [0.5],
      "the correctness of example 0 at exit 2 is NaN",
    ],
    ["a class as correctness", { confidence: [[0.5, 1]], correct: [[7, 1]], cost: [1, 2] }, [0.5], "exit 1 is 7"],
    ["rows that differ in number", { confidence: [[0.5, 1]], correct: [], cost: [1, 2] }, [0.5], "but 0 of"],
    ["a cost that is no number", { confidence: [[0.5, 1]], correct: [[1, 1]], cost: [1, Number.NaN] }, [0.5], "is NaN"],
    ["a negative cost", { confidence: [[0.5, 1]], correct: [[1, 1]], cost: [-1, 2] }, [0.5], "exit 1 is -1"],
    ["a threshold below 0", { confidence: [[0.5, 1]], correct: [[1, 1]], cost: [1, 2] }, [-0.1], "exit 1 is -0.1"],
    ["NaN as a threshold", { confidence: [[0.5, 1]], correct: [[1, 1]], cost: [1, 2] }, [Number.NaN], "exit 1 is NaN"],
    ["no exits", { confidence: [[]], correct: [[]], cost: [] }, [], "there are no exits"],
    ["no examples", { confidence: [], correct: [], cost: [1, 2] }, [0.5], "no examples"],
  ] as const)("refuses %s", (_, data, thresholds, message) => {
    expect(() => evaluateThresholds(data as unknown as ExitData, thresholds)).toThrow(message);
    expect(() => evaluateThresholds(data as unknown as ExitData, thresholds)).toThrow(InputError);
    expect(() => thresholdEvaluator(data as unknown as ExitData)(thresholds)).toThrow(message);
  });
});

describe("thresholdEvaluator", () => {
  it.each([1, 31, 32, 33, 64, 65, 500, 1000])("gives what evaluateThresholds does, on %i examples", (examples) => {
    const data = randomData(examples, 5, examples);
    const evaluate = thresholdEvaluator(data);
    const draw = random(1, "policies", examples);
    const lists = [[0, 0, 0, 0], [1, 1, 1, 1], ...Array.from({ length: 50 }, () => [0, 1, 2, 3].map(draw.uniform))];
    for (const thresholds of lists) expect(evaluate(thresholds)).toEqual(evaluateThresholds(data, thresholds));
  });
});

describe("tuneThresholds", () => {
  it("for two exits is the best of all thresholds, by brute force, for both goals", () => {
    for (let seed = 0; seed < 10; seed++) {
      const data = randomData(300, 2, seed);
      const all = values.map((threshold) => byHand(data, [threshold]));
      const wanted = 0.95 * Math.max(...all.map(({ accuracy }) => accuracy));
      const cheapest = Math.min(...all.filter(({ accuracy }) => accuracy >= wanted).map(({ cost }) => cost));
      const tuned = tuneThresholds(data, { accuracy: wanted });
      expect(tuned.method).toBe("exact");
      expect(tuned.cost).toBeCloseTo(cheapest, 12);
      expect(byHand(data, tuned.thresholds)).toMatchObject({ exitShares: tuned.exitShares });
      const best = Math.max(...all.filter(({ cost }) => cost <= 1.5).map(({ accuracy }) => accuracy));
      expect(tuneThresholds(data, { cost: 1.5 }).accuracy).toBeCloseTo(best, 12);
    }
  });

  it("for three exits is the best of all thresholds, by brute force, for both goals", () => {
    for (let seed = 0; seed < 4; seed++) {
      const data = randomData(150, 3, 100 + seed);
      const all = values.flatMap((a) => values.map((b) => byHand(data, [a, b])));
      const wanted = 0.97 * Math.max(...all.map(({ accuracy }) => accuracy));
      const cheapest = Math.min(...all.filter(({ accuracy }) => accuracy >= wanted).map(({ cost }) => cost));
      const tuned = tuneThresholds(data, { accuracy: wanted });
      expect(tuned.method).toBe("exact");
      expect(tuned.cost).toBeCloseTo(cheapest, 12);
      expect(byHand(data, tuned.thresholds)).toMatchObject({ exitShares: tuned.exitShares });
      const best = Math.max(...all.filter(({ cost }) => cost <= 2.5).map(({ accuracy }) => accuracy));
      const within = tuneThresholds(data, { cost: 2.5 });
      expect([within.method, within.accuracy]).toEqual(["exact", best]);
    }
  });

  it("for four exits is never worse than any thresholds of a coarse grid, by brute force", () => {
    for (let seed = 0; seed < 3; seed++) {
      const data = randomData(400, 4, 300 + seed);
      const some = values.filter((_, step) => step % 4 === 0);
      const all = some.flatMap((a) => some.flatMap((b) => some.map((c) => byHand(data, [a, b, c]))));
      const wanted = 0.97 * Math.max(...all.map(({ accuracy }) => accuracy));
      const cheapest = Math.min(...all.filter(({ accuracy }) => accuracy >= wanted).map(({ cost }) => cost));
      // The whole grid of the confidences holds those of the coarse one.
      const exact = tuneThresholds(data, { accuracy: wanted }, { method: "exact" });
      expect(exact.method).toBe("exact");
      expect(exact.cost).toBeLessThanOrEqual(cheapest + 1e-12);
      const grid = tuneThresholds(data, { accuracy: wanted }, { method: "grid", grid: 8 });
      expect(grid.method).toBe("grid");
      expect(grid.cost).toBeGreaterThanOrEqual(exact.cost - 1e-12);
      expect(grid.cost / exact.cost).toBeLessThan(1.02);
    }
  });

  it("says how far coordinate ascent is from the exact answer where both run: at most 0.5 % on these cases", () => {
    const distances = Array.from({ length: 8 }, (_, seed) => {
      const data = randomData(400, 4, 200 + seed);
      const goal = { accuracy: 0.98 * tuneThresholds(data, { cost: 100 }).accuracy };
      const exact = tuneThresholds(data, goal);
      const found = tuneThresholds(data, goal, { method: "ascent" });
      expect([exact.method, found.method]).toEqual(["exact", "ascent"]);
      expect(found.accuracy).toBeGreaterThanOrEqual(goal.accuracy - 1e-12);
      expect(exact.ascent?.cost).toBe(found.cost);
      expect(exact.ascent?.distance).toBeCloseTo(found.cost / exact.cost - 1, 11);
      const budget = tuneThresholds(data, { cost: exact.cost });
      expect(budget.accuracy - (budget.ascent?.accuracy ?? 0)).toBeCloseTo(budget.ascent?.distance ?? -1, 11);
      return exact.ascent?.distance ?? Number.NaN;
    });
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...distances)).toBeLessThan(0.005);
  });

  it("takes one exit, equal costs and a cost that never ends", () => {
    const one = { confidence: [[0.3], [0.9]], correct: [[1], [0]], cost: [2] };
    expect(tuneThresholds(one, { accuracy: 0.5 })).toMatchObject({ thresholds: [], accuracy: 0.5, cost: 2 });
    expect(() => tuneThresholds(one, { accuracy: 0.6 })).toThrow("the best found is 0.5");
    const flat = { ...randomData(100, 3, 1), cost: [2, 2, 2] };
    expect(tuneThresholds(flat, { cost: Number.POSITIVE_INFINITY }).cost).toBe(2);
    const free = { ...randomData(100, 3, 1), cost: [0, 0, 0] };
    expect(tuneThresholds(free, { accuracy: 0.3 }).cost).toBe(0);
    expect(thresholdFront(free)).toHaveLength(1);
  });

  it.each([
    ["an accuracy above 1", { accuracy: 1.2 }],
    ["NaN", { accuracy: Number.NaN }],
    ["a negative cost", { cost: -1 }],
  ])("refuses as a goal %s, with exit code 2", (_, goal) => {
    try {
      tuneThresholds(randomData(50, 2, 1), goal);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ exitCode: 2, problems: [{ code: "bad-goal" }] });
    }
  });

  it("refuses options that mean nothing, and a method that does not fit the effort", () => {
    const data = randomData(100, 4, 1);
    expect(() => tuneThresholds(data, { cost: 3 }, { grid: 0 })).toThrow(RangeError);
    expect(() => tuneThresholds(data, { cost: 3 }, { restarts: 1.5 })).toThrow(RangeError);
    expect(() => tuneThresholds(data, { cost: 3 }, { effort: Number.NaN })).toThrow(RangeError);
    expect(() => tuneThresholds(data, { cost: 3 }, { method: "exact", effort: 10 })).toThrow("does not fit the effort");
    expect(tuneThresholds(data, { cost: 3 }, { effort: 10 }).method).toBe("ascent");
  });

  it("says with exit code 4 what can be reached when the goal cannot", () => {
    const data = randomData(200, 3, 7);
    try {
      tuneThresholds(data, { accuracy: 1 });
      expect.unreachable();
    } catch (error) {
      const { exitCode, problems } = error as InputError;
      const { accuracy } = tuneThresholds(data, { cost: 1000 });
      expect(exitCode).toBe(4);
      expect(problems[0]?.message).toContain(`the best found is ${Number(accuracy.toPrecision(6))}`);
    }
    expect(() => tuneThresholds(data, { cost: 0.5 })).toThrow("leaving at once costs 1");
  });
});

describe("thresholdFront", () => {
  it("for two exits holds exactly what brute force leaves undominated", () => {
    const data = randomData(300, 2, 3);
    const all = values.map((threshold) => byHand(data, [threshold]));
    const front = all.filter(
      (point) =>
        !all.some(
          (other) =>
            other.cost <= point.cost &&
            other.accuracy >= point.accuracy &&
            (other.cost < point.cost || other.accuracy > point.accuracy),
        ),
    );
    const expected = new Set(front.map(({ cost, accuracy }) => `${cost.toFixed(9)} ${accuracy.toFixed(9)}`));
    expect(
      new Set(thresholdFront(data).map(({ cost, accuracy }) => `${cost.toFixed(9)} ${accuracy.toFixed(9)}`)),
    ).toEqual(expected);
  });

  it("for three exits loses at most 0.5 % of the area under the exact front", () => {
    const data = randomData(300, 3, 5);
    const all = values.flatMap((a) => values.map((b) => byHand(data, [a, b])));
    const area = (points: readonly { cost: number; accuracy: number }[]): number => {
      const sorted = [...points].toSorted((p, q) => p.cost - q.cost);
      let [sum, best] = [0, 0];
      sorted.forEach(({ cost, accuracy }, at) => {
        best = Math.max(best, accuracy);
        sum += best * ((sorted[at + 1]?.cost ?? 5) - cost);
      });
      return sum;
    };
    const [ours, exact] = [area(thresholdFront(data)), area(all)];
    expect(ours).toBeLessThanOrEqual(exact + 1e-9);
    expect(ours / exact).toBeGreaterThan(0.995);
  });

  it("rises in both from point to point, and every point is what its thresholds give", () => {
    const data = randomData(300, 4, 6);
    const front = thresholdFront(data);
    front.forEach((point, at) => {
      expect(byHand(data, point.thresholds).accuracy).toBeCloseTo(point.accuracy, 12);
      if (at > 0) {
        expect(point.cost).toBeGreaterThan(front[at - 1]?.cost as number);
        expect(point.accuracy).toBeGreaterThan(front[at - 1]?.accuracy as number);
      }
    });
  });
});
