import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BufferLifetime, planArena } from "../../src/index.js";

const b = (size: number, firstUse: number, lastUse: number): BufferLifetime => ({ size, firstUse, lastUse });

describe("planArena, greedy", () => {
  it("places the largest first and lets disjoint lives share", () => {
    // Hand: 30 -> 0; 20 (lives with 30) -> 30; 10 (lives with 20 only) -> 0.
    const plan = planArena([b(10, 2, 3), b(20, 1, 2), b(30, 0, 1)], { alignment: 1 });
    expect(plan).toEqual({ offsets: [0, 30, 0], peak: 50, lowerBound: 50 });
  });

  it("treats lifetimes as inclusive at both ends", () => {
    expect(planArena([b(5, 0, 1), b(5, 1, 2)], { alignment: 1 }).peak).toBe(10);
    expect(planArena([b(5, 0, 1), b(5, 2, 3)], { alignment: 1 }).peak).toBe(5);
  });

  it("keeps the order of declaration among equal sizes and takes the lowest gap that fits", () => {
    // Hand: four of 10 alive together at step 0..1 except the second, which ends at 0: stack 0, 10, 20, 30;
    // the 7 alive at step 1 falls into the second's place, 10..20.
    const plan = planArena([b(10, 0, 1), b(10, 0, 0), b(10, 0, 1), b(10, 0, 1), b(7, 1, 1)], { alignment: 1 });
    expect(plan.offsets).toEqual([0, 10, 20, 30, 10]);
  });

  it("is the rule itself, tried offset by offset, on long timelines", () => {
    const long = fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 60 }), fc.constantFrom(0, 1, 2, 30))
        .map(([size, firstUse, length]) => b(size, firstUse, firstUse + length)),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(long, (list) => {
        expect(planArena(list, { alignment: 1 }).offsets).toEqual(greedyByHand(list));
      }),
    );
  });

  it("rounds sizes up to the alignment", () => {
    const plan = planArena([b(1, 0, 0), b(17, 0, 0)]);
    expect(plan).toEqual({ offsets: [32, 0], peak: 48, lowerBound: 48 });
  });
});

describe("planArena", () => {
  const buffers = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 4 }))
      .map(([size, firstUse, length]) => b(size, firstUse, firstUse + length)),
    { maxLength: 9 },
  );

  it.each(["greedy", "linear", "best"] as const)("%s never overlaps two buffers that live together", (strategy) => {
    fc.assert(
      fc.property(buffers, fc.constantFrom(1, 4, 16), (list, alignment) => {
        const { offsets, peak, lowerBound } = planArena(list, { strategy, alignment });
        for (const [i, x] of list.entries()) {
          expect((offsets[i] as number) % alignment).toBe(0);
          expect((offsets[i] as number) + x.size).toBeLessThanOrEqual(peak);
          for (const [j, y] of list.entries()) {
            if (i === j || x.firstUse > y.lastUse || y.firstUse > x.lastUse || x.size * y.size === 0) continue;
            const apart =
              (offsets[i] as number) + x.size <= (offsets[j] as number) ||
              (offsets[j] as number) + y.size <= (offsets[i] as number);
            expect(apart).toBe(true);
          }
        }
        expect(peak).toBeGreaterThanOrEqual(lowerBound);
      }),
    );
  });

  it("has as bound the largest sum alive at one step, counted step by step", () => {
    fc.assert(
      fc.property(buffers, (list) => {
        const steps = Array.from({ length: 14 }, (_, step) =>
          list.reduce(
            (sum, { size, firstUse, lastUse }) => (firstUse <= step && step <= lastUse ? sum + size : sum),
            0,
          ),
        );
        expect(planArena(list, { alignment: 1 }).lowerBound).toBe(Math.max(...steps));
      }),
    );
  });

  it("finds the best placement of every order where brute force can", () => {
    const small = fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 3 }))
        .map(([size, firstUse, length]) => b(size, firstUse, firstUse + length)),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(small, (list) => {
        const { peak } = planArena(list, { strategy: "best", alignment: 1 });
        expect(peak).toBe(bruteForcePeak(list));
      }),
      { numRuns: 40 },
    );
  });

  it("refuses sizes and uses that are no whole numbers", () => {
    expect(() => planArena([b(-1, 0, 0)])).toThrow("planArena: buffer 0: size must be whole, got -1");
    expect(() => planArena([b(1, 2, 1)])).toThrow("got 2 to 1");
    expect(() => planArena([], { alignment: 0 })).toThrow("alignment must be a whole number from 1, got 0");
  });
});

/** Smallest peak over all placements at whole offsets, by depth-first search (not by placing in orders). */
function bruteForcePeak(list: readonly BufferLifetime[]): number {
  for (let limit = Math.max(...list.map(({ size }) => size)); ; limit++) if (fits(list, limit, [])) return limit;
}

function fits(list: readonly BufferLifetime[], limit: number, offsets: readonly number[]): boolean {
  const next = list[offsets.length];
  if (next === undefined) return true;
  for (let offset = 0; offset + next.size <= limit; offset++) {
    const free = offsets.every((other, index) => {
      const placed = list[index] as BufferLifetime;
      const apart = placed.firstUse > next.lastUse || placed.lastUse < next.firstUse;
      return apart || other + placed.size <= offset || offset + next.size <= other;
    });
    if (free && fits(list, limit, [...offsets, offset])) return true;
  }
  return false;
}

/** Largest first, ties as declared, each at the first of all offsets where nothing that lives with it is in the way. */
function greedyByHand(list: readonly BufferLifetime[]): readonly number[] {
  const offsets: number[] = list.map(() => -1);
  const order = list.map((_, index) => index).toSorted((x, y) => (list[y]?.size ?? 0) - (list[x]?.size ?? 0) || x - y);
  for (const index of order) {
    const next = list[index] as BufferLifetime;
    const isFree = (offset: number): boolean =>
      list.every((other, at) => {
        const placed = offsets[at] as number;
        const together = other.firstUse <= next.lastUse && next.firstUse <= other.lastUse;
        return placed < 0 || !together || placed + other.size <= offset || offset + next.size <= placed;
      });
    let offset = 0;
    while (!isFree(offset)) offset++;
    offsets[index] = offset;
  }
  return offsets;
}
