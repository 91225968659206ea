import { describe, expect, it } from "vitest";
import { searchAllocation, type Schedule } from "../../src/index.js";
import { orderedCrossover } from "../../src/many-core/stream-search.js";

/** Costs that are worked out by hand: energy = cores changed along the chain, latency = the most nodes of one core. */
const chain = (allocation: readonly number[]): Schedule => {
  const changes = allocation.slice(1).filter((core, k) => core !== allocation[k]).length;
  const most = Math.max(...allocation.map((core) => allocation.filter((one) => one === core).length));
  const energy = { mac: changes, onChip: 0, offChip: 0, links: 0, static: 0 };
  return { latency: most, energy, nodes: [], moves: [], cores: [], offChipBits: 0, links: [] };
};

describe("orderedCrossover", () => {
  // Z. Michalewicz, Genetic Algorithms + Data Structures = Evolution Programs, section 10.3 (order crossover).
  it("makes the textbook's child of two permutations", () => {
    expect(orderedCrossover([1, 2, 3, 4, 5, 6, 7, 8, 9], [4, 5, 2, 1, 8, 7, 6, 9, 3], 3, 6)).toEqual([
      3, 4, 5, 1, 8, 7, 6, 9, 2,
    ]);
  });

  it("takes over a stretch where every core stands outside it, as core numbers repeat", () => {
    expect(orderedCrossover([0, 1, 2, 3, 0, 1, 2, 3], [3, 2, 1, 0, 1, 1, 2, 0], 4, 5)).toEqual([
      0, 1, 2, 3, 1, 1, 2, 3,
    ]);
  });
});

describe("the published runs' search", () => {
  const allowed = Array.from({ length: 12 }, () => [0, 1, 2]);

  it("finds the same for a seed and something else for another, on cores that are allowed", () => {
    const fixed = allowed.with(3, [2]);
    const run = (seed: number) => searchAllocation(fixed, chain, { search: "stream", seed });
    expect(run(1).allocation).toEqual(run(1).allocation);
    expect(run(1).allocation).not.toEqual(run(2).allocation);
    for (const seed of [1, 2, 3]) expect(run(seed).allocation[3]).toBe(2);
  });

  it("finds with enough effort the front that trying all 256 allocations of a short chain finds", () => {
    const short = Array.from({ length: 8 }, () => [0, 1]);
    const points = ({ front }: ReturnType<typeof searchAllocation>) =>
      front.map(({ energy, latency }) => [energy, latency]);
    const all = searchAllocation(short, chain);
    expect(all).toMatchObject({ method: "exhaustive", evaluated: 256 });
    // By hand: all nodes on one core, or two runs of 4 nodes and one change; 5 and 3 nodes change once too.
    expect(points(all)).toEqual([
      [1, 4],
      [0, 8],
    ]);
    expect(points(searchAllocation(short, chain, { search: "stream", population: 64, generations: 64 }))).toEqual(
      points(all),
    );
  });

  it("tries nothing where there is no choice", () => {
    expect(searchAllocation([[1], [0]], chain, { search: "stream" })).toMatchObject({ method: "only", evaluated: 1 });
  });
});
