import type { Trace } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { accuracyLowerBound } from "../../src/calibration/accuracy-bound.js";
import { reliability } from "../../src/calibration/reliability.js";
import { fitTemperatures, negativeLogLikelihood } from "../../src/calibration/temperature.js";
import { evaluatePolicy } from "../../src/policy/exit-policy.js";
import { bestSingleExit, lineEnvelope, stepEnvelope } from "../../src/policy/static-baselines.js";
import { exitScores } from "../../src/rules/exit-scores.js";
import { merkelThresholds } from "../../src/rules/merkel-rule.js";
import { chargeImportance, followImportance, runOnBattery } from "../../src/schedule/importance-schedule.js";
import { readTrace } from "../../src/traces/read-trace.js";
import { traceSplit } from "../../src/traces/select-trace.js";
import { random } from "@joulebook/core";

const head = "split,i,label,p1,c1,p2,c2";
const small = (): Trace =>
  readTrace(
    [head, "val,0,0,0,0.9,0,0.95", "val,1,1,0,0.8,1,0.7", "test,0,1,1,0.4,1,0.9", "test,1,0,1,0.6,0,0.6"].join("\n"),
  );

describe("readTrace", () => {
  it("reads rows, splits apart", () => {
    const trace = small();
    expect([trace.exits, [...trace.label], [...trace.predicted]]).toEqual([2, [0, 1, 1, 0], [0, 0, 0, 1, 1, 1, 1, 0]]);
    expect(traceSplit(trace, "test").split).toEqual(["test", "test"]);
  });

  it.each([
    ["a value that is missing", "val,0,0,0,,0,0.95", "bad-value", 5],
    ["NaN", "val,0,0,0,NaN,0,0.95", "bad-value", 5],
    ["a probability above 1", "val,0,0,0,1.2,0,0.95", "bad-value", 5],
    ["a split that there is not", "valid,0,0,0,0.9,0,0.95", "bad-split", 1],
    ["a row that is too short", "val,0,0,0,0.9", "gap", 1],
    ["a class that is no whole number", "val,0,0.5,0,0.9,0,0.95", "bad-value", 3],
  ])("refuses %s with its line and column", (_, row, code, column) => {
    try {
      readTrace(`${head}\n${row}`, { file: "t.csv" });
      expect.unreachable();
    } catch (error) {
      expect((error as { problems: unknown[] }).problems[0]).toMatchObject({ code, file: "t.csv", line: 2, column });
    }
  });

  it("refuses an example twice, an example in two splits, a label outside the classes", () => {
    expect(() => readTrace(`${head}\nval,0,0,0,1,0,1\nval,0,0,0,1,0,1`)).toThrow("stands twice (line 2)");
    expect(() => readTrace(`${head}\ntrain,0,0,0,1,0,1\nval,0,0,0,1,0,1`)).toThrow("is in train too");
    expect(() => readTrace(`${head}\nval,0,12,0,1,0,1`, { classes: 10 })).toThrow('label is "12"');
  });
});

