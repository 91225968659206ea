import { describe, expect, it } from "vitest";
import { gd, hypervolume, igd, igdPlus, simplexLattice } from "../../src/index.js";

const front = [
  [0, 2],
  [2, 0],
];

describe("distance indicators", () => {
  it("are 0 for the front itself", () => {
    for (const indicator of [gd, igd, igdPlus]) expect(indicator(front, front)).toBe(0);
  });

  it("are the means of hand-made distances: 3-4-5 triangles", () => {
    const found = [
      [3, 6],
      [0, 2],
    ];
    expect(gd(found, front)).toBeCloseTo(5 / 2, 12); // (3,6) is 5 from (0,2)
    expect(igd(found, front)).toBeCloseTo(Math.hypot(2, 2) / 2, 12); // (2,0) is nearest to (0,2)
    expect(igdPlus(found, front)).toBeCloseTo(2 / 2, 12); // of that only the 2 by which (0,2) is worse counts
  });

  it("IGD+ keeps the order of domination where IGD breaks it (Ishibuchi et al. 2015, after their example)", () => {
    const truth = [
      [0, 10],
      [1, 6],
      [2, 2],
      [6, 1],
      [10, 0],
    ];
    const better = [
      [2, 4],
      [3, 3],
      [4, 2],
    ];
    const worse = [
      [2, 8],
      [4, 4],
      [8, 2],
    ];
    expect(igd(better, truth)).toBeGreaterThan(igd(worse, truth));
    expect(igdPlus(better, truth)).toBeLessThan(igdPlus(worse, truth));
  });

  it("name empty lists", () => {
    expect(() => igd([], front)).toThrow("empty list");
  });
});

describe("simplexLattice", () => {
  it("has C(13 + 2, 2) = 105 directions for three objectives, each summing to 1", () => {
    const points = simplexLattice(3, 13);
    expect(points).toHaveLength(105);
    expect(new Set(points.map(String)).size).toBe(105);
    for (const point of points) expect(point.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });
});

describe("hypervolume", () => {
  it("is core's", () => {
    expect(hypervolume([[1, 1, 1]], [2, 3, 4])).toBe(6);
  });
});
