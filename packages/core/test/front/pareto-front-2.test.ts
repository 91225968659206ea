import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paretoFront2, random } from "../../src/index.js";
import { bruteForceFront } from "./brute-force-front.js";

describe("paretoFront2", () => {
  it("sorts the front by cost and leaves beaten points out", () => {
    expect([...paretoFront2(Float64Array.of(2, 1, 3), Float64Array.of(0.7, 0.6, 0.5))]).toEqual([1, 0]);
  });

  it("keeps equal points, in their order", () => {
    expect([...paretoFront2(Float64Array.of(1, 2, 1, 2), Float64Array.of(0.5, 0.6, 0.5, 0.1))]).toEqual([0, 2, 1]);
  });

  it("keeps points that gain -Infinity or cost Infinity only where nothing beats them", () => {
    expect([...paretoFront2(Float64Array.of(1, 2), Float64Array.of(-Infinity, -Infinity))]).toEqual([0]);
    expect([...paretoFront2(Float64Array.of(Infinity, 2), Float64Array.of(1, 0.5))]).toEqual([1, 0]);
  });

  it("has an empty front of no points", () => {
    expect(paretoFront2(new Float64Array(0), new Float64Array(0))).toHaveLength(0);
  });

  it("agrees with comparing all pairs, on grids full of ties", () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }));
    fc.assert(
      fc.property(fc.array(point, { maxLength: 40 }), (points) => {
        const front = paretoFront2(
          Float64Array.from(points, ([cost]) => cost),
          Float64Array.from(points, ([, gain]) => gain),
        );
        const expected = bruteForceFront(points.map(([cost, gain]) => [cost, -gain]));
        expect([...front].toSorted((a, b) => a - b)).toEqual(expected);
        const costs = Array.from(front, (index) => points[index]?.[0] as number);
        expect(costs).toEqual([...costs].toSorted((a, b) => a - b));
      }),
    );
  });

  it("finds all of 200,000 points when they all are on the front", () => {
    const cost = Float64Array.from(random(3, "front").shuffle([...Array(200_000).keys()]));
    const front = paretoFront2(cost, cost.map(Math.sqrt));
    expect(front).toHaveLength(200_000);
    expect(front.every((index, place) => cost[index] === place)).toBe(true);
  });

  it("refuses NaN and lengths that differ", () => {
    expect(() => paretoFront2(Float64Array.of(1, Number.NaN), Float64Array.of(1, 2))).toThrow(
      "paretoFront2: cost must be a number, got NaN at index 1",
    );
    expect(() => paretoFront2(Float64Array.of(1), Float64Array.of(1, 2))).toThrow("same length, got 1 and 2");
  });
});
