import { describe, expect, it } from "vitest";
import {
  averagePower,
  budgetAxis,
  budgetText,
  busyShare,
  type Candidate,
  inferenceEnergy,
  parseBudget,
} from "../../src/index.js";

// A board of 1 W idle: one inference takes 50 ms and 0.1 J, idle included, that is 2 W while running.
const known = { energy: 0.1, latency: { mean: 0.05 }, idlePower: 1, idleIncluded: true };

describe("averagePower", () => {
  it("adds what an inference costs above idle to the idle power", () => {
    // By time: busy 5 x 0.05 = 25 % at 2 W, idle 75 % at 1 W: 0.5 + 0.75 = 1.25 W.
    expect(averagePower(known, 5)).toBe(1.25);
    // Always busy: 2 W. Never asked: 1 W.
    expect(averagePower(known, 20)).toBe(2);
    expect(averagePower(known, 0)).toBe(1);
  });

  it("adds the whole inference when its energy excludes idle power", () => {
    // 0.05 J above idle at 5 /s: 1 + 0.25 = 1.25 W, the same board in the other convention.
    expect(averagePower({ ...known, energy: 0.05, idleIncluded: false }, 5)).toBe(1.25);
  });

  it("is an upper bound when the convention or the latency is unknown", () => {
    expect(averagePower({ energy: 0.1, latency: { mean: 0.05 }, idlePower: 1 }, 5)).toBe(1.5);
    expect(averagePower({ energy: 0.1, idlePower: 1, idleIncluded: true }, 5)).toBe(1.5);
  });

  it("is the rate times the energy when idle power is unknown", () => {
    expect(averagePower({ energy: 0.1 }, 5)).toBe(0.5);
  });

  it("is infinite at a rate that cannot be kept", () => {
    expect(averagePower(known, 20.001)).toBe(Number.POSITIVE_INFINITY);
    expect(busyShare(known, 20)).toBe(1);
    expect(busyShare({ energy: 1 }, 20)).toBeUndefined();
  });

  it("gives the average of a duty cycle: 60 W half of the time is 30 W", () => {
    // PAPERS section 0.3 and 8: runs of an hour at 60 W, twelve a day, nothing in between.
    expect(
      averagePower({ energy: 60 * 3600, latency: { mean: 3600 }, idlePower: 0, idleIncluded: true }, 12 / 86_400),
    ).toBe(30);
  });

  it("gives 0.185 mW for four flashes of 4 J a day, not the printed 0.18 W", () => {
    // PAPERS section 7.1: 16 J / 86,400 s = 1.8519e-4 W.
    expect(Math.abs(averagePower({ energy: 4 }, 4 / 86_400) / 1.851_851_85e-4 - 1)).toBeLessThan(1e-8);
  });

  it("puts MLPerf Tiny's NDP120 at its measured power when it never waits", () => {
    // PAPERS section 0: VWW at 0.9 V, 71.711 uJ, 78.088 inferences/s, measured 5.598 mW at the highest rate.
    const power = averagePower(
      { energy: 71.711e-6, latency: { mean: 1 / 78.088 }, idlePower: 0.665e-3, idleIncluded: true },
      78.088,
    );
    expect(Math.abs(power / 5.598e-3 - 1)).toBeLessThan(5e-4);
  });
});

