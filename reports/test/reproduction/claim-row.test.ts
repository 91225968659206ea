import { describe, expect, it } from "vitest";
import { type ClaimRow, ledger } from "../../src/reproduction/claim-row.js";

const head = { place: "Fig. 1", statement: "s", why: "because" };
const verdictOf = (row: ClaimRow): string | undefined => ledger("paper", [row])[0]?.verdict;

describe("a verdict", () => {
  it.each([
    [5.5, "reproduced"],
    [6, "reproduced"],
    [6.5, "partly"],
    [2.9, "differs"],
  ] as const)("of a published 5 within 1, near within 2, is for %s: %s", (ours, verdict) => {
    expect(verdictOf({ ...head, kind: "value", published: 5, ours, tolerance: 1, near: 2 })).toBe(verdict);
  });

  it.each([
    [0.25, "reproduced"],
    [0.3, "reproduced"],
    [0.34, "partly"],
    [0.19, "differs"],
  ] as const)("of a published range .25 to .3 is for %s: %s", (ours, verdict) => {
    expect(verdictOf({ ...head, kind: "range", low: 0.25, high: 0.3, ours, near: 0.05 })).toBe(verdict);
  });

  it("takes a range with one bound", () => {
    expect(verdictOf({ ...head, kind: "range", low: 2, ours: 100 })).toBe("reproduced");
    expect(ledger("paper", [{ ...head, kind: "range", high: 5, ours: 4 }])[0]?.published).toBe("up to 5");
  });

  it.each([
    [[true, true], "reproduced"],
    [[true, false], "partly"],
    [[true, false, false], "differs"],
    [[false], "differs"],
  ] as const)("of cases that hold %j is %s", (holds, verdict) => {
    expect(verdictOf({ ...head, kind: "cases", holds })).toBe(verdict);
  });

  it("is never better than partly where it rests on what nobody measured", () => {
    expect(verdictOf({ ...head, kind: "cases", holds: [true], assumed: true })).toBe("partly");
    expect(verdictOf({ ...head, kind: "cases", holds: [false], assumed: true })).toBe("differs");
  });

  it("flips when the data change", () => {
    const row = (ours: number): ClaimRow => ({ ...head, kind: "value", published: 0.42, ours, tolerance: 0.02 });
    expect([verdictOf(row(0.43)), verdictOf(row(0.3))]).toEqual(["reproduced", "differs"]);
  });
});

describe("a ledger", () => {
  it("says for every row what was found and why", () => {
    const [claim] = ledger("paper", [
      { ...head, kind: "cases", holds: [true, false], why: (verdict) => `is ${verdict}` },
    ]);
    expect(claim).toEqual({
      paper: "paper",
      place: "Fig. 1",
      statement: "s",
      ours: "holds in 1 of 2 cases",
      verdict: "partly",
      why: "is partly",
    });
  });

  it("does not pass over a number that could not be computed, a claim without cases, or two rows that say the same", () => {
    const value: ClaimRow = { ...head, kind: "value", published: 1, ours: Number.NaN, tolerance: 9 };
    expect(() => ledger("paper", [value])).toThrow("no number of ours");
    expect(() => ledger("paper", [{ ...head, kind: "cases", holds: [] }])).toThrow("no case was looked at");
    const row: ClaimRow = { ...head, kind: "untestable" };
    expect(() => ledger("paper", [row, row])).toThrow("two rows say");
  });
});
