import type { Claim, Figure } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { goldenChanges, goldenOf } from "../../src/reproduction/golden.js";

const claim: Claim = { paper: "p", place: "Fig. 1", statement: "s", ours: 5.5, verdict: "reproduced", why: "w" };
const figure = (y: number): Figure => ({
  id: "front",
  title: "Front",
  caption: "",
  units: { x: "1", y: "1" },
  data: [],
  layout: {},
  table: {
    columns: [
      { name: "x", title: "x", unit: "" },
      { name: "y", title: "y", unit: "" },
    ],
    rows: [
      ["a", 1],
      ["b", y],
    ],
  },
});
const golden = goldenOf("p", [claim], [figure(2)]);
const codes = (claims: readonly Claim[], figures: readonly Figure[], tolerances = {}): readonly string[] =>
  goldenChanges(golden, goldenOf("p", claims, figures), tolerances).map(({ code }) => code);

describe("the comparison with a golden copy", () => {
  it("finds nothing in the same run, nor in rounding", () => {
    expect(codes([claim], [figure(2 * (1 + 1e-9))])).toEqual([]);
  });

  it("finds another verdict, another value, a claim that is gone and one that is new", () => {
    expect(codes([{ ...claim, verdict: "partly" }], [figure(2)])).toEqual(["verdict-changed"]);
    expect(codes([{ ...claim, ours: 5.6 }], [figure(2)])).toEqual(["value-changed"]);
    expect(codes([], [figure(2)])).toEqual(["claim-gone"]);
    expect(codes([claim, { ...claim, place: "Fig. 2" }], [figure(2)])).toEqual(["claim-new"]);
  });

  it("finds a cell beyond the tolerance of its figure, and says where", () => {
    expect(codes([claim], [figure(2.01)])).toEqual(["figure-changed"]);
    expect(codes([claim], [figure(2.01)], { front: 0.01 })).toEqual([]);
    const [change] = goldenChanges(golden, goldenOf("p", [claim], [figure(3)]));
    expect(change?.message).toContain("row 2, y: 2 before, 3 now");
  });

  it("finds figures that are gone or new", () => {
    expect(codes([claim], [])).toEqual(["figure-gone"]);
    expect(codes([claim], [figure(2), { ...figure(2), id: "other" }])).toEqual(["figure-new"]);
  });
});
