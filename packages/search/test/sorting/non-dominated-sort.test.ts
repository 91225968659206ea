import { random } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { constrainedSort, crowdingDistance, nonDominatedSort } from "../../src/index.js";

const dominates = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, k) => value <= (b[k] as number)) && a.some((value, k) => value < (b[k] as number));

/** The definition, peeled front by front: O(n³), no shared code. */
function peeled(points: readonly (readonly number[])[]): number[][] {
  let left = points.map((_, index) => index);
  const fronts: number[][] = [];
  while (left.length > 0) {
    const front = left.filter((i) => !left.some((j) => dominates(points[j] as number[], points[i] as number[])));
    fronts.push(front);
    left = left.filter((i) => !front.includes(i));
  }
  return fronts;
}

describe("nonDominatedSort", () => {
  it.each([1, 2, 3, 4, 5])("agrees with the definition on random and on tied points in %i objectives", (dimensions) => {
    for (let trial = 0; trial < 60; trial++) {
      const stream = random(trial, "sort", dimensions);
      const draw = trial % 2 === 0 ? (): number => stream.integer(5) : (): number => stream.uniform();
      const points = Array.from({ length: 1 + stream.integer(60) }, () => Array.from({ length: dimensions }, draw));
      expect(nonDominatedSort(points)).toEqual(peeled(points));
    }
  });

  it("takes infinities and no points", () => {
    expect(nonDominatedSort([])).toEqual([]);
    expect(
      nonDominatedSort([
        [0, Number.POSITIVE_INFINITY],
        [1, 1],
        [1, Number.POSITIVE_INFINITY],
      ]),
    ).toEqual([[0, 1], [2]]);
  });

  it("names what it cannot sort", () => {
    expect(() => nonDominatedSort([[1, 2], [1]])).toThrow("got 1 in point 1 after 2");
    expect(() => nonDominatedSort([[1, Number.NaN]])).toThrow("got NaN in point 0");
    expect(() => nonDominatedSort([[]])).toThrow("at least 1");
  });
});

describe("crowdingDistance", () => {
  it("sums the neighbours' gaps as shares of the range: (4 - 0)/10 + (9 - 2)/10 by hand", () => {
    const points = [
      [0, 10],
      [1, 9],
      [4, 2],
      [10, 0],
    ];
    const [first, second, third, last] = crowdingDistance(points) as [number, number, number, number];
    expect([first, last]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(second).toBeCloseTo(0.4 + 0.8, 12);
    expect(third).toBeCloseTo(0.9 + 0.9, 12);
  });

  it("is infinite for one, two and equal points", () => {
    expect(crowdingDistance([[1, 2]])).toEqual([Number.POSITIVE_INFINITY]);
    expect(crowdingDistance([])).toEqual([]);
    expect(
      crowdingDistance([
        [1, 2],
        [1, 2],
      ]),
    ).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  it("lets an objective in which all agree add nothing", () => {
    expect(
      crowdingDistance([
        [0, 7],
        [1, 7],
        [4, 7],
      ]),
    ).toEqual([Number.POSITIVE_INFINITY, 1, Number.POSITIVE_INFINITY]);
  });
});

describe("constrainedSort", () => {
  it("agrees with Deb's rule applied pair by pair", () => {
    for (let trial = 0; trial < 50; trial++) {
      const stream = random(trial, "constrained");
      const scores = Array.from({ length: 30 }, () => ({
        objectives: [stream.integer(6), stream.integer(6)],
        violation: stream.uniform() < 0.5 ? 0 : stream.integer(4) / 2,
      }));
      const better = (a: (typeof scores)[number], b: (typeof scores)[number]): boolean =>
        a.violation === 0 && b.violation === 0 ? dominates(a.objectives, b.objectives) : a.violation < b.violation;
      let left = scores.map((_, index) => index);
      const fronts: number[][] = [];
      while (left.length > 0) {
        const front = left.filter(
          (i) => !left.some((j) => better(scores[j] as (typeof scores)[number], scores[i] as (typeof scores)[number])),
        );
        fronts.push(front);
        left = left.filter((i) => !front.includes(i));
      }
      expect(constrainedSort(scores)).toEqual(fronts);
    }
  });
});
