import { random } from "@joulebook/core";
import { builtInDevice } from "@joulebook/hardware";
import { describe, expect, it } from "vitest";
import {
  deviceConditions,
  type ExitCosts,
  type ExitTable,
  type HeadForm,
  oneShotEvaluator,
  type PartCost,
  scoresOf,
} from "../../src/index.js";

const part = (energy: number, latency: number): PartCost => ({
  energy,
  latency,
  macs: energy * 10,
  weights: energy * 100,
  activations: latency * 100,
});

/** Two blocks; heads cost 1 J and 1 s (single) or 2 J and 1 s (double). */
const costs: ExitCosts = {
  blocks: [part(4, 2), part(6, 3)],
  heads: [0, 1].map(() => ({ single: part(1, 1), double: part(2, 1) })),
  notices: [],
};

/** Four examples; exits in the order 1-single, 1-double, 2-single, 2-double. */
const table: ExitTable = {
  examples: 4,
  exits: ["exit1-single", "exit1-double", "exit2-single", "exit2-double"],
  confidence: Float64Array.of(0.9, 0.8, 0.4, 0.3, 0.95, 0.9, 0.6, 0.3, 1, 1, 1, 1, 1, 1, 1, 1),
  correct: Uint8Array.of(1, 0, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1),
};

const place = (block: number, form: HeadForm): number => 2 * (block - 1) + (form === "single" ? 0 : 1);
const evaluator = oneShotEvaluator({ precisions: [{ bits: "8/8", validation: table, costs }], place, blocks: 2 });

