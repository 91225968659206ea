import { describe, expect, it } from "vitest";
import { memoryUse } from "../../src/index.js";
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
