import { describe, expect, it } from "vitest";
import { slideWindow } from "../../src/index.js";

/** Counts the places at which a window starts, by walking over the padded axis. */
function walked(
  input: number,
  kernel: number,
  stride: number,
  dilation: number,
  before: number,
  after: number,
): number {
  let places = 0;
  for (let start = 0; start + dilation * (kernel - 1) < before + input + after; start += stride) places++;
  return places;
}

describe("slideWindow", () => {
  it("gives as many outputs as a window has places, for every small case", () => {
    for (let input = 1; input <= 9; input++)
      for (let kernel = 1; kernel <= 4; kernel++)
        for (let stride = 1; stride <= 3; stride++)
          for (let dilation = 1; dilation <= 2; dilation++)
            for (let before = 0; before <= 2; before++)
              for (let after = 0; after <= 2; after++) {
                const places = walked(input, kernel, stride, dilation, before, after);
                const slide = () =>
                  slideWindow([input], [kernel], {
                    stride: [stride],
                    dilation: [dilation],
                    padding: { before: [before], after: [after] },
                  });
                if (places === 0) expect(slide).toThrow("kernel reaches");
                else expect(slide().output).toEqual([places]);
              }
  });

  it("pads so that ⌈input / stride⌉ windows fit exactly, the odd element after", () => {
    for (let input = 1; input <= 12; input++)
      for (let kernel = 1; kernel <= 5; kernel++)
        for (let stride = 1; stride <= 3; stride++) {
          const { output, padding } = slideWindow([input], [kernel], { stride: [stride], padding: "same" });
          const [before = 0, after = 0] = [padding.before[0], padding.after[0]];
          expect(output).toEqual([Math.ceil(input / stride)]);
          expect(walked(input, kernel, stride, 1, before, after)).toBe(output[0]);
          expect(after - before === 0 || after - before === 1).toBe(true);
          const lower = slideWindow([input], [kernel], { stride: [stride], padding: "same-lower" }).padding;
          expect([lower.before[0], lower.after[0]]).toEqual([after, before]);
        }
  });

  it("counts a last window that is not full in ceil mode, unless it sees nothing but padding", () => {
    expect(slideWindow([8], [3], { stride: [2], ceil: true }).output).toEqual([4]);
    expect(slideWindow([8], [3], { stride: [2] }).output).toEqual([3]);
    // A third window would start at 8, behind the five elements of leading padding and input.
    const padding = { before: [1], after: [1] };
    expect(slideWindow([4], [1], { stride: [4], padding, ceil: true }).output).toEqual([2]);
  });

  it("refuses extents and paddings that are no whole numbers", () => {
    expect(() => slideWindow([0], [1])).toThrow("input must be positive integers, got 0");
    expect(() => slideWindow([4], [2], { stride: [0] })).toThrow("stride");
    expect(() => slideWindow([4, 4], [2])).toThrow("kernel must have 2 extents");
    expect(() => slideWindow([4], [2], { padding: { before: [0.5], after: [0] } })).toThrow("padding");
  });
});
