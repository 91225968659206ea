import { describe, expect, it } from "vitest";
import { footprint, memoryFits, networkBuilder, weightBytes, zooNetwork } from "../../src/index.js";

describe("footprint", () => {
  it("adds weights at their bits and the peak of activations", () => {
    const b = networkBuilder("mixed", { bits: 8, weightBits: 4, biasBits: 32 });
    const network = b.finish([b.dense(b.input([5]), { units: 3 })]);
    // 15 weights of half a byte, rounded up; 3 biases of 4 bytes; 5 + 3 activations.
    expect(footprint(network)).toEqual({ weightBytes: 8 + 12, activationBytes: 8, total: 28 });
  });

  it("counts weights that two layers share once", () => {
    const { tensors, layers, ...rest } = networkOfTwo();
    const [first, second] = layers;
    const shared = { ...rest, tensors, layers: [first, { ...second, weights: first?.weights }] } as never;
    expect([weightBytes({ ...rest, tensors, layers }), weightBytes(shared)]).toEqual([2 * 72, 72]);
  });

  it("gives the keyword-spotting networks the footprints of their paper", () => {
    const total = ["ds-cnn-s", "ds-cnn-m", "ds-cnn-l", "cnn-s"].map((name) => footprint(zooNetwork(name)).total);
    expect(total.map((bytes) => Math.round(bytes / 100) / 10)).toEqual([38.6, 189.2, 497.6, 79]);
  });
});

function networkOfTwo() {
  const b = networkBuilder("two");
  return b.finish([b.dense(b.dense(b.input([8]), { units: 8 }), { units: 8 })]);
}

describe("memoryFits", () => {
  it("says for each memory whether it suffices and what is missing", () => {
    const needed = { weightBytes: 189_212, arenaBytes: 54_180 };
    // NUCLEO-F746ZG: 1 MB of flash, 320 KB of SRAM; and a device with a quarter of the former.
    expect(memoryFits(needed, { flash: 1_048_576, sram: 327_680 })).toEqual({
      flash: { needed: 189_212, available: 1_048_576, fits: true, shortfall: 0 },
      sram: { needed: 54_180, available: 327_680, fits: true, shortfall: 0 },
    });
    expect(memoryFits(needed, { flash: 131_072 })).toEqual({
      flash: { needed: 189_212, available: 131_072, fits: false, shortfall: 58_140 },
      sram: { needed: 54_180 },
    });
    expect(memoryFits(needed, { sram: 54_180 }).sram.fits).toBe(true);
  });

  it("refuses a size that is none", () => {
    expect(() => memoryFits({ weightBytes: 1, arenaBytes: 1 }, { sram: -1 })).toThrow("sram");
    expect(() => memoryFits({ weightBytes: Number.NaN, arenaBytes: 1 }, {})).toThrow("flash");
  });
});
