import { InputError } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { exitEnergyDelay, exitShares } from "../../src/stages/exit-energy-delay.js";

describe("exitEnergyDelay", () => {
  it("gives the sums and products of a hand calculation", () => {
    // Exit 1 costs 2 J x 1 s, exit 2 (2 + 6) J x (1 + 3) s; half leaves at each: (2 + 32) / 2 and 5 J x 2.5 s.
    const result = exitEnergyDelay(
      [
        { energy: 2, latency: 1 },
        { energy: 6, latency: 3 },
      ],
      [0.5, 0.5],
    );
    expect(result.cumulativeEnergyDelay).toEqual([2, 32]);
    expect([result.meanOfProducts, result.meanEnergy, result.meanLatency, result.productOfMeans]).toEqual([
      17, 5, 2.5, 12.5,
    ]);
  });

  // exits 3, 5, 8, 11 of hardware_dev.csv (MIT): Σ r_k x cost_subnets_k is the published average, here to its printed digits.
  it("averages published stage costs to the published average", () => {
    const ratios = [0.2549, 0.1531, 0.3114, 0.2806];
    const costs = [44.2, 164.8, 481.4, 1343.9];
    const byHand = 0.2549 * 44.2 + 0.1531 * 164.8 + 0.3114 * 481.4 + 0.2806 * 1343.9;
    // A stage of latency 1 after none: the product is the cumulative energy.
    const stages = costs.map((cost, k) => ({ energy: cost - (costs[k - 1] ?? 0), latency: k === 0 ? 1 : 0 }));
    expect(exitEnergyDelay(stages, ratios).meanOfProducts / byHand).toBeCloseTo(1, 12);
    expect(byHand).toBeCloseTo(563.5, 0);
  });

  it("never has the average of the products below the product of the averages, costs rising with depth", () => {
    // Chebyshev's sum inequality: both grow with k.
    for (let seed = 1; seed < 200; seed++) {
      const value = (n: number): number => ((seed * 7919 + n * 104729) % 997) / 997 + 0.001;
      const stages = [0, 1, 2, 3].map((k) => ({ energy: value(k), latency: value(k + 9) }));
      const raw = [0, 1, 2, 3].map((k) => value(k + 20));
      const sum = raw.reduce((a, b) => a + b, 0);
      const { meanOfProducts, productOfMeans } = exitEnergyDelay(
        stages,
        raw.map((share) => share / sum),
      );
      expect(meanOfProducts).toBeGreaterThanOrEqual(productOfMeans * (1 - 1e-12));
    }
  });

  it("asks for an exit", () => {
    expect(() => exitEnergyDelay([], [])).toThrow("the network has no exit");
  });
});

describe("exitShares", () => {
  it("scales the paper's shares of 4 and 8 bits, which sum to .9979, to one and says by how much", () => {
    const { shares, factor } = exitShares([0.2271, 0.121, 0.2841, 0.3657]);
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(factor).toBeCloseTo(1 / 0.9979, 9);
  });

  it("leaves shares that sum to one as they are", () => {
    expect(exitShares([0.25, 0.75])).toEqual({ shares: [0.25, 0.75] });
  });

  it.each([
    [[0.5, 0.4], "sum to 0.9"],
    [[0.6, 0.41], "sum to 1.01"],
    [[1.2, -0.2], "exit share 1 is 1.2"],
    [[Number.NaN, 1], "exit share 1 is NaN"],
  ])("refuses %s with exit code 3", (shares, message) => {
    try {
      exitShares(shares);
      expect.unreachable();
    } catch (error) {
      expect((error as InputError).exitCode).toBe(3);
      expect((error as InputError).message).toContain(message);
    }
  });
});
