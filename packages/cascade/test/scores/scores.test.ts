import { type Trace } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import {
  binormalScores,
  calibrate,
  framePrecision,
  hitOfEase,
  rocOfScores,
  rocScores,
  sharesAbove,
  traceScores,
} from "../../src/index.js";
import { easeNodes } from "../../src/scores/difficulty.js";

const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);

describe("score models", () => {
  it("binormal: AUC 0.9 is 1.8124 standard deviations, 70.2 % of hits at 10 % of false hits", () => {
    // √2 · Φ⁻¹(0.9) = 1.8124; Φ(1.8124 - 1.2816) = Φ(0.5308) = 0.7022.
    const scores = binormalScores(0.9);
    expect(Math.abs(scores.hitAt(0.1) - 0.7022)).toBeLessThan(1e-4);
    expect(Math.abs(scores.falseHitAt(scores.hitAt(0.03)) - 0.03)).toBeLessThan(1e-12);
    let auc = 0;
    for (let i = 0; i < 20_000; i++) auc += scores.hitAt((i + 0.5) / 20_000) / 20_000;
    expect(Math.abs(auc - 0.9)).toBeLessThan(1e-4);
    expect(() => binormalScores(1)).toThrow(RangeError);
    expect(() => binormalScores(0.4)).toThrow(RangeError);
    expect(() => scores.hitAt(1.2)).toThrow("[0, 1]");
  });

  it("points: straight lines between them, trapezoids for the AUC", () => {
    const scores = rocScores([
      { falseHit: 0.1, hit: 0.6 },
      { falseHit: 0.4, hit: 0.9 },
    ]);
    // 0.1·0.3 + 0.3·0.75 + 0.6·0.95 = 0.825.
    expect(relative(scores.auc, 0.825)).toBeLessThan(1e-12);
    expect(relative(scores.hitAt(0.25), 0.75)).toBeLessThan(1e-12);
    expect(relative(scores.falseHitAt(0.75), 0.25)).toBeLessThan(1e-12);
    expect([scores.hitAt(1), scores.falseHitAt(0), scores.falseHitAt(1)]).toEqual([1, 0, 1]);
    expect(() =>
      rocScores([
        { falseHit: 0.1, hit: 0.6 },
        { falseHit: 0.4, hit: 0.5 },
      ]),
    ).toThrow("fall");
    expect(() => rocScores([{ falseHit: -0.1, hit: 0.6 }])).toThrow("[0, 1]");
  });

  it("calibrates for recall, false hits, and the precision of frames", () => {
    const scores = binormalScores(0.95);
    expect(calibrate(scores, { recall: 0.9 }, 0.1)?.hit).toBe(0.9);
    expect(calibrate(scores, { falseHit: 0.01 }, 0.1)?.falseHit).toBe(0.01);
    const found = calibrate(scores, { precision: 0.8 }, 0.1);
    expect(Math.abs(framePrecision(found ?? { hit: 0, falseHit: 0 }, 0.1) - 0.8)).toBeLessThan(1e-6);
    // A little more recall and the precision is below.
    expect(
      framePrecision({ hit: (found?.hit ?? 0) + 1e-4, falseHit: scores.falseHitAt((found?.hit ?? 0) + 1e-4) }, 0.1),
    ).toBeLessThan(0.8);
    expect(calibrate(rocScores([]), { precision: 0.8 }, 0.1)).toBeUndefined();
    expect(calibrate(rocScores([]), { precision: 0.05 }, 0.1)?.hit).toBe(1);
    expect(() => calibrate(scores, { precision: 2 }, 0.1)).toThrow("[0, 1]");
    // 0.1·0.9 / (0.1·0.9 + 0.9·0.1) = 0.5.
    expect(relative(framePrecision({ hit: 0.9, falseHit: 0.1 }, 0.1), 0.5)).toBeLessThan(1e-12);
  });

  it("difficulty keeps the mean over events and spreads them", () => {
    for (const [hit, difficulty] of [
      [0.8, 0.3],
      [0.95, 0.6],
      [0.5, 0.9],
      [0.02, 0.5],
    ] as const) {
      const mean = easeNodes(difficulty).reduce(
        (sum, { ease, weight }) => sum + weight * hitOfEase(hit, difficulty, ease),
        0,
      );
      expect(Math.abs(mean - hit), `${hit} ${difficulty}`).toBeLessThan(1e-4);
    }
    expect(hitOfEase(0.8, 0, -3)).toBe(0.8);
    expect(hitOfEase(0.8, 0.5, -1)).toBeLessThan(0.8);
    expect(() => hitOfEase(0.8, 1, 0)).toThrow(RangeError);
  });
});

describe("traces", () => {
  const trace: Trace = {
    exits: 1,
    classes: 2,
    split: ["val", "val", "val", "val", "test"],
    example: Int32Array.of(0, 1, 2, 3, 4),
    label: Int32Array.of(1, 1, 0, 0, 1),
    predicted: Int32Array.of(1, 0, 0, 1, 1),
    confidence: Float64Array.of(0.9, 0.7, 0.8, 0.6, 0.99),
  };

  it("score by the confidence in the class: AUC 0.75 of two and two, by hand", () => {
    const { events, others } = traceScores(trace, { exit: 1, of: 1 }, "val");
    expect([...events].map((x) => Number(x.toFixed(9)))).toEqual([0.9, 0.3]);
    expect([...others].map((x) => Number(x.toFixed(9)))).toEqual([0.2, 0.6]);
    // Pairs in order: 0.9 > 0.2, 0.9 > 0.6, 0.3 > 0.2, 0.3 < 0.6.
    expect(relative(rocScores(rocOfScores(events, others)).auc, 0.75)).toBeLessThan(1e-12);
    expect(sharesAbove(events.toSorted(), others.toSorted(), 0.3)).toEqual({ hit: 1, falseHit: 0.5 });
  });

  it("score by logits where there are any", () => {
    const logits = Float64Array.of(0, Math.log(3), 0, 0, 0, 0, 0, 0, 0, 0);
    expect(traceScores({ ...trace, logits }, { exit: 1, of: 1 }, "val").events[0]).toBeCloseTo(0.75, 12);
  });

  it("are refused without such an exit or class", () => {
    expect(() => traceScores(trace, { exit: 2, of: 1 }, "val")).toThrow("exit 2");
    expect(() => traceScores(trace, { exit: 1, of: 7 }, "val")).toThrow("0 examples of class 7");
  });
});
