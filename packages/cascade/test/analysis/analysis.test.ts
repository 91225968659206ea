import { describe, expect, it } from "vitest";
import {
  assumedVariants,
  type Cascade,
  closedForm,
  compareRates,
  dutyCrossovers,
  largestMedium,
  mediumOnly,
  savingsSplit,
  smallNetworkWorth,
  strategyCrossovers,
  strategyPowers,
} from "../../src/index.js";
import { medium, persons, small } from "../closed-form/worked-examples.js";

const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);
/** Nothing found by mistake, everything at once, and long events: duties are shares of time with an event. */
const ideal: Cascade = {
  ...persons,
  stages: [
    { ...small, hit: 1, falseHit: 0, difficulty: 0, latency: 0, confirmation: { hits: 1, of: 1 } },
    { ...medium, hit: 1, falseHit: 0, difficulty: 0, latency: 0, confirmation: { hits: 1, of: 1 }, patience: 1 },
  ],
  events: { rate: 1e-9, length: { law: "exponential", mean: 1000 } },
};

describe("strategies", () => {
  it("cross at a duty of 0.1 (invest) and 0.9 (abandon) with ten times less energy at equal rates", () => {
    const { abandon, invest } = dutyCrossovers(small, medium);
    expect(relative(abandon.sequential, 0.9)).toBeLessThan(1e-9);
    expect(relative(invest.sequential, 0.1)).toBeLessThan(1e-9);
    expect(abandon.exclusive).toBe(1);
    expect(relative(invest.exclusive, 0.1 / 1.1)).toBeLessThan(1e-9);
    expect(dutyCrossovers({ ...small, rate: 200 }, medium).abandon).toEqual({ sequential: 0, exclusive: 0 });
  });

  it("cross at the event rates that make these duties: 1 - exp(-rate x 1000 s)", () => {
    // Duty 0.9 at ln(10) / 1000 s = 8.289 per hour; duty 0.1 at -ln(0.9) / 1000 s = 0.3793 per hour.
    const sequential = strategyCrossovers(ideal, "sequential");
    expect(relative(sequential.abandon ?? 0, (3600 * Math.LN10) / 1000)).toBeLessThan(0.01);
    expect(relative(sequential.invest ?? 0, (-3600 * Math.log(0.9)) / 1000)).toBeLessThan(0.01);
    const exclusive = strategyCrossovers(ideal, "exclusive");
    expect(exclusive.abandon).toBeUndefined();
    expect(relative(exclusive.invest ?? 0, (-3600 * Math.log(1 - 0.1 / 1.1)) / 1000)).toBeLessThan(0.01);
  });

  it("change order at the crossover, and only there", () => {
    const { abandon = 0 } = strategyCrossovers(persons, "sequential");
    const [before, after] = strategyPowers(persons, [abandon * 0.99, abandon * 1.01]);
    expect(before?.sequential).toBeLessThan(before?.mediumOnly ?? 0);
    expect(after?.sequential).toBeGreaterThan(after?.mediumOnly ?? 0);
  });

  it("never let the exclusive cascade draw more than the second network alone, however often events come", () => {
    for (const { exclusive, mediumOnly: alone } of strategyPowers(persons, [0, 10, 100, 1000, 10_000, 100_000]))
      expect(exclusive).toBeLessThanOrEqual(alone * (1 + 1e-9));
    expect(() => mediumOnly({ ...persons, stages: [small] })).toThrow("one stage");
  });

  it("options A and B draw the same, and B tells an event's beginning ten times as finely", () => {
    const [a, b] = compareRates(ideal, { ...medium, rate: 1 }, { ...small, rate: 10 });
    expect(relative(a.power, b.power)).toBeLessThan(1e-9);
    expect([a.resolution, b.resolution]).toEqual([1, 0.1]);
    expect(b.latency).toBeLessThan(a.latency ?? 0);
  });
});

