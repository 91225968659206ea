import { describe, expect, it } from "vitest";
import { convolutionMacs, denseMacs } from "../../src/index.js";

/** Runs the loops of a convolution and counts. */
function countedMacs(height: number, width: number, inChannels: number, outChannels: number, kernel: number): number {
  let macs = 0;
  for (let top = 0; top + kernel <= height; top++) {
    for (let left = 0; left + kernel <= width; left++) {
      for (let channel = 0; channel < outChannels; channel++) macs += kernel * kernel * inChannels;
    }
  }
  return macs;
}

describe("convolutionMacs", () => {
  it("of the first layer on CIFAR-10 are 30 x 30 x 27 x 64", () => {
    expect(convolutionMacs({ height: 32, width: 32, inChannels: 3, outChannels: 64, kernel: 3 })).toBe(1_555_200);
  });

  it.each([
    [5, 7, 2, 3, 3],
    [4, 4, 1, 1, 4],
    [9, 6, 3, 2, 1],
  ])("agree with counting: %i x %i x %i to %i, kernel %i", (height, width, inChannels, outChannels, kernel) => {
    const macs = convolutionMacs({ height, width, inChannels, outChannels, kernel });
    expect(macs).toBe(countedMacs(height, width, inChannels, outChannels, kernel));
  });

  it("refuse a kernel that does not fit", () => {
    const tiny = { height: 2, width: 9, inChannels: 1, outChannels: 1, kernel: 3 };
    expect(() => convolutionMacs(tiny)).toThrow("kernel must fit in the input, got 3 in 2 x 9");
  });
});

describe("denseMacs", () => {
  it("are one per weight", () => {
    expect(denseMacs({ inputs: 3072, outputs: 10 })).toBe(30_720);
  });

  it("refuse sizes that are no positive integers", () => {
    expect(() => denseMacs({ inputs: 0, outputs: 10 })).toThrow("denseMacs: inputs must be a positive integer, got 0");
  });
});
