import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elbow } from "../../src/index.js";

type Point = readonly [cost: number, gain: number];
const axes = { cost: ([cost]: Point) => cost, gain: ([, gain]: Point) => gain };

describe("elbow", () => {
  it("is the point farthest above the chord", () => {
    expect(
      elbow<Point>(
        [
          [0, 0],
          [1, 8],
          [5, 9],
          [10, 10],
        ],
        axes,
      ),
    ).toEqual([1, 8]);
  });

  it("does not depend on units or offsets", () => {
    const curve: readonly Point[] = Array.from({ length: 21 }, (_, i) => [i, Math.sqrt(i / 20)]);
    // sqrt(t) - t is largest at t = 1/4.
    expect(elbow(curve, axes)).toBe(curve[5]);
    const positive = fc.integer({ min: 1, max: 1000 });
    fc.assert(
      fc.property(positive, positive, (scale, offset) => {
        const moved = { cost: (p: Point) => p[0] * scale + offset, gain: (p: Point) => p[1] / scale - offset };
        expect(elbow(curve, moved)).toBe(curve[5]);
      }),
    );
  });

  it("agrees with measuring every distance to the chord", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(steps, (moves) => {
        const front: Point[] = [[0, 0]];
        for (const [cost, gain] of moves) {
          const [x, y] = front.at(-1) as Point;
          front.push([x + cost, y + gain]);
        }
        const [width, height] = front.at(-1) as Point;
        const distance = ([x, y]: Point): number => (y / height - x / width) / Math.SQRT2;
        const farthest = Math.max(...front.map(distance));
        const found = elbow(front, axes);
        if (found === undefined) expect(farthest).toBeLessThan(1e-12);
        else expect(Math.abs(distance(found) - farthest)).toBeLessThan(1e-12);
      }),
    );
  });

  it("is undefined without a point above the chord", () => {
    expect(elbow<Point>([], axes)).toBeUndefined();
    expect(
      elbow<Point>(
        [
          [0, 0],
          [1, 1],
        ],
        axes,
      ),
    ).toBeUndefined();
    expect(
      elbow<Point>(
        [
          [0, 0],
          [1, 1],
          [2, 2],
        ],
        axes,
      ),
    ).toBeUndefined();
    expect(
      elbow<Point>(
        [
          [0, 0],
          [2, 1],
          [3, 3],
        ],
        axes,
      ),
    ).toBeUndefined();
  });

  it("refuses values that are not finite", () => {
    expect(() => elbow<Point>([[0, Number.NaN]], axes)).toThrow(
      "elbow: cost and gain must be finite, got (0, NaN) for item 0",
    );
  });
});