describe("what changes are worth", () => {
  it("a better first network is worth 8.7 % at most when nothing happens: 91 % is static", () => {
    const worth = smallNetworkWorth({ ...ideal, events: { ...ideal.events, rate: 0 } });
    // 63.2 µW of 728.2 µW.
    expect(Math.abs(worth.most - 63.2 / 728.2)).toBeLessThan(1e-3);
    expect(worth.half).toBe(worth.most / 2);
  });

  it("splits savings without remainder, by hand", () => {
    const split = savingsSplit({ ...ideal, events: { ...ideal.events, rate: 0 } });
    // Alone 10/s of 63.2 µJ, together 10/s of 6.32 µJ: all by energy.
    expect(relative(split.lessEnergy, 10 * (63.2e-6 - 6.32e-6))).toBeLessThan(1e-6);
    expect(Math.abs(split.fewerInferences)).toBeLessThan(1e-12);
    const both = savingsSplit({
      ...ideal,
      stages: [{ ...ideal.stages[0], rate: 5 }, medium],
      events: { ...ideal.events, rate: 0 },
    });
    // e: 63.2 -> 6.32 µJ, n: 10 -> 5.
    expect(relative(both.lessEnergy, (63.2e-6 - 6.32e-6) * 7.5)).toBeLessThan(0.01);
    expect(relative(both.fewerInferences, 5 * ((63.2e-6 + 6.32e-6) / 2))).toBeLessThan(0.01);
    const [saved] = [closedForm(mediumOnly(persons)).power - closedForm(persons).power];
    expect(relative(savingsSplit(persons).saved, saved)).toBeLessThan(1e-9);
  });

  it("the largest second network shortens the battery's life by exactly a tenth", () => {
    const battery = { capacity: 10_800, efficiency: 0.9, selfDischargePerMonth: 0.01, depthOfDischarge: 0.8 };
    const found = largestMedium(persons, battery);
    expect(relative(found.lifeAt, 0.9 * found.lifeWithout)).toBeLessThan(1e-9);
    const [first, second] = persons.stages;
    const power = closedForm({ ...persons, stages: [first, { ...(second ?? medium), energy: found.energy }] }).power;
    expect(
      relative(
        power,
        closedForm({ ...persons, stages: [first, { ...(second ?? medium), energy: 0 }] }).power +
          found.energy * (closedForm(persons).stages[1]?.rate ?? 0),
      ),
    ).toBeLessThan(1e-9);
    // Rarer events allow a larger one.
    const rare = largestMedium(
      { ...persons, stages: [{ ...small, falseHit: 0.001 }, medium], events: { ...persons.events, rate: 1e-5 } },
      battery,
    );
    expect(rare.factor).toBeGreaterThan(found.factor);
    expect(() => largestMedium(persons, battery, { share: 1 })).toThrow("share");
    expect(() => largestMedium({ ...persons, stages: [small] }, battery)).toThrow("never runs");
  });
});

describe("assumed values", () => {
  it("are halved and doubled; areas by their distance to 1, shares up to 100 %", () => {
    const text = JSON.stringify({
      a: { value: "2.5mW", assumed: true },
      "b.c": { auc: { value: 0.9, assumed: true }, efficiency: { value: "90%", assumed: true } },
      d: { difficulty: { value: 0.3, assumed: true }, none: { value: 0, assumed: true } },
    });
    const found = assumedVariants(text, ["a", "b.c.auc", "b.c.efficiency", "d.difficulty", "d.none", "gone"]);
    expect(found.map(({ path, is }) => `${path} ${is}`)).toEqual([
      "a 1.25mW",
      "a 5mW",
      "b.c.auc 0.8",
      "b.c.auc 0.95",
      "b.c.efficiency 45%",
      "b.c.efficiency 100%",
      "d.difficulty 0",
      "d.difficulty 0.6",
    ]);
    expect(JSON.parse(found[0]?.text ?? "").a.value).toBe("1.25mW");
  });
});
