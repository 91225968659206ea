import type { Loops } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import {
  convolutionKind,
  convolutionLoops,
  loopsMacs,
  matrixLoops,
  recurrentLoops,
  slideWindow,
} from "../../src/index.js";

/** Runs a convolution's loops and counts every multiply-accumulate. */
function counted(loops: Loops): number {
  let macs = 0;
  const axes = [
    loops.times ?? 1,
    loops.batch,
    loops.groups,
    loops.rows,
    ...loops.output,
    loops.outChannels,
    loops.inChannels,
    ...loops.kernel,
  ];
  const walk = (axis: number): void => {
    if (axis === axes.length) macs++;
    else for (let index = 0; index < (axes[axis] as number); index++) walk(axis + 1);
  };
  walk(0);
  return macs;
}

describe("loopsMacs", () => {
  it("equals the number of times that the innermost statement runs", () => {
    const window = slideWindow([5, 4], [3, 2], { stride: [2, 1], padding: "same" });
    const convolution = convolutionLoops({ window, batch: 2, groups: 2, inChannels: 4, outChannels: 6 });
    expect(loopsMacs(convolution)).toBe(counted(convolution));
    const product = matrixLoops({ inner: 5, columns: 3, rows: 4, batch: 2, groups: 3, times: 2 });
    expect(loopsMacs(product)).toBe(counted(product));
    // 4 gates of (3 + 5) × 5, and a projection of 5 to 2 whose width the state takes: by hand.
    const lstm = recurrentLoops({ gates: 4, steps: 6, inputs: 3, units: 5, projection: 2 });
    expect(lstm.reduce((sum, part) => sum + loopsMacs(part), 0)).toBe(6 * (4 * (3 + 2) * 5 + 5 * 2));
  });

  it("refuses a count that a number cannot hold", () => {
    expect(() => loopsMacs(matrixLoops({ inner: 2 ** 30, columns: 2 ** 30 }))).toThrow("cannot be counted exactly");
  });
});

describe("convolutionKind", () => {
  it.each([
    ["convolution", 1, 4, 4, [3, 3]],
    ["pointwise-convolution", 1, 4, 4, [1, 1]],
    ["depthwise-convolution", 4, 4, 8, [3, 3]],
    ["grouped-convolution", 2, 4, 4, [1, 1]],
  ] as const)("calls it %s for %i groups", (kind, groups, inChannels, outChannels, kernel) => {
    const window = slideWindow([8, 8], kernel);
    expect(convolutionKind(convolutionLoops({ window, groups, inChannels, outChannels }))).toBe(kind);
  });
});
