import { describe, expect, it } from "vitest";
import { idleShareFigure } from "../src/idle-share-figure.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import { hostileName, point, powered } from "./sample-points.js";

/** Idle 2 W: shares 2·0.1/0.5 = 40 %, 2·0.1/0.25 = 80 %; the third 2·0.2/0.8 = 50 %. */
const points = [
  powered("a", { energy: 0.5, latency: 0.1, idlePower: 2 }),
  powered("b", { energy: 0.25, latency: 0.1, idlePower: 2 }),
  powered("c", { energy: 0.8, latency: 0.2, idlePower: 2 }),
  powered("d", { energy: 4, latency: 1, idlePower: 1 }, "other"),
];

describe("idleShareFigure", () => {
  const figure = idleShareFigure(points, { rate: 1 });

  it("is the golden figure", () => {
    expectGolden(figure);
  });

  it("keeps the house rules", () => {
    expectHouseRules(figure);
  });

  it("has the shares by hand: median 50 %, and over time 2 / (2 + 0.3), 2 / (2 + 0.05), 2 / (2 + 0.4)", () => {
    const [board, other] = figure.table.rows;
    expect([board?.[0], board?.[1], board?.[3]]).toEqual(["board", 3, 50]);
    expect(Number(board?.[6])).toBeCloseTo((100 * 2) / 2.3, 8);
    expect([other?.[3], other?.[6]]).toEqual([25, 25]);
  });

  it("leaves the second mark out where no candidate keeps the rate", () => {
    const fast = idleShareFigure(points, { rate: 100 });
    expect(fast.data).toHaveLength(1);
    expect(fast.table.rows[0]?.slice(5)).toEqual([undefined, undefined, undefined]);
  });

  it("says when no idle power is known, and refuses a rate of 0", () => {
    expect(idleShareFigure([point("m", 1, 0.5, 1, "x")]).empty).toBe(
      "No board states its idle power beside its energies.",
    );
    expect(() => idleShareFigure(points, { rate: 0 })).toThrow("rate must be positive and finite, got 0");
  });

  it("shows hostile names as text", () => {
    const hostile = powered("m", { energy: 0.5, latency: 0.1, idlePower: 2 }, hostileName);
    expect(foreignMarkup(idleShareFigure([hostile]))).toEqual([]);
  });
});
