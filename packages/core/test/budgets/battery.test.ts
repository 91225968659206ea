import { describe, expect, it } from "vitest";
import { batteryLifetime, batteryPower, selfDischargePower, usableEnergy } from "../../src/index.js";

describe("batteries", () => {
  it("runs 2000 mWh for 1000 h at 2 mW", () => {
    // 2000 mWh / 2 mW = 1000 h = 3,600,000 s.
    expect(batteryLifetime({ capacity: 7200 }, 0.002)).toBe(3_600_000);
    expect(batteryPower({ capacity: 7200 }, 3_600_000)).toBe(0.002);
  });

  it("follows hours = mWh x depth of discharge x efficiency / mW", () => {
    // 3700 mWh x 0.8 x 0.9 / 10 mW = 266.4 h.
    const battery = { capacity: 3.7 * 3600, depthOfDischarge: 0.8, efficiency: 0.9 };
    expect(batteryLifetime(battery, 0.01) / 3600).toBeCloseTo(266.4, 10);
    expect(usableEnergy(battery)).toBeCloseTo(10_656, 9);
  });

  it("loses 2 % of 1 Wh a month as 27.38 uW", () => {
    // 1 Wh x 0.02 / 730.5 h = 2.737851e-5 W.
    const battery = { capacity: 3600, selfDischargePerMonth: 0.02 };
    expect(Math.abs(selfDischargePower(battery) / 2.737_851_5e-5 - 1)).toBeLessThan(1e-6);
    // Alone it empties the battery in 50 months = 36,525 h.
    expect(batteryLifetime(battery, 0) / 3600).toBeCloseTo(36_525, 6);
    // With 100 uW besides: 1 / (1e-4 + 2.7378515e-5) = 7850.62 h.
    expect(batteryLifetime(battery, 1e-4) / 3600).toBeCloseTo(7850.62, 1);
  });

  it("gives back the lifetime from the power it allows", () => {
    const battery = { capacity: 7200, depthOfDischarge: 0.8, efficiency: 0.9, selfDischargePerMonth: 0.03 };
    const power = batteryPower(battery, 2_592_000);
    // 0.9 x (7200 x 0.8 / 2,592,000 - 7200 x 0.03 / 2,629,800) = 0.9 x (2.2222222e-3 - 8.2135524e-5) = 1.9260780e-3 W.
    expect(Math.abs(power / 1.926_078e-3 - 1)).toBeLessThan(1e-6);
    expect(Math.abs(batteryLifetime(battery, power) / 2_592_000 - 1)).toBeLessThan(1e-12);
  });

  it("allows nothing when self-discharge alone empties the battery sooner", () => {
    // 3 % a month: 33.3 months at most; 100 months are asked for.
    expect(batteryPower({ capacity: 7200, selfDischargePerMonth: 0.03 }, 100 * 730.5 * 3600)).toBe(0);
  });

  it("lasts for ever when nothing drains it", () => {
    expect(batteryLifetime({ capacity: 7200 }, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it("refuses powers and lifetimes that mean nothing", () => {
    for (const power of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => batteryLifetime({ capacity: 1 }, power)).toThrow(RangeError);
    }
    for (const lifetime of [0, -1, Number.NaN]) {
      expect(() => batteryPower({ capacity: 1 }, lifetime)).toThrow(RangeError);
    }
  });
});
