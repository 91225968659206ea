import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestOrder, memoryUse } from "../../src/index.js";
import { graph } from "./graphs.js";

describe("bestOrder", () => {
  const kinds = ["other", "activation", "addition", "view", "normalisation"] as const;
  // Few sizes, so that results can take the place of inputs.
  const sizes = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(4, 8));
  const dags = fc
    .array(fc.tuple(sizes, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), fc.constantFrom(...kinds)), {
      minLength: 1,
      maxLength: 7,
    })
    .map((layers) =>
      graph(
        5,
        layers.map(([size, picks, kind], index) => ({
          size,
          kind,
          from: [...new Set(picks.map((pick) => (pick % (index + 1)) - 1))],
        })),
      ),
    );
  const sharings = fc.record({ inPlace: fc.boolean(), fuse: fc.boolean() });

  it("equals the best of all running orders, with and without results that take the place of inputs", () => {
    fc.assert(
      fc.property(dags, sharings, (network, sharing) => {
        const peaks = runningOrders(network.layers.map(({ inputs }) => inputs.map((tensor) => tensor - 1))).map(
          (order) => memoryUse(network, { ...sharing, order }).peak,
        );
        const best = bestOrder(network, sharing);
        expect(best.exact).toBe(true);
        expect(best.peak).toBe(Math.min(...peaks));
        expect(best.lowerBound).toBe(best.peak);
        expect(memoryUse(network, { ...sharing, order: best.order }).peak).toBe(best.peak);
      }),
      { numRuns: 300 },
    );
  });

  it("falls back to a beam with a true lower bound when the states run out", () => {
    fc.assert(
      fc.property(dags, sharings, (network, sharing) => {
        const exact = bestOrder(network, sharing).peak;
        const rough = bestOrder(network, { ...sharing, states: 1, width: 2 });
        expect(rough.lowerBound).toBeLessThanOrEqual(exact);
        expect(rough.peak).toBeGreaterThanOrEqual(exact);
        expect(memoryUse(network, { ...sharing, order: rough.order }).peak).toBe(rough.peak);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps the network's own order where none is better", () => {
    const layers = Array.from({ length: 6 }, () => ({ size: 4, from: [-1] }));
    expect(bestOrder(graph(4, layers)).order).toEqual([0, 1, 2, 3, 4, 5]);
  });

  // Every subset of the branches is a downset: a search that tried them all would not end.
  it("plans hundreds of parallel branches within its bound of work", () => {
    const branches = Array.from({ length: 300 }, (_, index) => [
      { size: 50 + (index % 7), from: [-1] },
      { size: 2, from: [2 * index] },
    ]).flat();
    const join = { size: 1, from: Array.from({ length: 300 }, (_, index) => 2 * index + 1) };
    const network = graph(100, [...branches, join]);
    const best = bestOrder(network);
    expect(memoryUse(network, { order: best.order }).peak).toBe(best.peak);
    // Hand: 299 results of 2 wait for the last branch, whose 50 to 56 need the input's 100 beside: 748 is best, 754 worst.
    expect(best.peak).toBeGreaterThanOrEqual(748);
    expect(best.peak).toBeLessThanOrEqual(754);
    expect(best.lowerBound).toBeLessThanOrEqual(748);
    // In every order all 300 results of 2 and their sum of 1 live together.
    expect(best.lowerBound).toBeGreaterThanOrEqual(601);
  });

  it("plans ten thousand layers side by side: 5,000 branches from one tensor to one sum", () => {
    const branches = Array.from({ length: 5000 }, (_, index) => [
      { size: 256, from: [-1] },
      { size: 4, from: [2 * index] },
    ]).flat();
    const join = { size: 1, from: Array.from({ length: 5000 }, (_, index) => 2 * index + 1) };
    const best = bestOrder(graph(256, [...branches, join]));
    // Hand: all 5,000 results of 4 and their sum of 1; before it the last branch, with 4,999 results: 19,996 + 256 + 256.
    expect(best.peak).toBe(20_508);
    expect(best.lowerBound).toBeGreaterThanOrEqual(20_001);
    expect(best.lowerBound).toBeLessThanOrEqual(20_508);
  });

  it("runs the branch that shrinks before the branch that grows", () => {
    // Hand: from 100, branch a: 100 -> 1; branch b: 100 -> 50 -> 2; join 1. b first: 200+50; a first: 201 then ...
    const network = graph(1, [
      { size: 100, from: [-1] },
      { size: 50, from: [0] },
      { size: 2, from: [1] },
      { size: 1, from: [0] },
      { size: 1, from: [2, 3] },
    ]);
    // File order: 101, 150, 152, 103, ...; best: 101, 101 (layer 3), 151, 53: layer 3 first costs its 1 during layer 1.
    expect(memoryUse(network).peak).toBe(152);
    expect(bestOrder(network)).toMatchObject({ peak: 151, lowerBound: 151, exact: true, order: [0, 3, 1, 2, 4] });
  });
});

function runningOrders(from: readonly (readonly number[])[]): number[][] {
  const extend = (order: readonly number[]): number[][] => {
    if (order.length === from.length) return [[...order]];
    return from.flatMap((needs, index) =>
      !order.includes(index) && needs.every((need) => need < 0 || order.includes(need))
        ? extend([...order, index])
        : [],
    );
  };
  return extend([]);
}