describe("oneShotEvaluator", () => {
  it("computes accuracy and every energy-delay by hand", () => {
    const found = evaluator.evaluate({ exits: [1], head1: "double", threshold1: 0.6, head2: "single", bits: "8/8" });
    // Three of four leave at exit 1 (all right), the last one at exit 2-single (right).
    expect(found["accuracy"]).toBe(1);
    expect(found["lastExitShare"]).toBe(0.25);
    // Until exit 1: 6 J, 3 s; until the end 13 J, 7 s. Backbone alone: 11 J, 6 s; blocks alone 5 s.
    expect(found["averageEnergyDelay"]).toBeCloseTo(0.75 * 18 + 0.25 * 91, 12);
    expect(found["energy"]).toBeCloseTo(0.75 * 6 + 0.25 * 13, 12);
    expect(found["productOfMeans"]).toBeCloseTo((0.75 * 6 + 0.25 * 13) * (0.75 * 3 + 0.25 * 7), 12);
    expect(found["headOverhead"]).toBeCloseTo(91 / 66 - 1, 12);
    expect(found["averageToBackbone"]).toBeCloseTo(36.25 / 66, 12);
    expect(found["averageToAllExits"]).toBeCloseTo(36.25 / 91, 12);
    expect(found["averageToMixed"]).toBeCloseTo(36.25 / (13 * 5), 12);
    expect(found["macs"]).toBeCloseTo(0.75 * 60 + 0.25 * 130, 12);
    expect(found["weightBytes"]).toBe(1300);
  });

  it("chooses among operating points, by hand: E = (E0 - P0 t0)(V/V0)² + P t, t = t0 f0/f", () => {
    const point = { source: "none" } as const;
    const device = {
      ...builtInDevice("textbook-45nm"),
      voltage: { value: 1, ...point },
      clock: { value: 100, ...point },
      operatingPoints: [
        { name: "slow", voltage: 0.5, clock: 50, staticPower: 0.25, ...point },
        { name: "fast", voltage: 1, clock: 100, staticPower: 1, ...point },
      ],
    };
    const conditions = deviceConditions({ device }, () => costs);
    const dvfs = oneShotEvaluator({
      precisions: [{ bits: "8/8", validation: table, costs, conditions }],
      place,
      blocks: 2,
    });
    expect(dvfs.parameters.at(-1)).toEqual({ name: "point", kind: "categorical", values: ["slow", "fast"] });
    const design = { exits: [1], head1: "double", threshold1: 0.6, head2: "single", bits: "8/8" };
    expect(dvfs.evaluate({ ...design, point: "fast" })).toEqual(evaluator.evaluate(design));
    // Until exit 1 6 J in 3 s: 3 J of them switch, at half the voltage .75 J, and .25 W leak for 6 s: 2.25 J. Until the end 13 J in 7 s:
    // 6/4 + .25 x 14 = 5 J in 14 s.
    const slow = dvfs.evaluate({ ...design, point: "slow" });
    expect(slow["averageEnergyDelay"]).toBeCloseTo(0.75 * 2.25 * 6 + 0.25 * 5 * 14, 12);
    expect(slow["energy"]).toBeCloseTo(0.75 * 2.25 + 0.25 * 5, 12);
  });

  it("takes points that are devices of their own, and refuses allocations where there are no cores", () => {
    const device = builtInDevice("ndp9120-31mhz");
    const points = { low: device, high: builtInDevice("ndp9120-99mhz") };
    const asked: string[] = [];
    const found = deviceConditions({ device, points }, ({ id }) => {
      asked.push(id);
      return costs;
    });
    expect([found.map(({ point }) => point), asked]).toEqual([
      ["low", "high"],
      ["ndp9120-31mhz", "ndp9120-99mhz"],
    ]);
    expect(() => deviceConditions({ device, allocations: ["energy"] }, () => costs)).toThrow("has no cores");
  });

  it("takes one threshold for all exits where it is told to", () => {
    const shared = oneShotEvaluator({
      precisions: [{ bits: "8/8", validation: table, costs }],
      place,
      blocks: 2,
      thresholds: "shared",
    });
    expect(shared.parameters.map(({ name }) => name)).toEqual(["exits", "head1", "head2", "threshold", "bits"]);
    expect(shared.evaluate({ exits: [1], head1: "double", threshold: 0.6, head2: "single", bits: "8/8" })).toEqual(
      evaluator.evaluate({ exits: [1], head1: "double", threshold1: 0.6, head2: "single", bits: "8/8" }),
    );
  });

  it("is the static network without exits", () => {
    const found = evaluator.evaluate({ exits: [], head2: "single", bits: "8/8" });
    expect(found).toMatchObject({
      accuracy: 0.75,
      lastExitShare: 1,
      headOverhead: 0,
      averageToBackbone: 1,
      exitCount: 1,
    });
  });

  it("reports intervals that cover the truth about as often as they say", () => {
    // 200 draws of 400 examples from a known accuracy: 95 % intervals should miss about 10 times; more than 25 or fewer
    // than 1 has a chance below 1e-4 if the level holds.
    let missed = 0;
    for (let trial = 0; trial < 200; trial++) {
      const stream = random(trial, "coverage");
      const drawn: ExitTable = {
        examples: 400,
        exits: table.exits,
        confidence: new Float64Array(1600).fill(1),
        correct: Uint8Array.from({ length: 1600 }, () => (stream.uniform() < 0.7 ? 1 : 0)),
      };
      const of = oneShotEvaluator({ precisions: [{ bits: "8/8", validation: drawn, costs }], place, blocks: 2 });
      const accuracy = of
        .report?.({ exits: [], head2: "single", bits: "8/8" })
        .find(({ quantity }) => quantity === "accuracy");
      const { low = 0, high = 0 } = accuracy?.interval ?? {};
      if (low > 0.7 || high < 0.7) missed += 1;
    }
    expect(missed).toBeGreaterThan(0);
    expect(missed).toBeLessThan(26);
  });
});

describe("scoresOf", () => {
  it("adds what limits are broken by, relative to the limit", () => {
    const scores = scoresOf(
      { a: 3, b: 0.2, c: -1 },
      [
        { quantity: "a", direction: "minimise" },
        { quantity: "b", direction: "maximise" },
      ],
      [
        { quantity: "a", atMost: 2 },
        { quantity: "b", atLeast: 0.4 },
        { quantity: "c", atLeast: 0 },
        { quantity: "a", atMost: 3 },
      ],
    );
    expect(scores.objectives).toEqual([3, -0.2]);
    expect(scores.violation).toBeCloseTo(0.5 + 0.5 + 1, 12);
    expect(() => scoresOf({ a: Number.NaN }, [{ quantity: "a", direction: "minimise" }], [])).toThrow(
      "a must be a number",
    );
  });
});
