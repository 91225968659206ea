import { InputError, type OperatingPoint } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { atPoint, splitEnergy } from "../../src/operating-points/energy-at-point.js";
import { paceToDeadline } from "../../src/operating-points/pace-to-deadline.js";
import { frequencyLimit, namedPoint } from "../../src/operating-points/point-table.js";

const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);

/** NDP9120, MLPerf Tiny v1.1; static power fitted to the two points of each task (keyword spotting .653, classification .676, wake words .665 mW). */
const slow: OperatingPoint = {
  name: "0.9 V",
  voltage: 0.9,
  clock: 30.7e6,
  staticPower: 0.665e-3,
  source: "mlperf-tiny",
};
const fast: OperatingPoint = {
  name: "1.1 V",
  voltage: 1.1,
  clock: 98.7e6,
  staticPower: 0.665e-3,
  source: "mlperf-tiny",
};
const tasks = [
  ["keyword spotting", 31.537e-6, 227.204, 43.802e-6, 664.507],
  ["image classification", 101.833e-6, 62.267, 139.367e-6, 195.027],
  ["visual wake words", 71.711e-6, 78.088, 97.164e-6, 241.08],
] as const;

describe("an inference at another operating point", () => {
  it.each(tasks)("%s: from 0.9 V the energy at 1.1 V is the measured one within 1 %%", (_, low, lowRate, high) => {
    // Measured ratios are 1.355 to 1.389; V² alone would say 1.494.
    const predicted = atPoint(splitEnergy({ energy: low, latency: 1 / lowRate }, slow), fast);
    expect(relative(predicted.energy, high)).toBeLessThan(0.01);
    expect(relative(low * (1.1 / 0.9) ** 2, high)).toBeGreaterThan(0.07);
  });

  it.each(tasks)("%s: the clock alone explains the latency within 10 %%", (_, low, lowRate, __, highRate) => {
    const predicted = atPoint(splitEnergy({ energy: low, latency: 1 / lowRate }, slow), fast);
    expect(relative(predicted.latency, 1 / highRate)).toBeLessThan(0.1);
  });

  it("gives 9 % of static energy for keyword spotting at 0.9 V", () => {
    // 0.653 mW x 4.40 ms = 2.87 µJ of 31.5 µJ (the article's double counting).
    const split = splitEnergy({ energy: 31.537e-6, latency: 1 / 227.204 }, { ...slow, staticPower: 0.6526e-3 });
    expect(relative(split.staticEnergy, 2.872e-6)).toBeLessThan(0.001);
    expect(split.staticShare).toBeCloseTo(0.0911, 3);
  });

  it("leaves the energy of what has a supply of its own as it is", () => {
    // By hand: 4 J at 1 V and 1 Hz, of them 1 J leaks in 1 s and 1 J is main memory's; at 2 V and 2 Hz 2 J x 4 + 1 W x 0.5 s + 1 J.
    const low = { name: "low", voltage: 1, clock: 1, staticPower: 1, source: "s" };
    const inference = {
      point: low,
      dynamicEnergy: 2,
      staticEnergy: 1,
      ownSupplyEnergy: 1,
      energy: 4,
      latency: 1,
      staticShare: 0.25,
    };
    expect(atPoint(inference, { ...low, name: "high", voltage: 2, clock: 2 }).energy).toBe(9.5);
  });

  it("comes back to itself", () => {
    const split = splitEnergy({ energy: 31.537e-6, latency: 1 / 227.204 }, slow);
    const back = atPoint(atPoint(split, fast), slow);
    expect(relative(back.energy, split.energy)).toBeLessThan(1e-12);
    expect(relative(back.latency, split.latency)).toBeLessThan(1e-12);
  });

  it("refuses a static power that leaves nothing", () => {
    expect(() => splitEnergy({ energy: 1e-6, latency: 1 }, slow)).toThrow("more than the");
  });
});

describe("paceToDeadline", () => {
  // 10 mJ dynamic at 1 V and 100 MHz in 1 s; fast: 4 V² -> 40 mJ in .5 s. Static 10 mW (slow) and 20 mW (fast).
  const low: OperatingPoint = { name: "low", voltage: 1, clock: 100e6, staticPower: 0.01, source: "assumed" };
  const high: OperatingPoint = { name: "high", voltage: 2, clock: 200e6, staticPower: 0.02, source: "assumed" };
  const inference = splitEnergy({ energy: 0.02, latency: 1 }, low);

  it("adds the wait to the work, by hand", () => {
    const { paces } = paceToDeadline(inference, [high, low], { deadline: 2 });
    // low: 10 + 10 mJ, then 10 mW x 1 s; high: 40 + 10 mJ, then 20 mW x 1.5 s.
    expect(paces.map(({ point, energy }) => [point.name, Number(energy.toPrecision(9))])).toEqual([
      ["low", 0.03],
      ["high", 0.08],
    ]);
  });

  it("goes slow and low when static power is small, races to idle when it dominates and sleep is free", () => {
    expect(paceToDeadline(inference, [low, high], { deadline: 2, sleepPower: 0 }).best?.point).toBe(low);
    const leaky = { ...low, staticPower: 1 };
    const racing = { ...high, voltage: 1.01, staticPower: 1 };
    const heavy = splitEnergy({ energy: 1.01, latency: 1 }, leaky);
    const choice = paceToDeadline(heavy, [leaky, racing], { deadline: 2, sleepPower: 0 });
    expect(choice.best).toBe(choice.raceToIdle);
    expect(choice.slowAndLow?.point).toBe(leaky);
  });

  it("takes the lowest voltage that is in time, and counts waking up", () => {
    expect(paceToDeadline(inference, [low, high], { deadline: 0.8 }).slowAndLow?.point).toBe(high);
    const { best } = paceToDeadline(inference, [high], { deadline: 1, sleepPower: 0, wakeEnergy: 0.001 });
    expect(best?.energy).toBeCloseTo(0.04 + 0.01 + 0.001, 12);
  });

  it("says which clock is needed when no point is in time", () => {
    const choice = paceToDeadline(inference, [low, high], { deadline: 0.1 });
    expect([choice.best, choice.clockNeeded]).toEqual([undefined, 1e9]);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses the deadline %s", (deadline) => {
    expect(() => paceToDeadline(inference, [low], { deadline })).toThrow(RangeError);
  });
});

describe("frequencyLimit", () => {
  it("joins the points of the table by straight lines", () => {
    expect(frequencyLimit([fast, slow], 1)).toBeCloseTo((30.7e6 + 98.7e6) / 2, 3);
    expect(frequencyLimit([fast, slow], 0.9)).toBe(30.7e6);
    expect(frequencyLimit([fast, slow], 1.1)).toBe(98.7e6);
  });

  it.each([0.8, 1.2, Number.NaN])("refuses %s V, outside the table, with exit code 3", (voltage) => {
    expect(() => frequencyLimit([slow, fast], voltage)).toThrow(InputError);
    expect(() => frequencyLimit([slow, fast], voltage)).toThrow("outside the device's table");
  });

  it("knows points by name, and the nearest of a wrong one", () => {
    expect(namedPoint([slow, fast], "1.1 V")).toBe(fast);
    expect(() => namedPoint([slow, fast], "1.2 V")).toThrow('no operating point "1.2 V"');
  });
});
