import { describe, expect, it } from "vitest";
import { averagePower, crossoverRate } from "../../src/index.js";

/** P = 1 + 2r up to 10/s against P = 3 + r up to 20/s: equal at 2/s, 5 W. */
const small = { energy: 2.1, idlePower: 1, idleIncluded: true, latency: { mean: 0.1 } };
const large = { energy: 1.15, idlePower: 3, idleIncluded: true, latency: { mean: 0.05 } };

describe("crossoverRate", () => {
  it("is (P2 - P1) / (E1 - E2) with the energies above idle, by hand", () => {
    const { rate, power } = crossoverRate(small, large) ?? { rate: 0, power: 0 };
    expect(Math.abs(rate / 2 - 1)).toBeLessThan(1e-12);
    expect(Math.abs(power / 5 - 1)).toBeLessThan(1e-12);
    expect(crossoverRate(large, small)?.rate).toBeCloseTo(rate, 12);
  });

  it("changes which of the two draws less", () => {
    const { rate } = crossoverRate(small, large) ?? { rate: 0 };
    expect(averagePower(small, rate * 0.99)).toBeLessThan(averagePower(large, rate * 0.99));
    expect(averagePower(small, rate * 1.01)).toBeGreaterThan(averagePower(large, rate * 1.01));
  });

  it("reads energies that exclude idle power, or no idle power at all, as averagePower does", () => {
    expect(crossoverRate({ energy: 2, idlePower: 1 }, { energy: 1, idlePower: 3 })).toEqual({ rate: 2, power: 5 });
    expect(crossoverRate({ energy: 2 }, { energy: 1 })).toBeUndefined();
  });

  it("is none where a design is too slow, where one always draws less, and between equals", () => {
    expect(crossoverRate({ ...small, latency: { mean: 0.9 }, energy: 2.9 }, large)).toBeUndefined();
    expect(crossoverRate(small, { ...large, energy: 3 })).toBeUndefined();
    expect(crossoverRate(small, small)).toBeUndefined();
  });
});
