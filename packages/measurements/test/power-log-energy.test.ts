import { describe, expect, test } from "vitest";
import { energyAboveIdle, energyPerInference, windowEnergy } from "../src/power-log-energy.js";

describe("energy from power logs", () => {
  test("is power over rate, and power times time: 5 W at 20 per second, 5 W for 600 s", () => {
    expect(energyPerInference(5, 20)).toBe(0.25);
    expect(windowEnergy(5, 600)).toBe(3000);
    expect(windowEnergy(5, 600) / (20 * 600)).toBe(0.25);
    expect(() => energyPerInference(5, 0)).toThrow(RangeError);
    expect(() => energyPerInference(5, Number.NaN)).toThrow(RangeError);
  });

  test("is known above idle only where energy, power and idle are, and idle is inside", () => {
    const known = { energy: 0.25, power: 5, idlePower: 2, idleIncluded: true };
    expect(energyAboveIdle(known)).toBe(0.15);
    expect(energyAboveIdle({ ...known, idleIncluded: false })).toBeUndefined();
    expect(energyAboveIdle({ energy: 0.25, power: 5, idleIncluded: true })).toBeUndefined();
  });
});
