import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hypervolume } from "../../src/index.js";

/** Inclusion and exclusion over all subsets of boxes: exact in integers. */
function inclusionExclusion(points: readonly (readonly number[])[], reference: readonly number[]): number {
  let total = 0;
  for (let subset = 1; subset < 1 << points.length; subset++) {
    const members = points.filter((_, i) => (subset >> i) & 1);
    const box = reference.reduce(
      (volume, end, k) => volume * Math.max(0, end - Math.max(...members.map((point) => point[k] as number))),
      1,
    );
    total += members.length % 2 === 1 ? box : -box;
  }
  return total;
}

describe("hypervolume", () => {
  it("is the area of the staircase: 2 + 2 - 1 for two overlapping 2 by 1 boxes", () => {
    expect(
      hypervolume(
        [
          [1, 2],
          [2, 1],
        ],
        [3, 3],
      ),
    ).toBe(3);
    expect(
      hypervolume(
        [
          [1, 2, 0],
          [2, 1, 0],
        ],
        [3, 3, 2],
      ),
    ).toBe(6);
  });

  it("gives nothing for points outside the box of the reference, on its edge, or none at all", () => {
    expect(
      hypervolume(
        [
          [4, 0],
          [3, 1],
          [0, Infinity],
        ],
        [3, 3],
      ),
    ).toBe(0);
    expect(hypervolume([], [1, 1, 1])).toBe(0);
  });

  it.each([2, 3])("agrees with inclusion and exclusion in %i objectives", (dimensions) => {
    const coordinate = fc.integer({ min: -3, max: 6 });
    const points = fc.array(fc.array(coordinate, { minLength: dimensions, maxLength: dimensions }), { maxLength: 8 });
    const reference = Array<number>(dimensions).fill(5);
    fc.assert(
      fc.property(points, (set) => {
        expect(hypervolume(set, reference)).toBe(inclusionExclusion(set, reference) + 0);
      }),
    );
  });

  it("of many points on the unit sphere's octant approaches the cube less the octant, 1 - pi / 6", () => {
    const steps = 100;
    const points: number[][] = [];
    for (let i = 0; i <= steps; i++) {
      for (let j = 0; j <= steps; j++) {
        const [polar, turn] = [((i / steps) * Math.PI) / 2, ((j / steps) * Math.PI) / 2];
        points.push([Math.sin(polar) * Math.cos(turn), Math.sin(polar) * Math.sin(turn), Math.cos(polar)]);
      }
    }
    const volume = hypervolume(points, [1, 1, 1]);
    const limit = 1 - Math.PI / 6;
    expect(volume).toBeLessThan(limit);
    expect(volume).toBeGreaterThan(0.97 * limit);
  });

  it("refuses other dimensions, uneven points and NaN", () => {
    expect(() => hypervolume([[1, 1, 1, 1]], [2, 2, 2, 2])).toThrow("reference must be two or three finite numbers");
    expect(() => hypervolume([[1, 1, 1]], [2, 2])).toThrow(
      "point 0 must have as many coordinates as the reference (2), got 3",
    );
    expect(() =>
      hypervolume(
        [
          [1, 1],
          [Number.NaN, 1],
        ],
        [2, 2],
      ),
    ).toThrow("got NaN in point 1");
  });
});