describe("evaluatePolicy", () => {
  const costs = { energy: [1, 3], latency: [10, 20] };

  it("gives the values of a hand calculation", () => {
    const result = evaluatePolicy(small(), { rule: "max-softmax", thresholds: [0.6] }, costs);
    // Rows 1, 2 and 4 leave first (right, wrong, wrong), row 3 last (right).
    expect(result).toMatchObject({ accuracy: 0.5, exitShares: [0.75, 0.25], energy: 1.5, latency: 12.5 });
    expect(result).toMatchObject({
      meanOfProducts: (3 * 10 + 60) / 4,
      productOfMeans: 1.5 * 12.5,
      worstEnergy: 3,
      p99Energy: 3,
    });
    expect(result.exitAccuracy).toEqual([1 / 3, 1]);
  });

  it("takes thresholds by class", () => {
    const policy = { rule: "max-softmax", thresholds: [0.6], classThresholds: [[0.85, 0.5]] } as const;
    // Class 0 needs .85: row 2 (predicted 0 at .8) stays; class 1 needs .5: row 4 leaves.
    expect(evaluatePolicy(small(), policy, costs).exitShares).toEqual([0.5, 0.5]);
  });

  it("its bootstrap interval has the width of the binomial: 1.96 sqrt(p (1 - p) / n) within 10 %", () => {
    const draw = random(3, "rows");
    const rows = Array.from(
      { length: 2000 },
      (_, n) => `val,${n},${draw.uniform() < 0.8 ? 0 : 1},0,${draw.uniform().toFixed(3)},0,0.5`,
    );
    const { accuracy, intervals } = evaluatePolicy(
      readTrace([head, ...rows].join("\n")),
      { rule: "max-softmax", thresholds: [0.5] },
      costs,
    );
    const expected = 2 * 1.96 * Math.sqrt((accuracy * (1 - accuracy)) / 2000);
    expect((intervals.accuracy.high - intervals.accuracy.low) / expected).toBeGreaterThan(0.9);
    expect((intervals.accuracy.high - intervals.accuracy.low) / expected).toBeLessThan(1.1);
  });

  it("refuses rules whose columns are missing, by name, and costs that fall", () => {
    expect(() => evaluatePolicy(small(), { rule: "entropy", thresholds: [0.5] }, costs)).toThrow(
      "the rule entropy needs entropies",
    );
    expect(() => evaluatePolicy(small(), { rule: "margin", thresholds: [0.5] }, costs)).toThrow("margins (columns m1");
    expect(() => evaluatePolicy(small(), { rule: "max-softmax", thresholds: [0.5], combine: true }, costs)).toThrow(
      "needs logits",
    );
    expect(() => evaluatePolicy(small(), { rule: "max-softmax", thresholds: [0.5] }, { energy: [3, 1] })).toThrow(
      "falls from 3",
    );
  });
});

describe("scores from logits", () => {
  const logits = readTrace("split,i,label,p1,c1,p2,c2,z1_0,z1_1,z2_0,z2_1\nval,0,1,0,0.73,1,0.88,1,0,0,2");

  it("are those of the softmax, by hand", () => {
    const p = 1 / (1 + Math.exp(-1)); // two classes, a difference of 1
    expect(exitScores(logits, "max-softmax").score[0]).toBeCloseTo(p, 12);
    expect(exitScores(logits, "margin").score[0]).toBeCloseTo(2 * p - 1, 12);
    const entropy = -(p * Math.log(p) + (1 - p) * Math.log(1 - p));
    expect(exitScores(logits, "entropy").score[0]).toBeCloseTo(1 - entropy / Math.LN2, 12);
    expect(exitScores(logits, "max-softmax", { temperatures: [2, 1] }).score[0]).toBeCloseTo(
      1 / (1 + Math.exp(-0.5)),
      12,
    );
  });

  it("combine the exits passed by the mean of their probabilities", () => {
    const [p1, p2] = [1 / (1 + Math.exp(1)), 1 / (1 + Math.exp(-2))]; // of class 1
    const { score, predicted } = exitScores(logits, "max-softmax", { combine: true });
    expect([predicted[0], predicted[1]]).toEqual([0, 1]);
    expect(score[1]).toBeCloseTo((p1 + p2) / 2, 12);
  });
});