describe("budgetAxis", () => {
  it("compares energies of one inference under a budget per inference", () => {
    const axis = budgetAxis({ kind: "inference", energy: 0.05 });
    expect(axis).toMatchObject({ unit: "J", limit: 0.05, hard: false });
    expect(axis.rate).toBeUndefined();
    expect(axis.cost(known)).toBe(0.1);
    expect(axis.cost({ energy: 0.1 })).toBe(0.1);
    // Idle power during the inference is added where it is known to be left out: 0.05 + 1 W x 50 ms = 0.1 J.
    expect(axis.cost({ ...known, energy: 0.05, idleIncluded: false })).toBe(0.1);
    expect(inferenceEnergy({ energy: 0.05, idleIncluded: false })).toBe(0.05);
  });

  it("caps the largest energy of an inference when the budget is hard", () => {
    // An early-exit network: 0.1 J on average, 0.3 J to the last exit.
    const exits = { energy: 0.1, energyMax: 0.3, latency: { mean: 0.05, max: 0.15 }, idlePower: 1 };
    const hard = budgetAxis({ kind: "inference", energy: 0.2, hard: true });
    expect(hard.cost(exits)).toBe(0.3);
    expect(budgetAxis({ kind: "inference", energy: 0.2 }).cost(exits)).toBe(0.1);
    expect(hard.cost({ energy: 0.1 })).toBe(0.1);
    // Idle left out of the energies: 0.3 + 1 W x 150 ms = 0.45 J.
    expect(hard.cost({ ...exits, idleIncluded: false })).toBeCloseTo(0.45, 12);
  });

  it("compares average powers under a power budget", () => {
    const axis = budgetAxis({ kind: "power", power: 2, rate: 5, hard: true });
    expect(axis).toMatchObject({ unit: "W", limit: 2, rate: 5, hard: true });
    expect(axis.cost(known)).toBe(1.25);
  });

  it("allows what empties the battery in its lifetime", () => {
    // 2000 mWh = 7200 J over 30 d = 2,592,000 s: 2.7778 mW.
    const axis = budgetAxis({ kind: "battery", battery: { capacity: 7200 }, lifetime: 2_592_000, rate: 1 });
    expect(axis.unit).toBe("W");
    expect(Math.abs(axis.limit / 2.777_777_8e-3 - 1)).toBeLessThan(1e-7);
  });

  it("adds up a window with its waiting", () => {
    // One hour at 5 /s: N E + P_idle (T - N t) = 18000 x 0.1 + 1 x (3600 - 900) = 4500 J.
    const axis = budgetAxis({ kind: "window", energy: 5000, duration: 3600, rate: 5 });
    expect(axis).toMatchObject({ unit: "J", limit: 5000 });
    expect(axis.cost(known)).toBe(4500);
    expect(axis.cost({ ...known, latency: { mean: 0.3 } })).toBe(Number.POSITIVE_INFINITY);
  });

  it("is linear in the shares of a mixture", () => {
    // Half the inferences by each: by hand 0.5 x 1.25 + 0.5 x (1 + 5 x (0.3 - 0.1)) = 0.625 + 1 = 1.625 W,
    // and by time: busy 12.5 % at 2 W and 25 % at 3 W, idle 62.5 % at 1 W: 0.25 + 0.75 + 0.625 = 1.625 W.
    const { cost } = budgetAxis({ kind: "power", power: 2, rate: 5 });
    const larger = { energy: 0.3, latency: { mean: 0.1 }, idlePower: 1, idleIncluded: true };
    expect(0.5 * cost(known) + 0.5 * cost(larger)).toBeCloseTo(1.625, 12);
  });

  it("says what it had to assume", () => {
    const power = budgetAxis({ kind: "power", power: 2, rate: 5 });
    const codes = (candidate: Parameters<typeof power.cost>[0]): string[] =>
      power.assumptions(candidate).map(({ code }) => code);
    expect(codes(known)).toEqual([]);
    expect(codes({ energy: 1 })).toEqual(["latency-unknown", "idle-power-unknown"]);
    expect(codes({ energy: 1, latency: { mean: 0.1 } })).toEqual(["idle-power-unknown"]);
    expect(codes({ energy: 0.1, latency: { mean: 0.05 }, idlePower: 1 })).toEqual(["idle-inclusion-unknown"]);
    expect(codes({ ...known, idlePower: 3 })).toEqual(["idle-above-run"]);
    const inference = budgetAxis({ kind: "inference", energy: 2 });
    expect(inference.assumptions(known)).toEqual([]);
    expect(inference.assumptions({ energy: 1 })[0]?.code).toBe("idle-inclusion-unknown");
    expect(inference.assumptions({ energy: 1, idleIncluded: false })[0]?.code).toBe("idle-power-unknown");
    expect(inference.assumptions({ ...known, idleIncluded: false })).toEqual([]);
  });

  it("takes candidates as they are", () => {
    const candidate: Candidate = {
      id: "a",
      model: "m",
      device: "d",
      origin: "measured",
      evidence: "measured",
      accuracy: 0.7,
      keys: {},
      ...known,
    };
    expect(budgetAxis({ kind: "inference", energy: 1 }).cost(candidate)).toBe(0.1);
  });
});

describe("budgetText", () => {
  it.each([
    [{ budget: "50mJ" }, "50 mJ per inference"],
    [{ budget: "50mJ", hard: true }, "50 mJ per inference, as a cap on every inference"],
    [{ power: "20mW", rate: "5/s" }, "20 mW on average at 5 /s"],
    [{ energy: "10J", window: "1h", rate: "1/min" }, "10 J in 1 h at 1 /min"],
    [
      {
        battery: "2000mWh",
        lifetime: "30d",
        rate: "1/s",
        depthOfDischarge: "80%",
        selfDischarge: "3%",
        efficiency: "90%",
      },
      "2 Wh battery, used to 80 %, losing 3.0 % a month, converted at 90 % for 30 d at 1 /s",
    ],
  ])("says %j in words", (options, text) => {
    const budget = parseBudget(options);
    expect(budget === undefined ? "" : budgetText(budget)).toBe(text);
  });
});
