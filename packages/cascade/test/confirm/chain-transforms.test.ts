import { describe, expect, it } from "vitest";
import { chainTransforms, chainVisits } from "../../src/confirm/chain-transforms.js";
import { confirmationChain, confirmed, ended } from "../../src/confirm/confirmation-chain.js";

const rules = [
  [{ hits: 2, of: 3 }, Number.POSITIVE_INFINITY],
  [{ hits: 5, of: 8 }, 16],
  [{ hits: 6, of: 8 }, 4],
  [{ hits: 5, of: 5 }, 1],
  [{ hits: 9, of: 9 }, 12],
  [{ hits: 1, of: 1 }, 9],
] as const;

/** Frame by frame: where a chain is after each frame, from every state at once. */
function followed(
  chain: ReturnType<typeof confirmationChain>,
  hit: number,
  survival: number,
): { readonly confirms: number; readonly ends: number; readonly visits: number[] } {
  let here = Array.from({ length: chain.states }, (_, state) => Number(state === 0));
  const visits = here.map(() => 0);
  let [confirms, ends, factor] = [0, 0, 1];
  for (let frame = 0; frame < 8000; frame++) {
    const next = here.map(() => 0);
    factor *= survival;
    for (const [state, share] of here.entries()) {
      if (share === 0) continue;
      visits[state] = (visits[state] as number) + share;
      for (const [to, chance] of [
        [chain.onHit[state] as number, share * hit],
        [chain.onMiss[state] as number, share * (1 - hit)],
      ] as const) {
        if (to === confirmed) confirms += factor * chance;
        else if (to === ended) ends += factor * chance;
        else next[to] = (next[to] as number) + chance;
      }
    }
    here = next;
  }
  return { confirms, ends, visits };
}

describe("solving without touching zeros", () => {
  it.each(rules)("gives what following %j with patience %s frame by frame gives", (rule, patience) => {
    const chain = confirmationChain(rule, patience);
    for (const [hit, survival] of [
      [0.6, 1],
      [0.9, 0.99],
      [0.3, 0.9],
    ] as const) {
      const { confirms, ends, visits } = followed(chain, hit, survival);
      const solved = chainTransforms(chain, hit, survival);
      expect(Math.abs((solved.confirms[0] as number) - confirms)).toBeLessThan(1e-10);
      expect(Math.abs((solved.ends[0] as number) - ends)).toBeLessThan(1e-10);
      const found = chainVisits(chain, hit);
      for (const [state, count] of visits.entries())
        expect(Math.abs((found[state] as number) - count) / Math.max(1, count)).toBeLessThan(1e-9);
    }
  });

  it("fills in next to nothing: below 1000 steps where a full matrix takes half a million", () => {
    const { plan } = confirmationChain({ hits: 5, of: 8 }, 16);
    expect(plan.states).toBeGreaterThan(80);
    expect(plan.entries).toBeLessThan(5 * plan.states);
  });
});