describe("calibration", () => {
  it("finds the temperature that logits were multiplied by", () => {
    const draw = random(1, "logits");
    const rows = Array.from({ length: 4000 }, (_, n) => {
      const z = [draw.normal(), draw.normal(), draw.normal()];
      const e = z.map((value) => Math.exp(value));
      const sum = e.reduce((a, b) => a + b);
      let u = draw.uniform() * sum;
      const label = e.findIndex((value) => (u -= value) < 0);
      // The network says three times what is true.
      return `val,${n},${Math.max(0, label)},0,0.5,${z.map((value) => (3 * value).toFixed(6)).join(",")}`;
    });
    const trace = readTrace(["split,i,label,p1,c1,z1_0,z1_1,z1_2", ...rows].join("\n"));
    const [temperature = 0] = fitTemperatures(trace);
    expect(Math.abs(temperature - 3)).toBeLessThan(0.25); // about three standard errors at 4,000 examples
    for (const other of [temperature * 0.9, temperature * 1.1]) {
      expect(negativeLogLikelihood(trace, 0, other)).toBeGreaterThan(negativeLogLikelihood(trace, 0, temperature));
    }
  });

  it("counts a calibration error by hand", () => {
    // Bins [0, .5) and [.5, 1]: .4 and 0 right of 1; mean .9 and 1 right of 2: (.4 + 2 |.5 - .9|) / 3 = .4.
    expect(reliability([0.9, 0.9, 0.4], [1, 0, 0], 2).expectedCalibrationError).toBeCloseTo(0.4, 12);
    expect(reliability([1, 1], [1, 1], 10).bins[9]).toMatchObject({ count: 2, accuracy: 1, confidence: 1 });
  });

  it("bounds an accuracy as Clopper and Pearson do", () => {
    // Tables of the exact interval: 95 % one-sided, 8 of 10 -> .4931; 90 of 100 -> .8363; 0 and all by hand.
    expect(accuracyLowerBound(8, 10, 0.95)).toBeCloseTo(0.4931, 4);
    expect(accuracyLowerBound(90, 100, 0.95)).toBeCloseTo(0.8363, 3);
    expect(accuracyLowerBound(0, 10, 0.95)).toBe(0);
    expect(accuracyLowerBound(10, 10, 0.95)).toBeCloseTo(0.05 ** 0.1, 12);
  });

  it("the bound covers as often as it says, by simulation", () => {
    const draw = random(5, "cover");
    let covered = 0;
    for (let run = 0; run < 1000; run++) {
      let right = 0;
      for (let n = 0; n < 100; n++) right += draw.uniform() < 0.8 ? 1 : 0;
      if (accuracyLowerBound(right, 100, 0.9) <= 0.8) covered++;
    }
    expect(covered / 1000).toBeGreaterThan(0.88); // at least .9 in truth; two standard errors below
  });
});

describe("Merkel's rule", () => {
  it("tests the mean accuracy first, then the confidence", () => {
    expect(merkelThresholds([0.5, 0.75, 0.8], 0.7)).toEqual([0.7, 0]);
    expect(merkelThresholds([0.5, 0.75, 0.8], 0.4)).toEqual([0, 0]);
  });

  it("with beta2 = 1.1 never lets go above .909, and leaves at the last", () => {
    const [threshold = 0] = merkelThresholds([0.5, 0.8], 0.92, { beta1: 0.8, beta2: 1.1 });
    expect(threshold).toBeGreaterThan(1);
  });
});

describe("static baselines", () => {
  const points = [
    { name: "1", cost: 1, accuracy: 0.5 },
    { name: "2", cost: 4, accuracy: 0.8 },
    { name: "3", cost: 9, accuracy: 0.7 },
  ];
  it("are the best exit, the steps and the straight lines between corners", () => {
    expect(bestSingleExit(points)?.name).toBe("2");
    expect([0.4, 0.6, 0.8, 0.9].map((accuracy) => stepEnvelope(points, accuracy))).toEqual([1, 4, 4, undefined]);
    expect([0.4, 0.65, 0.8, 0.9].map((accuracy) => lineEnvelope(points, accuracy))).toEqual([1, 2.5, 4, undefined]);
  });
});

describe("a changing importance", () => {
  const options = [
    { name: "small", energy: 1, accuracy: 0.5 },
    { name: "large", energy: 4, accuracy: 0.9 },
  ];
  it("chooses by the least cost at each moment, by hand", () => {
    // alpha .5: small .125 + .25, large .5 + .05.
    const { moments, energy, unused } = followImportance(options, [0, 0.5, 1]);
    expect(moments.map(({ choice }) => choice.name)).toEqual(["large", "small", "small"]);
    expect([energy, unused]).toEqual([6, 0.5]);
  });

  it("follows the charge of a battery, and ends when it is empty", () => {
    expect(chargeImportance(0.5)).toBeCloseTo(0.5, 12);
    const run = runOnBattery(options, { capacity: 20, inferences: 100 });
    expect(run.energy).toBeLessThanOrEqual(20);
    expect(run.moments[0]?.choice.name).toBe("large");
    expect(run.moments.at(-1)?.choice.name).toBe("small");
    expect(() => followImportance(options, [1.5])).toThrow("alpha must be in [0, 1]");
  });
});
