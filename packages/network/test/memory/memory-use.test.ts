import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestOrder, memoryUse } from "../../src/index.js";
import { graph } from "./graphs.js";

describe("memoryUse", () => {
  it("is input plus output of the largest layer in a chain", () => {
    // Hand: 10+40, 40+20, 20+5.
    const use = memoryUse(
      graph(10, [
        { size: 40, from: [-1] },
        { size: 20, from: [0] },
        { size: 5, from: [1] },
      ]),
    );
    expect(use.steps.map(({ live }) => live)).toEqual([50, 60, 25]);
    expect(use.peak).toBe(60);
  });

  it("keeps a skipped-over tensor until its last reader", () => {
    // Hand: layer 0's 40 is read by the addition (layer 3) and waits through layers 1 and 2: 40+8, 40+8+8, 40+8+40.
    const use = memoryUse(
      graph(10, [
        { size: 40, from: [-1] },
        { size: 8, from: [0] },
        { size: 8, from: [1] },
        { size: 40, from: [0, 2], kind: "addition" },
      ]),
    );
    expect(use.steps.map(({ live }) => live)).toEqual([50, 48, 56, 88]);
  });

  it("writes elementwise results over an input that nobody needs any more, when asked", () => {
    const network = graph(10, [
      { size: 40, from: [-1] },
      { size: 40, from: [0], kind: "activation" },
      { size: 40, from: [0, 1], kind: "addition" },
      { size: 40, from: [2], kind: "view" },
    ]);
    // Hand: the activation may not overwrite 0 (the addition still reads it); the addition may; the view is free.
    expect(memoryUse(network).steps.map(({ live }) => live)).toEqual([50, 80, 120, 80]);
    expect(memoryUse(network, { inPlace: true }).steps.map(({ live }) => live)).toEqual([50, 80, 80, 40]);
    expect(memoryUse(network, { fuse: true }).steps.map(({ live }) => live)).toEqual([50, 80, 120, 80]);
  });

  it("shows how edges that skip forward raise the peak about tenfold", () => {
    // Ten equal layers; dense: the last reads all of them (10 x 8 + 8 + ...), chain: two at a time.
    const chain = Array.from({ length: 20 }, (_, index) => ({ size: 8, from: [index - 1] }));
    const dense = chain.map((layer, index) =>
      index === 19 ? { size: 8, from: Array.from({ length: 19 }, (_, i) => i) } : layer,
    );
    expect(memoryUse(graph(8, chain)).peak).toBe(16);
    expect(memoryUse(graph(8, dense)).peak).toBe(160);
  });

  it("refuses an order that runs a layer before its input", () => {
    const network = graph(1, [
      { size: 1, from: [-1] },
      { size: 1, from: [0] },
    ]);
    expect(() => memoryUse(network, { order: [1, 0] })).toThrow("layer layer 1 runs before its input t1 is written");
    expect(() => memoryUse(network, { order: [0] })).toThrow("every layer once");
  });
});

describe("bestOrder", () => {
  const dags = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.array(fc.nat(), { minLength: 1, maxLength: 3 })), {
      minLength: 1,
      maxLength: 7,
    })
    .map((layers) =>
      graph(
        5,
        layers.map(([size, picks], index) => ({
          size,
          from: [...new Set(picks.map((pick) => (pick % (index + 1)) - 1))],
        })),
      ),
    );

  it("equals the best of all running orders", () => {
    fc.assert(
      fc.property(dags, (network) => {
        const peaks = runningOrders(network.layers.map(({ inputs }) => inputs.map((tensor) => tensor - 1))).map(
          (order) => memoryUse(network, { order }).peak,
        );
        const best = bestOrder(network);
        expect(best.exact).toBe(true);
        expect(best.peak).toBe(Math.min(...peaks));
        expect(memoryUse(network, { order: best.order }).peak).toBe(best.peak);
      }),
    );
  });

  it("falls back to a beam with a true lower bound when the states run out", () => {
    fc.assert(
      fc.property(dags, (network) => {
        const exact = bestOrder(network).peak;
        const rough = bestOrder(network, { states: 1, width: 2 });
        expect(rough.lowerBound).toBeLessThanOrEqual(exact);
        expect(rough.peak).toBeGreaterThanOrEqual(exact);
        expect(memoryUse(network, { order: rough.order }).peak).toBe(rough.peak);
      }),
    );
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
