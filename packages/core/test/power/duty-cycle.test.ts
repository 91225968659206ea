import { describe, expect, it } from "vitest";
import { dutyCyclePower, lowestVoltage, pulsePower } from "../../src/index.js";
import { ndp120 } from "./ndp120.js";

describe("duty cycles", () => {
  it("make 60 W for half of the day 30 W, as much as ten LEDs of 6 W for half of the day", () => {
    expect(
      dutyCyclePower([
        { power: 60, duration: 43_200 },
        { power: 0, duration: 43_200 },
      ]),
    ).toBe(30);
    expect(dutyCyclePower([{ power: 6, duration: 86_400 }])).toBe(60 / 10);
    expect(60 * 43_200).toBe(6 * 10 * 43_200);
  });

  it("make a flash of 4 J in 1 ms 4 kW, and four flashes a day 0.185 mW: the printed 180 mW is wrong by 1000", () => {
    const { peak, average } = pulsePower({ energy: 4, duration: 1e-3, period: 86_400 / 4 });
    expect(peak).toBe(4000);
    expect(Math.abs(average / 0.185185e-3 - 1)).toBeLessThan(1e-5);
    expect(180e-3 / average).toBeGreaterThan(970);
  });

  it("refuse phases without time, negative ones, and pulses longer than their period", () => {
    expect(() => dutyCyclePower([])).toThrow("no time");
    expect(() => dutyCyclePower([{ power: -1, duration: 1 }])).toThrow(RangeError);
    expect(() => pulsePower({ energy: 1, duration: 2, period: 1 })).toThrow(RangeError);
  });
});

describe("lowestVoltage", () => {
  it("is 0.9 V for person detection up to 78/s, 1.1 V up to 241/s, and none beyond", () => {
    expect(lowestVoltage(ndp120.persons, { rate: 78 })?.voltage).toBe(0.9);
    expect(lowestVoltage(ndp120.persons, { rate: 79 })?.voltage).toBe(1.1);
    expect(lowestVoltage(ndp120.persons, { rate: 242 })).toBeUndefined();
    // 1 / 78.088 = 12.8 ms, 1 / 241.08 = 4.15 ms.
    expect(lowestVoltage(ndp120.persons, { rate: 1, latency: 0.005 })?.voltage).toBe(1.1);
    expect(() => lowestVoltage(ndp120.persons, { rate: -1 })).toThrow(RangeError);
  });
});
