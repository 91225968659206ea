import { describe, expect, it } from "vitest";
import { chainTransforms } from "../../src/confirm/chain-transforms.js";
import { confirmationChain } from "../../src/confirm/confirmation-chain.js";
import { firstPassage, firstRun } from "../../src/confirm/first-passage.js";

const transform = (chances: readonly number[], survival: number): number =>
  chances.reduce((sum, chance, frame) => sum + chance * survival ** (frame + 1), 0);

describe("first passages", () => {
  it.each([
    [{ hits: 2, of: 3 }, 4],
    [{ hits: 5, of: 8 }, 16],
    [{ hits: 3, of: 3 }, 2],
  ] as const)("of %j with patience %s have the generating functions that elimination gives", (rule, patience) => {
    const chain = confirmationChain(rule, patience);
    const start = Float64Array.from({ length: chain.states }, (_, state) => Number(state === 0));
    const { confirms, ends } = firstPassage(chain, 0.7, start, 5000);
    for (const survival of [1, 0.98, 0.8]) {
      const solved = chainTransforms(chain, 0.7, survival);
      expect(Math.abs(transform(confirms, survival) - (solved.confirms[0] as number))).toBeLessThan(1e-8);
      expect(Math.abs(transform(ends, survival) - (solved.ends[0] as number))).toBeLessThan(1e-8);
    }
  });

  it("two in a row at 1/2: 1/4 at the second frame, 1/8 at the third, 2/16 at the fourth, 3/32 at the fifth", () => {
    // Sequences of n frames that end with the first pair: Fibonacci numbers.
    expect(firstRun(2, 0.5, 5)).toEqual([0, 1 / 4, 1 / 8, 2 / 16, 3 / 32]);
  });
});
