import { describe, expect, it } from "vitest";
import { type Random, random } from "../../src/index.js";

const draw = <T>(count: number, next: () => T): T[] => Array.from({ length: count }, next);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("random", () => {
  it("gives the same numbers for the same seed and key, others for other ones", () => {
    const uniforms = (stream: Random): number[] => draw(5, stream.uniform);
    expect(uniforms(random(1, "study", 7))).toEqual(uniforms(random(1, "study", 7)));
    const others = [
      random(2, "study", 7),
      random(1, "study", 8),
      random(1, "study", "7"),
      random(1, "study"),
      random(1, "stud", "y", 7),
    ];
    for (const other of others) expect(uniforms(other)).not.toEqual(uniforms(random(1, "study", 7)));
  });

  it("keeps the numbers it has always given", () => {
    // Stored on Node 20: a change of generator or hash would change every stored result.
    expect(draw(3, random(1, "golden").uniform)).toEqual([
      0.06570660670846984, 0.9371528839080324, 0.22602697353144874,
    ]);
    expect(random(1, "golden", 2).shuffle([0, 1, 2, 3, 4, 5])).toEqual([0, 1, 4, 5, 2, 3]);
  });

  it("splits off streams that do not depend on what was drawn before", () => {
    const fresh = random(3).split("worker", 1).uniform();
    const used = random(3);
    used.normal();
    expect(used.split("worker", 1).uniform()).toBe(fresh);
    expect(random(3, "worker", 1).uniform()).toBe(fresh);
  });

  it("draws uniform numbers whose ten bins pass a chi-squared test at 1 in 10^6", () => {
    const bins = Array<number>(10).fill(0);
    for (const value of draw(100_000, random(4).uniform)) (bins[Math.floor(value * 10)] as number)++;
    const chiSquared = bins.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquared).toBeLessThan(44.8); // 1 - 1e-6 quantile, 9 degrees of freedom
  });

  it("draws first numbers of neighbouring keys that are as even as those of one stream", () => {
    const bins = Array<number>(10).fill(0);
    for (let key = 0; key < 20_000; key++) (bins[Math.floor(random(0, "key", key).uniform() * 10)] as number)++;
    const chiSquared = bins.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(chiSquared).toBeLessThan(44.8);
  });

  it("draws normal numbers with the right mean, variance and share within one deviation", () => {
    const values = draw(100_000, random(5).normal);
    // Five standard errors of each: 1/sqrt(n), sqrt(2/n), sqrt(p(1-p)/n).
    expect(Math.abs(mean(values))).toBeLessThan(5 / Math.sqrt(1e5));
    expect(Math.abs(mean(values.map((value) => value * value)) - 1)).toBeLessThan(5 * Math.sqrt(2 / 1e5));
    const within = mean(values.map((value) => (Math.abs(value) < 1 ? 1 : 0)));
    expect(Math.abs(within - 0.682689492137)).toBeLessThan(5 * Math.sqrt((0.6827 * 0.3173) / 1e5));
  });

  it("draws every integer below n, and every order of three items, about equally often", () => {
    const stream = random(6);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = stream.shuffle(["a", "b", "c"]).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // 1000 expected, standard deviation sqrt(6000 * 1/6 * 5/6) = 29.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(5 * 29);
    expect(new Set(draw(200, () => stream.integer(3)))).toEqual(new Set([0, 1, 2]));
  });

  it("shuffles a copy", () => {
    const items = Object.freeze([1, 2, 3, 4]);
    expect(random(1).shuffle(items).toSorted()).toEqual([1, 2, 3, 4]);
  });

  it("refuses keys that are no safe integers, empty picks and empty ranges", () => {
    expect(() => random(0.5)).toThrow("must be strings or safe integers, got 0.5");
    expect(() => random(1, Number.NaN)).toThrow("got NaN");
    expect(() => random(1).pick([])).toThrow("pick needs at least one item");
    expect(() => random(1).integer(0)).toThrow("positive integer, got 0");
  });
});
