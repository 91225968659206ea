import { describe, expect, it } from "vitest";
import { concaveHull, marginalCosts } from "../../src/index.js";

type Point = readonly [energy: number, accuracy: number];
const axes = { cost: ([energy]: Point) => energy, gain: ([, accuracy]: Point) => accuracy };

describe("marginalCosts", () => {
  it("divides each step's cost by its gain", () => {
    const steps = marginalCosts<Point>(
      [
        [1, 0.25],
        [2, 0.5],
        [6, 0.75],
      ],
      axes,
    );
    expect(steps.map(({ costPerGain }) => costPerGain)).toEqual([4, 16]);
    expect(steps[1]).toMatchObject({ from: [2, 0.5], to: [6, 0.75], cost: 4, gain: 0.25 });
  });

  it("makes no step between equal points", () => {
    expect(
      marginalCosts<Point>(
        [
          [1, 0.5],
          [1, 0.5],
          [2, 0.75],
        ],
        axes,
      ),
    ).toHaveLength(1);
  });

  it("rises along a concave hull", () => {
    const hull = concaveHull<Point>(
      [
        [1, 1],
        [2, 5],
        [3, 6],
        [4, 8],
        [9, 9],
      ],
      axes,
    );
    const costs = marginalCosts(hull, axes).map(({ costPerGain }) => costPerGain);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
  });

  it("refuses points that are no front", () => {
    expect(() =>
      marginalCosts<Point>(
        [
          [1, 0.5],
          [2, 0.25],
        ],
        axes,
      ),
    ).toThrow("cost and gain must both rise along a front, got 1 and -0.25 from item 0 to 1");
  });
});
