import { describe, expect, it } from "vitest";
import { chainTransforms } from "../../src/confirm/chain-transforms.js";
import { bitCount, confirmationChain, confirmed, ended } from "../../src/confirm/confirmation-chain.js";
import { confirmationRate, framesToConfirm, windowConfirms } from "../../src/index.js";

const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);

describe("confirmation rules", () => {
  it("2 of 3 at 0.9 is 0.972, by hand", () => {
    expect(relative(windowConfirms({ hits: 2, of: 3 }, 0.9), 0.972)).toBeLessThan(1e-12);
  });

  it("2 of 3 at 0.05 confirms anew 0.0045 times a frame, not in 0.0073 of the frames", () => {
    expect(relative(confirmationRate({ hits: 2, of: 3 }, 0.05, "rearm"), 0.0045125)).toBeLessThan(1e-12);
    expect(relative(windowConfirms({ hits: 2, of: 3 }, 0.05), 0.00725)).toBeLessThan(1e-12);
    // From an empty window: E0 = 1/p + E1, E1 = 1 + (1 - p)(1 + (1 - p) E0), so E0 = 21.95 / 0.0975.
    expect(relative(framesToConfirm({ hits: 2, of: 3 }, 0.05), 21.95 / 0.0975)).toBeLessThan(1e-12);
    expect(relative(confirmationRate({ hits: 2, of: 3 }, 0.05, "clear"), 0.0975 / 21.95)).toBeLessThan(1e-12);
  });

  it("k in a row takes (1 - p^k) / ((1 - p) p^k) frames: 6 for two heads of a coin", () => {
    expect(framesToConfirm({ hits: 2, of: 2 }, 0.5)).toBe(6);
    expect(relative(framesToConfirm({ hits: 3, of: 3 }, 0.2), (1 - 0.008) / (0.8 * 0.008))).toBeLessThan(1e-12);
    expect(framesToConfirm({ hits: 1, of: 1 }, 1)).toBe(1);
    expect(confirmationRate({ hits: 2, of: 2 }, 0, "clear")).toBe(0);
  });

  it.each([
    { hits: 1, of: 1 },
    { hits: 2, of: 3 },
    { hits: 3, of: 3 },
    { hits: 2, of: 5 },
    { hits: 4, of: 6 },
  ])("$hits of $of: both rates and the transform agree with every sequence of 14 frames, counted", ({ hits, of }) => {
    const [p, s, length] = [0.37, 0.9, 14];
    let rearm = 0;
    let transform = 0;
    for (let sequence = 0; sequence < 2 ** length; sequence++) {
      const ones = bitCount(sequence);
      const chance = p ** ones * (1 - p) ** (length - ones);
      const confirms = (frame: number): boolean =>
        bitCount((sequence >> Math.max(0, frame - of + 1)) & ((1 << Math.min(of, frame + 1)) - 1)) >= hits;
      // Bit 0 is the first frame. The window is full at the last two frames.
      if (confirms(length - 1) && !confirms(length - 2)) rearm += chance;
      const first = Array.from({ length }, (_, frame) => frame).find(confirms);
      if (first !== undefined) transform += chance * s ** (first + 1);
    }
    expect(relative(confirmationRate({ hits, of }, p, "rearm"), rearm)).toBeLessThan(1e-9);
    const found = chainTransforms(confirmationChain({ hits, of }), p, s).confirms[0] as number;
    // What lies beyond 14 frames has a factor below 0.9^15.
    expect(found).toBeGreaterThanOrEqual(transform - 1e-12);
    expect(found - transform).toBeLessThan(0.9 ** 15);
  });

  it("with patience ends in a run of misses or a confirmation, with chances that add up to 1", () => {
    const chain = confirmationChain({ hits: 2, of: 3 }, 4);
    expect([...chain.onHit, ...chain.onMiss].every((to) => to === confirmed || to === ended || to < chain.states)).toBe(
      true,
    );
    const { confirms, ends } = chainTransforms(chain, 0.3, 1);
    expect(relative((confirms[0] as number) + (ends[0] as number), 1)).toBeLessThan(1e-12);
    // One hit of one: it ends with four misses in a row, 0.7^4.
    expect(
      relative(chainTransforms(confirmationChain({ hits: 1, of: 1 }, 4), 0.3, 1).ends[0] as number, 0.7 ** 4),
    ).toBeLessThan(1e-12);
  });

  it("refuses rules that cannot be and chances outside [0, 1]", () => {
    for (const rule of [
      { hits: 0, of: 3 },
      { hits: 4, of: 3 },
      { hits: 1.5, of: 3 },
      { hits: 2, of: 9 },
      { hits: 31, of: 31 },
      { hits: 1, of: 0 },
    ])
      expect(() => confirmationRate(rule, 0.5, "clear"), JSON.stringify(rule)).toThrow(RangeError);
    expect(() => confirmationRate({ hits: 1, of: 1 }, 1.1, "clear")).toThrow("[0, 1]");
    expect(() => confirmationChain({ hits: 1, of: 1 }, 0)).toThrow("patience");
  });
});
