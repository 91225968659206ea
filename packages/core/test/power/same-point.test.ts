import { describe, expect, it } from "vitest";
import { comparisonProblems } from "../../src/index.js";

/** NDP9120's two operating points. */
const slow = { voltage: 0.9, clock: 30.7e6 };
const fast = { voltage: 1.1, clock: 98.7e6 };

describe("comparisonProblems", () => {
  it("refuses figures of different voltages and clocks, takes rounded ones", () => {
    expect(comparisonProblems({ name: "a", ...slow }, { name: "b", ...fast })).toHaveLength(2);
    expect(comparisonProblems({ name: "a", clock: 30.7e6 }, { name: "b", clock: 30.72e6 })).toEqual([]);
  });

  it("refuses figures of different power modes of a board", () => {
    const problems = comparisonProblems({ name: "a", powerMode: "MAXN" }, { name: "b", powerMode: "MODE_15W" });
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ["different-points", "a and b were taken at different operating points: power mode MAXN and MODE_15W"],
    ]);
  });

  it("says which figure does not tell its point", () => {
    const [problem] = comparisonProblems({ name: "data sheet" }, { name: "log", voltage: 0.9 });
    expect(problem?.message).toBe("data sheet does not say at which voltage it was taken; log does");
  });
});
