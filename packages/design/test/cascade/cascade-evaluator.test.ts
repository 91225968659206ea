import { InputError } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import {
  atLeast,
  cascadeEvaluator,
  type CascadePoint,
  makeEvaluator,
  planStudy,
  searchInMemory,
  studyResult,
} from "../../src/index.js";

/** Person detection on NDP120 at 0.9 V: 63.2 µJ dynamic, static 0.665 mW; the small model a tenth. */
const point: CascadePoint = {
  name: "0.9 V",
  small: 6.32e-6,
  medium: 63.2e-6,
  smallLatency: 1.3e-3,
  mediumLatency: 12.8e-3,
  staticPower: 0.665e-3,
};
const settings = { points: [point], eventRate: 1e-9, eventLength: 5, smallSeparation: 20, mediumSeparation: 20 };
const design = {
  smallRate: 10,
  mediumRate: 10,
  confirmationFrames: 3,
  confirmationShare: 0.7,
  smallRecall: 0.9,
  mediumRecall: 0.9,
  point: "0.9 V",
};

describe("cascadeEvaluator", () => {
  it("costs 0.728 mW without events and false alarms, and 1.297 mW with the medium model always on (worked example)", () => {
    expect(cascadeEvaluator(settings).evaluate(design)["power"]).toBeCloseTo(0.728e-3, 6);
    const always = cascadeEvaluator({ ...settings, eventRate: 1e9 }).evaluate(design);
    expect(always["mediumShare"]).toBe(1);
    expect(always["power"]).toBeCloseTo(1.297e-3, 6);
  });

  it("confirms 2 of 3 at 0.9 with 0.972, and events by the windows that fit into them", () => {
    expect(atLeast(2, 3, 0.9)).toBeCloseTo(0.972, 12);
    // One second at 3 frames per second is one window for the small model and none for the medium one.
    const short = cascadeEvaluator({ ...settings, eventLength: 1 }).evaluate({
      ...design,
      smallRate: 3,
      mediumRate: 30,
    });
    expect(short["eventRecall"]).toBe(0);
    // Two seconds: 2 windows small, (2 - 1) s · 3 / 3 = 1 window medium.
    const long = cascadeEvaluator({ ...settings, eventLength: 2 }).evaluate({ ...design, smallRate: 3, mediumRate: 3 });
    expect(long["eventRecall"]).toBeCloseTo((1 - 0.028 ** 2) * 0.972, 9);
  });

  it("has the false alarms of the normal distribution: recall 0.8413 at separation 1 is Φ(0) = 0.5 a frame", () => {
    const found = cascadeEvaluator({ ...settings, smallSeparation: 1, mediumSeparation: 1 }).evaluate({
      ...design,
      confirmationFrames: 1,
      confirmationShare: 1,
      smallRecall: 0.84134,
      mediumRecall: 0.84134,
    });
    // 3600 s · 10 frames · 0.5 switches, half of them confirmed.
    expect(Math.abs((found["falseAlarms"] as number) / (3600 * 10 * 0.25) - 1)).toBeLessThan(1e-4);
  });

  it("is searched by the shipped settings: more recall costs more power along the front", () => {
    const study = {
      name: "c",
      evaluator: { kind: "cascade" },
      algorithm: { kind: "nsga2", population: 40 },
      evaluations: 1200,
      seed: 1,
      timeout: 1,
    } as const;
    const plan = planStudy(study, makeEvaluator({ kind: "cascade" }, { runs: [] }));
    const { records, firstBatch } = searchInMemory(plan);
    const { front } = studyResult(plan, records, firstBatch);
    expect(front.length).toBeGreaterThan(5);
    const recalls = front.map(({ quantities }) => quantities["eventRecall"] as number);
    expect(recalls).toEqual(recalls.toSorted((a, b) => a - b));
    expect(front.every(({ quantities }) => (quantities["falseAlarms"] as number) <= 1)).toBe(true);
  });

  it("refuses settings that make no sense", () => {
    expect(() => cascadeEvaluator({ ...settings, eventLength: 0 })).toThrow(InputError);
    expect(() => cascadeEvaluator({ ...settings, points: [] })).toThrow("no operating point");
    expect(() => makeEvaluator({ kind: "cascade", eventRate: "ten" }, { runs: [] })).toThrow("eventRate is NaN");
  });
});
