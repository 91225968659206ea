import { describe, expect, it } from "vitest";
import { type Cascade, closedForm, latencyQuantiles } from "../../src/index.js";
import { detectionTimes } from "../../src/closed-form/detection-times.js";
import { TimeDensity } from "../../src/closed-form/time-density.js";
import { easeNodes } from "../../src/scores/difficulty.js";
import { medium, persons, small } from "./worked-examples.js";

const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);
const rare = (mean: number): Cascade["events"] => ({ rate: 1e-9, length: { law: "exponential", mean } });
const cloud = {
  name: "cloud",
  confirmation: { hits: 2, of: 3 },
  hit: 0.8,
  falseHit: 0.02,
  difficulty: 0.2,
  latency: 0.3,
  energy: 5e-3,
  bytes: 30_000,
};

describe("the distribution of times to detection", () => {
  it("of an ideal network is even over a period: 50, 90 and 99 % of it", () => {
    const ideal = { ...small, hit: 1, falseHit: 0, difficulty: 0, latency: 0, confirmation: { hits: 1, of: 1 } };
    const found = latencyQuantiles({
      ...persons,
      stages: [ideal],
      events: { rate: 1e-9, length: { law: "fixed", mean: 60 } },
    });
    for (const [value, expected] of [
      [found?.p50, 0.05],
      [found?.p90, 0.09],
      [found?.p99, 0.099],
    ] as const)
      expect(relative(value ?? 0, expected)).toBeLessThan(1e-3);
  });

  it("of one network is the sum over frames by hand: 3 hits in a row at 1/2, no event before", () => {
    // First run of three complete at frame 3, 4, ...: 1/8, 1/16, 1/16, 1/16, 7/128; half of all by frame 10: 0.5078 of 1.
    const stage = {
      ...small,
      rate: 1,
      hit: 0.5,
      falseHit: 0,
      difficulty: 0,
      latency: 0,
      confirmation: { hits: 3, of: 3 },
    };
    const found = latencyQuantiles({
      ...persons,
      stages: [stage],
      events: { rate: 1e-12, length: { law: "exponential", mean: 1e6 } },
    });
    let [here, done, frame] = [[1, 0, 0], 0, 0];
    while (done < 0.5) {
      const [none = 0, one = 0, two = 0] = here;
      done += two / 2;
      here = [(none + one + two) / 2, none / 2, one / 2];
      frame++;
    }
    // The quantile lies in the period that this frame's phase covers.
    expect(found?.p50).toBeGreaterThan(frame - 1);
    expect(found?.p50).toBeLessThan(frame);
  });

  it.each([
    ["one stage", { ...persons, stages: [medium], events: rare(20) }],
    ["two", { ...persons, events: rare(20) }],
    ["two and a cloud", { ...persons, cloud, events: rare(20) }],
    ["one and a cloud", { ...persons, cloud, stages: [medium], events: rare(20) }],
    [
      "a slow first stage",
      {
        ...persons,
        stages: [
          { ...small, rate: 0.7 },
          { ...medium, rate: 3 },
        ],
        events: rare(20),
      },
    ],
  ] as readonly (readonly [string, Cascade])[])(
    "frame by frame has the recall and the mean that transforms give: %s",
    (_, cascade) => {
      const exact = closedForm(cascade);
      const step = 0.06;
      let [recall, time] = [0, 0];
      for (const { ease, weight } of easeNodes(0.3)) {
        // Events are rare, but false calls are not: a share of them begins while the second stage runs.
        const { watching, running } = detectionTimes(cascade, ease, step, 2400);
        const called = cascade.stages.length === 1 ? 0 : (exact.stages[1]?.duty ?? 0);
        for (const [density, share] of [
          [watching, 1 - called],
          [running, called],
        ] as const)
          density.values.forEach((chance, at) => {
            const alive = weight * share * chance * Math.exp((-at * step) / 20);
            recall += alive;
            time += alive * at * step;
          });
      }
      const deciding = (cascade.stages[1] ?? cascade.stages[0]).latency + (cascade.cloud?.latency ?? 0);
      expect(relative(recall, exact.recall)).toBeLessThan(5e-4);
      expect(relative(time / recall + deciding, exact.latency ?? 0)).toBeLessThan(0.005);
    },
  );

  it("is undefined where nothing is detected", () => {
    const blind = { ...small, hit: 0, falseHit: 0 };
    expect(latencyQuantiles({ ...persons, stages: [blind], events: rare(20) })).toBeUndefined();
  });

  it("densities keep means, and times that repeat are a geometric series", () => {
    const density = new TimeDensity(0.5, 100);
    density.add(1.3, 0.25);
    const mean = density.values.reduce((sum, chance, at) => sum + chance * at * 0.5, 0);
    expect(relative(mean, 0.25 * 1.3)).toBeLessThan(1e-12);
    const between = new TimeDensity(0.5, 100);
    between.add(1, 0.5);
    const start = new TimeDensity(0.5, 100);
    start.add(0, 1);
    const all = start.repeated(between);
    expect([...all.values.subarray(0, 7)]).toEqual([1, 0, 0.5, 0, 0.25, 0, 0.125]);
    expect(relative(start.plus(between).values[2] as number, 0.5)).toBeLessThan(1e-12);
  });
});
