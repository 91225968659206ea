import { InputError, type Trace } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { accuracyLowerBound } from "../../src/calibration/accuracy-bound.js";
import { exitReliability } from "../../src/calibration/exit-reliability.js";
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

  it.each([
    ["an exit that is missing", "split,i,label,p1,c1,p3,c3"],
    ["a class without its confidence", "split,i,label,p1,c1,p2"],
    ["a class of logits that is missing", "split,i,label,p1,c1,z1_0,z1_2"],
    ["logits of another number of classes at an exit", "split,i,label,p1,c1,p2,c2,z1_0,z1_1,z1_2,z2_0,z2_1"],
    ["a column twice", "split,i,label,p1,c1,p1,c1"],
    ["no label", "split,i,p1,c1"],
    ["no exits", "split,i,label"],
  ])("refuses a header with %s", (_, header) => {
    const cells = header.split(",").map((name) => (name === "split" ? "val" : "0"));
    expect(() => readTrace(`${header}\n${cells.join(",")}`)).toThrow(InputError);
  });

  it("takes exits in any order of columns, and examples in any order of rows", () => {
    const swapped = readTrace("p2,c2,label,i,split,c1,p1\n1,0.9,1,5,val,0.4,0\n0,0.8,0,2,val,0.3,0");
    expect([...swapped.predicted]).toEqual([0, 1, 0, 0]);
    expect([...swapped.confidence]).toEqual([0.4, 0.9, 0.3, 0.8]);
    expect([...swapped.example]).toEqual([5, 2]);
  });

  it("refuses an empty text, and lists at most twenty problems", () => {
    expect(() => readTrace("")).toThrow(InputError);
    expect(() => readTrace(head)).toThrow("no rows");
    const many = [head, ...Array.from({ length: 50 }, (_, n) => `val,${n},0,0,2,0,2`)].join("\n");
    expect(() => readTrace(many)).toThrow("and 80 more problems");
  });

  it("takes an example once per width", () => {
    const text = "width,split,i,label,p1,c1\n0.5,val,0,0,0,1\n1,val,0,0,0,1";
    expect([...(readTrace(text).width ?? [])]).toEqual([0.5, 1]);
    expect(() => readTrace(`${text}\n1,val,0,0,0,1`)).toThrow("stands twice");
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

  it("its bootstrap intervals are those of resampling the examples one by one", () => {
    const draw = random(8, "brute");
    const rows = Array.from({ length: 120 }, (_, n) => {
      const sure = draw.uniform();
      return `val,${n},0,${draw.uniform() < 0.5 + 0.4 * sure ? 0 : 1},${sure.toFixed(3)},${draw.uniform() < 0.8 ? 0 : 1},0.5`;
    });
    const trace = readTrace([head, ...rows].join("\n"));
    const result = evaluatePolicy(trace, { rule: "max-softmax", thresholds: [0.6] }, costs, { resamples: 20_000 });
    const outcomes = rows.map((row) => {
      const [, , , first, sure, second] = row.split(",");
      const early = Number(sure) >= 0.6;
      return { right: Number((early ? first : second) === "0"), energy: early ? 1 : 3, latency: early ? 10 : 20 };
    });
    const samples = Array.from({ length: 20_000 }, () => {
      const sums = { right: 0, energy: 0, latency: 0 };
      for (let n = 0; n < 120; n++) {
        const one = outcomes[Math.floor(draw.uniform() * 120)] as (typeof outcomes)[number];
        for (const key of ["right", "energy", "latency"] as const) sums[key] += one[key] / 120;
      }
      return sums;
    });
    for (const [key, interval] of [
      ["right", result.intervals.accuracy],
      ["energy", result.intervals.energy],
      ["latency", result.intervals.latency],
    ] as const) {
      const sorted = samples.map((sample) => sample[key]).toSorted((a, b) => a - b);
      const [low, high] = [sorted[500] as number, sorted[19_500] as number];
      // One example more or less: a bound of a mean of 120 values cannot be told more finely.
      const step = { right: 1, energy: 2, latency: 10 }[key] / 120 + 1e-9;
      expect(Math.abs((interval?.low ?? 0) - low)).toBeLessThanOrEqual(step);
      expect(Math.abs((interval?.high ?? 0) - high)).toBeLessThanOrEqual(step);
    }
  });

  it.each([
    ["too few thresholds", { thresholds: [] }, "0 thresholds for 2 exits"],
    ["NaN", { thresholds: [Number.NaN] }, "a threshold is NaN"],
    ["a threshold below 0", { thresholds: [-0.2] }, "a threshold is -0.2"],
    ["NaN for a class", { thresholds: [0.5], classThresholds: [[0.5, Number.NaN]] }, "a threshold is NaN"],
    ["too few lists by class", { thresholds: [0.5], classThresholds: [] }, "0 lists of thresholds by class"],
  ])("refuses %s", (_, policy, message) => {
    expect(() => evaluatePolicy(small(), { rule: "max-softmax", ...policy }, costs)).toThrow(message);
  });

  it("refuses a trace without examples", () => {
    const none = traceSplit(small(), "train");
    expect(() => evaluatePolicy(none, { rule: "max-softmax", thresholds: [0.5] }, costs)).toThrow("no examples");
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

  it("refuses confidences that are none, answers that do not fit, and bins that are none", () => {
    expect(() => reliability([Number.NaN], [1])).toThrow("confidence 0 must be in [0, 1], got NaN");
    expect(() => reliability([1.5], [1])).toThrow("got 1.5");
    expect(() => reliability([0.5, 0.5], [1])).toThrow("2 confidences, 1 answers");
    expect(() => reliability([], [])).toThrow(RangeError);
    expect(() => reliability([0.5], [1], 2.5)).toThrow("2.5 bins");
  });

  it("lowers the calibration error of an exit that is too sure, and takes every answer into a bin", () => {
    const draw = random(2, "sure");
    const rows = Array.from({ length: 3000 }, (_, n) => {
      const z = 3 * draw.normal();
      const label = draw.uniform() < 1 / (1 + Math.exp(-z / 3)) ? 0 : 1; // the network says three times what is true
      const c = 1 / (1 + Math.exp(-Math.abs(z)));
      return `val,${n},${label},${z > 0 ? 0 : 1},${c.toFixed(6)},${z.toFixed(6)},0`;
    });
    const trace = readTrace(["split,i,label,p1,c1,z1_0,z1_1", ...rows].join("\n"));
    const [before] = exitReliability(trace, { bins: 10 });
    const [after] = exitReliability(trace, { bins: 10, temperatures: fitTemperatures(trace) });
    // Two classes: by hand the answers of a bin are right in the mean of 1/(1 + e^(-|z|/3)).
    expect(before?.expectedCalibrationError).toBeGreaterThan(0.1);
    expect(after?.expectedCalibrationError).toBeLessThan(0.03);
    for (const one of [before, after]) expect(one?.bins.reduce((sum, { count }) => sum + count, 0)).toBe(3000);
    expect(() => fitTemperatures(traceSplit(trace, "test"))).toThrow("the trace has none");
    expect(() => exitReliability(small(), { temperatures: [1, 1] })).toThrow("needs logits");
  });

  it("bounds an accuracy as Clopper and Pearson do", () => {
    // Tables of the exact interval: 95 % one-sided, 8 of 10 -> .4931; 90 of 100 -> .8363; 0 and all by hand.
    expect(accuracyLowerBound(8, 10, 0.95)).toBeCloseTo(0.4931, 4);
    expect(accuracyLowerBound(90, 100, 0.95)).toBeCloseTo(0.8363, 3);
    expect(accuracyLowerBound(0, 10, 0.95)).toBe(0);
    expect(accuracyLowerBound(10, 10, 0.95)).toBeCloseTo(0.05 ** 0.1, 12);
  });

  it("bounds at large numbers, by the tail of the binomial summed in the test", () => {
    const [right, examples, level] = [4200, 5000, 0.99];
    const p = accuracyLowerBound(right, examples, level);
    let [log, tail] = [examples * Math.log1p(-p), 0];
    for (let k = 0; k <= examples; k++) {
      if (k > 0) log += Math.log((examples - k + 1) / k) + Math.log(p) - Math.log1p(-p);
      if (k >= right) tail += Math.exp(log);
    }
    expect(tail).toBeCloseTo(1 - level, 9);
    expect(() => accuracyLowerBound(3, 2, 0.9)).toThrow(RangeError);
    expect(() => accuracyLowerBound(1, 2, 1)).toThrow("level must be in (0, 1)");
    expect(() => accuracyLowerBound(Number.NaN, 2, 0.9)).toThrow(RangeError);
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

  it("refuses what is no schedule, no option, no battery", () => {
    expect(() => followImportance(options, [])).toThrow("there must be a moment");
    expect(() => followImportance([], [0.5])).toThrow("an option that costs energy");
    expect(() => followImportance([{ name: "a", energy: Number.NaN, accuracy: 0.5 }], [0.5])).toThrow(RangeError);
    expect(() => followImportance([{ name: "a", energy: 1, accuracy: 1.5 }], [0.5])).toThrow("a has the energy 1");
    expect(() => runOnBattery(options, { capacity: 0, inferences: 3 })).toThrow("capacity must be above 0");
    expect(() => runOnBattery(options, { capacity: 9, inferences: Number.POSITIVE_INFINITY })).toThrow("whole number");
    expect(() => runOnBattery(options, { capacity: 0.5, inferences: 3 })).toThrow("does not suffice for one inference");
    expect(() => chargeImportance(1.2)).toThrow("charge 1.2");
    expect(() => chargeImportance(0.5, { empty: 0.9, full: 0.1 })).toThrow(RangeError);
  });

  it("by brute force no other choice costs less at any moment", () => {
    const three = [...options, { name: "middle", energy: 2, accuracy: 0.8 }];
    const alphas = Array.from({ length: 101 }, (_, step) => step / 100);
    const costOf = (alpha: number, { energy, accuracy }: (typeof three)[number]): number =>
      (alpha * energy) / 4 + (1 - alpha) * (1 - accuracy);
    followImportance(three, alphas).moments.forEach(({ alpha, choice }) => {
      for (const other of three) expect(costOf(alpha, choice)).toBeLessThanOrEqual(costOf(alpha, other) + 1e-12);
    });
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
