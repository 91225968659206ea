import { describe, expect, it } from "vitest";
import { simulate } from "../../src/index.js";
import { FastStream } from "../../src/simulate/fast-stream.js";
import { LatencyHistogram } from "../../src/simulate/latency-histogram.js";
import { persons } from "../closed-form/worked-examples.js";

describe("the simulation", () => {
  it("gives the same for the same seed and something else for another", () => {
    const [a, b, c] = [1, 1, 2].map((seed) => simulate(persons, { duration: 86_400, seed }));
    expect(b).toEqual(a);
    expect(c?.power).not.toBe(a?.power);
  });

  it("counts about one event in 15 minutes and 10 frames a second", () => {
    const found = simulate(persons, { duration: 30 * 86_400 });
    // 2880 expected; four standard deviations are 215.
    expect(Math.abs(found.events - 2880)).toBeLessThan(215);
    expect(Math.abs(found.frames / (30 * 864_000) - 1)).toBeLessThan(0.01);
    expect(found.latencies?.p50).toBeLessThan(found.latencies?.p90 ?? 0);
  });

  it("answers for zero events, and refuses times that cannot be", () => {
    const quiet = simulate({ ...persons, events: { ...persons.events, rate: 0 } }, { duration: 86_400 });
    expect([quiet.events, quiet.recall, quiet.latencies, quiet.latency]).toEqual([0, 0, undefined, undefined]);
    for (const duration of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => simulate(persons, { duration })).toThrow("duration");
  });
});

describe("its stream", () => {
  it("is uniform: mean, variance and correlation of 200,000 numbers", () => {
    const stream = new FastStream(5, "test");
    const numbers = Float64Array.from({ length: 200_000 }, () => stream.uniform() - 0.5);
    const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    // Standard errors: 0.00065, 0.00017, 0.00019.
    expect(Math.abs(mean(numbers))).toBeLessThan(0.003);
    expect(Math.abs(mean(numbers.map((x) => x * x)) - 1 / 12)).toBeLessThan(0.001);
    expect(Math.abs(mean(numbers.map((x, i) => x * (numbers[i + 1] ?? 0))))).toBeLessThan(0.001);
    expect(Math.abs(mean(Float64Array.from({ length: 100_000 }, () => stream.exponential())) - 1)).toBeLessThan(0.015);
    expect(Math.abs(mean(Float64Array.from({ length: 100_000 }, () => stream.normal() ** 2)) - 1)).toBeLessThan(0.02);
  });

  it("fills a histogram whose quantiles are within its bins", () => {
    const histogram = new LatencyHistogram();
    expect(histogram.quantile(0.5)).toBeUndefined();
    for (let i = 1; i <= 1000; i++) histogram.add(i / 100);
    expect(Math.abs((histogram.quantile(0.5) ?? 0) / 5 - 1)).toBeLessThan(0.012);
    expect(Math.abs((histogram.quantile(0.99) ?? 0) / 9.9 - 1)).toBeLessThan(0.012);
  });
});
