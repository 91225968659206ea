import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concaveHull, concaveHull2, random } from "../../src/index.js";

type Point = readonly [cost: number, gain: number];
const hullOf = (points: readonly Point[]): number[] => [
  ...concaveHull2(
    Float64Array.from(points, ([cost]) => cost),
    Float64Array.from(points, ([, gain]) => gain),
  ),
];

/**
 * Corners by definition, in integers (exact): a point from which no chord between a cheaper and a dearer point, no
 * equally cheap or cheaper point, takes away the place. Quadratic in pairs, so only for small sets.
 */
function bruteForceHull(points: readonly Point[]): number[] {
  const isCorner = ([cost, gain]: Point, i: number): boolean => {
    for (const [j, [otherCost, otherGain]] of points.entries()) {
      if (j === i) continue;
      if (otherCost === cost && otherGain === gain && j < i) return false;
      if (otherCost <= cost && otherGain >= gain && (otherCost < cost || otherGain > gain)) return false;
      for (const [thirdCost, thirdGain] of points) {
        if (!(otherCost < cost && cost < thirdCost)) continue;
        const chord = otherGain * (thirdCost - cost) + thirdGain * (cost - otherCost);
        if (chord >= gain * (thirdCost - otherCost)) return false;
      }
    }
    return true;
  };
  return [...points.keys()]
    .filter((i) => isCorner(points[i] as Point, i))
    .toSorted((a, b) => (points[a] as Point)[0] - (points[b] as Point)[0]);
}

describe("concaveHull2", () => {
  it("skips a point below the chord of its neighbours", () => {
    expect(
      hullOf([
        [1, 0.5],
        [2, 0.6],
        [3, 0.9],
      ]),
    ).toEqual([0, 2]);
  });

  it("drops points on a straight edge, and starts and ends at the cheapest and the most gaining point", () => {
    expect(
      hullOf([
        [3, 3],
        [1, 1],
        [2, 2],
        [1, 0],
        [9, 3],
      ]),
    ).toEqual([1, 0]);
  });

  it("of equal points keeps the lowest index, and has one corner for one point", () => {
    expect(
      hullOf([
        [1, 1],
        [1, 1],
        [1, 0.5],
      ]),
    ).toEqual([0]);
    expect(hullOf([])).toEqual([]);
  });

  it("agrees with the definition on integer grids", () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(fc.array(point, { maxLength: 25 }), (points) => {
        expect(hullOf(points)).toEqual(bruteForceHull(points));
      }),
    );
  });

  it("decides a turn that rounding would hide", () => {
    // Beside the diagonal from (0, 0) to (2, 2) by one unit in the last place, or on it.
    const tiny = 2 ** -52;
    expect(
      hullOf([
        [0, 0],
        [2 - 2 * tiny, 2 - 2 * tiny],
        [2, 2],
      ]),
    ).toEqual([0, 2]);
    expect(
      hullOf([
        [0, 0],
        [2 - 2 * tiny, 2 - tiny],
        [2, 2],
      ]),
    ).toEqual([0, 1, 2]);
    expect(
      hullOf([
        [0, 0],
        [2 - tiny, 2 - 2 * tiny],
        [2, 2],
      ]),
    ).toEqual([0, 2]);
  });

  it("lies on or above every one of 100,000 points, with slopes that fall", () => {
    const stream = random(11, "hull");
    const points = Array.from({ length: 100_000 }, (): Point => {
      const cost = stream.uniform();
      return [cost, Math.sqrt(cost) * (1 - 0.3 * stream.uniform())];
    });
    const corners = hullOf(points).map((index) => points[index] as Point);
    const slopes = corners.slice(1).map(([cost, gain], i) => {
      const [previousCost, previousGain] = corners[i] as Point;
      return (gain - previousGain) / (cost - previousCost);
    });
    expect(slopes).toEqual([...slopes].toSorted((a, b) => b - a));
    expect(points.every(([cost, gain]) => gain <= height(corners, cost) + 1e-12)).toBe(true);
  });

  it("refuses values that are not finite", () => {
    expect(() => hullOf([[1, Infinity]])).toThrow("must be finite, got (1, Infinity) at index 0");
  });
});

/** Gain of the hull at a cost, by linear interpolation; its last gain beyond it. */
function height(corners: readonly Point[], cost: number): number {
  const next = corners.findIndex(([cornerCost]) => cornerCost >= cost);
  if (next < 0) return (corners.at(-1) as Point)[1];
  const [x1, y1] = corners[next] as Point;
  if (next === 0) return cost === x1 ? y1 : Number.NEGATIVE_INFINITY;
  const [x0, y0] = corners[next - 1] as Point;
  return y0 + ((cost - x0) / (x1 - x0)) * (y1 - y0);
}

describe("concaveHull", () => {
  it("returns the items themselves", () => {
    const items = [
      { name: "middle", energy: 2, accuracy: 0.6 },
      { name: "large", energy: 3, accuracy: 0.9 },
      { name: "small", energy: 1, accuracy: 0.5 },
    ];
    const hull = concaveHull(items, { cost: ({ energy }) => energy, gain: ({ accuracy }) => accuracy });
    expect(hull.map(({ name }) => name)).toEqual(["small", "large"]);
  });
});
