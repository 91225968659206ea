import { describe, expect, it } from "vitest";
import { type Cascade, closedForm, hitOfEase } from "../../src/index.js";
import { medium, persons, small } from "./worked-examples.js";

const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);
/** Nothing is ever found by mistake, everything at once. */
const ideal: Cascade = {
  ...persons,
  stages: [
    { ...small, hit: 1, falseHit: 0, difficulty: 0, latency: 0, confirmation: { hits: 1, of: 1 } },
    { ...medium, hit: 1, falseHit: 0, difficulty: 0, latency: 0, confirmation: { hits: 1, of: 1 }, patience: 1 },
  ],
};
const duty = (mode: Cascade["mode"], share: number): Cascade => ({
  ...ideal,
  mode,
  // Long events, so that the share of time with one is 1 - exp(-rate x length).
  events: { rate: -Math.log1p(-share) / 1e5, length: { law: "exponential", mean: 1e5 } },
});

describe("the closed form", () => {
  // Worked example: static 0.665 mW, small 6.32 µJ, medium 63.2 µJ, both 10 frames/s.
  it.each([
    [0.01, 0.735],
    [0.1, 0.791],
    [0.5, 1.044],
    [0.9, 1.297],
  ])("sequential cascade with a duty of %s of the medium network takes %s mW", (share, power) => {
    const found = closedForm(duty("sequential", share));
    expect(relative(found.stages[1]?.duty ?? 0, share)).toBeLessThan(1e-3);
    expect(Math.abs(found.power * 1e3 - power)).toBeLessThan(1.5e-3);
  });

  it("takes 0.728 mW when nothing happens, 91 % of it static; medium alone 1.297 mW", () => {
    const quiet = closedForm({ ...ideal, events: { ...ideal.events, rate: 0 } });
    expect(Math.abs(quiet.power * 1e3 - 0.7282)).toBeLessThan(1e-4);
    expect(Math.abs(quiet.staticShare - 0.913)).toBeLessThan(1e-3);
    expect(Math.abs(closedForm({ ...ideal, stages: [medium] }).power * 1e3 - 1.297)).toBeLessThan(1e-3);
  });

  it("exclusive: P = Ps + (1 - d) fs Es + d fm Em", () => {
    const found = closedForm(duty("exclusive", 0.5));
    expect(relative(found.power, 0.665e-3 + 0.5 * 10 * 6.32e-6 + 0.5 * 10 * 63.2e-6)).toBeLessThan(1e-3);
  });

  it("detects an ideal event at its first frame: half a period, one hand-over frame after another", () => {
    const found = closedForm({ ...ideal, events: { rate: 1e-6, length: { law: "fixed", mean: 100 } } });
    expect(Math.abs(found.recall - 1)).toBeLessThan(1e-4);
    expect(Math.abs((found.latency ?? 0) - 0.05)).toBeLessThan(2e-3);
    const short = closedForm({ ...ideal, events: { rate: 1e-9, length: { law: "exponential", mean: 0.1 } } });
    // One frame within an exponential time: (1 - e^-x)/x at x = 1.
    expect(relative(short.recall, 1 - Math.exp(-1))).toBeLessThan(1e-9);
  });

  it.each([0.05, 0.1, 0.3, 0.6, 0.9])(
    "is the mean over 4000 events of different ease, each with frames of its own chance, at a difficulty of %s",
    (difficulty) => {
      const rare = { rate: 1e-9, length: { law: "exponential", mean: 20 } } as const;
      const [first, second] = [
        { ...small, confirmation: { hits: 3, of: 5 } },
        { ...medium, hit: 0.6, confirmation: { hits: 8, of: 8 } },
      ] as const;
      const of = (hits: (hit: number) => number, share: number): Cascade => ({
        ...persons,
        events: rare,
        stages: [
          { ...first, hit: hits(first.hit), difficulty: share },
          { ...second, hit: hits(second.hit), difficulty: share },
        ],
      });
      let [recall, time, weights] = [0, 0, 0];
      for (let ease = -6; ease <= 6; ease += 0.003) {
        const weight = Math.exp(-(ease ** 2) / 2);
        const found = closedForm(of((hit) => hitOfEase(hit, difficulty, ease), 0));
        recall += weight * found.recall;
        time += weight * found.recall * (found.latency ?? 0);
        weights += weight;
      }
      const found = closedForm(of((hit) => hit, difficulty));
      expect(Math.abs(found.recall - recall / weights)).toBeLessThan(5e-4);
      expect(relative(found.latency ?? 0, time / recall)).toBeLessThan(0.01);
    },
  );

  it("gives an event k in a row by its length: first-passage probabilities for one stage", () => {
    // 2 in a row at 0.5 within 4 frames, counted: 8 of 16 sequences; frames at 10/s from phase 0 to 1, length 0.4 s: always 4 frames.
    const found = closedForm({
      ...ideal,
      stages: [{ ...small, hit: 0.5, falseHit: 0, difficulty: 0, confirmation: { hits: 2, of: 2 } }],
      events: { rate: 1e-6, length: { law: "fixed", mean: 0.4 } },
    });
    expect(Math.abs(found.recall - 0.5)).toBeLessThan(0.02);
  });

  it("lets a false alarm stand until its call hands back: 2 misses in a row at 0.5 come after 6 frames", () => {
    const [first, second] = [
      { ...small, hit: 1, falseHit: 1, latency: 0, rate: 10, confirmation: { hits: 1, of: 1 } },
      { ...medium, hit: 1, falseHit: 0.5, latency: 0, rate: 10, confirmation: { hits: 1, of: 1 }, patience: 2 },
    ];
    const quiet = { ...persons, events: { ...persons.events, rate: 0 }, stages: [first, second] as const };
    const { falseAlarms, falseAlarmTime } = closedForm(quiet);
    // 1 - 1/4 of the calls confirm; (1 - 1/4)/(1/2 · 1/4) = 6 frames of 0.1 s until two misses.
    expect(relative(falseAlarmTime / falseAlarms, 0.6)).toBeLessThan(1e-9);
    // Alone, 2 of 3 at 0.05 stands at 0.00725 of the frames.
    const one = closedForm({
      ...quiet,
      stages: [{ ...small, falseHit: 0.05, confirmation: { hits: 2, of: 3 } }],
    });
    expect(relative(one.falseAlarmTime, 0.00725 * 86_400)).toBeLessThan(1e-3);
  });

  it("counts events of no rate as chances: zero events have a recall, no prior, and precision 0 with false alarms", () => {
    const found = closedForm({ ...persons, events: { ...persons.events, rate: 0 } });
    expect(found.recall).toBeGreaterThan(0.9);
    expect(found.falseAlarms).toBeGreaterThan(0);
    expect(found.precision).toBe(0);
  });

  it.each([
    ["hit of small", { ...persons, stages: [{ ...small, hit: 1.1 }, medium] }],
    ["falseHit of medium", { ...persons, stages: [small, { ...medium, falseHit: -0.1 }] }],
    ["at most", { ...persons, stages: [small, { ...medium, rate: 79 }] }],
    ["patience", { ...persons, stages: [small, { ...medium, patience: 0 }] }],
    ["rate of events", { ...persons, events: { ...persons.events, rate: Number.NaN } }],
    ["length", { ...persons, events: { rate: 1, length: { law: "exponential", mean: Number.POSITIVE_INFINITY } } }],
    [
      "shares of a mixture",
      { ...persons, events: { rate: 1, length: { law: "mixture", parts: [{ mean: 1, share: 0.5 }] } } },
    ],
    ["24 factors", { ...persons, events: { ...persons.events, diurnal: [1] } }],
    ["difficulty", { ...persons, stages: [{ ...small, difficulty: 1 }, medium] }],
    ["staticPower", { ...persons, staticPower: -1 }],
  ] as readonly (readonly [string, Cascade])[])("refuses what cannot be: %s", (what, cascade) => {
    expect(() => closedForm(cascade)).toThrow(what);
  });
});
