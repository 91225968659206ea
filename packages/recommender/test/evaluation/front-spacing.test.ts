import { describe, expect, it } from "vitest";
import { frontSpacing, membersForGap } from "../../src/index.js";

describe("the spacing of a front", () => {
  it("of two members a factor 4 apart leaves half the budget unused at the median budget", () => {
    expect(frontSpacing([1, 4])).toEqual({ members: 2, span: 4, medianGap: 0.5 });
  });

  it("gives the median gap that a dense sweep of budgets finds", () => {
    const energies = [1, 1.05, 1.4, 2, 2.02, 5, 9];
    const gaps = Array.from({ length: 200_001 }, (_, k) => {
      const budget = 9 ** (k / 200_001);
      return 1 - (energies.findLast((energy) => energy <= budget) as number) / budget;
    }).toSorted((a, b) => a - b);
    expect(frontSpacing(energies).medianGap).toBeCloseTo(gaps[100_000] as number, 4);
  });

  it("counts equal energies once, and leaves no gap on a front of one", () => {
    expect(frontSpacing([2, 2, 2])).toEqual({ members: 1, span: 1, medianGap: 0 });
    expect(frontSpacing([])).toEqual({ members: 0, span: 1, medianGap: 0 });
  });

  it("says how many evenly spaced members a median gap takes, and so many reach it", () => {
    const count = membersForGap(100, 0.07);
    expect(count).toBe(33);
    const even = (members: number) => Array.from({ length: members }, (_, k) => 100 ** (k / (members - 1)));
    expect(frontSpacing(even(count)).medianGap).toBeLessThanOrEqual(0.07);
    expect(frontSpacing(even(count - 1)).medianGap).toBeGreaterThan(0.07);
  });
});
