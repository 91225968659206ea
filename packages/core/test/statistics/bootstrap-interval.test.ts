import { describe, expect, it } from "vitest";
import { bootstrapInterval, bootstrapMean, median, random } from "../../src/index.js";

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("bootstrapInterval", () => {
  it("for a mean agrees with the normal interval, 1.96 standard errors wide on each side", () => {
    const stream = random(1, "sample");
    const values = Array.from({ length: 1000 }, () => 3 + 2 * stream.normal());
    const centre = mean(values);
    const error = Math.sqrt(mean(values.map((value) => (value - centre) ** 2)) / values.length);
    const { low, high, level, method } = bootstrapInterval(values, mean, { seed: 2, resamples: 4000 });
    // The 2.5 % quantile of 4000 resamples is known to about 4 % of a standard error; 3 of those allowed.
    expect(Math.abs(low - (centre - 1.96 * error))).toBeLessThan(0.12 * error);
    expect(Math.abs(high - (centre + 1.96 * error))).toBeLessThan(0.12 * error);
    expect({ level, method }).toEqual({ level: 0.95, method: "bootstrap" });
  });

  it("covers the true mean about as often as its level says", () => {
    const trials = 300;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const stream = random(7, "trial", trial);
      const values = Array.from({ length: 50 }, stream.normal);
      const { low, high } = bootstrapInterval(values, mean, { seed: trial, resamples: 300, level: 0.9 });
      if (low <= 0 && 0 <= high) covered++;
    }
    // 270 expected; percentile intervals of 50 values cover a little less; binomial deviation 5.2.
    expect(covered).toBeGreaterThan(250);
    expect(covered).toBeLessThan(288);
  });

  it("is the same for the same seed, and takes a stream instead", () => {
    const values = [1, 2, 3, 4, 8];
    expect(bootstrapInterval(values, median, { seed: 3 })).toEqual(bootstrapInterval(values, median, { seed: 3 }));
    const own = bootstrapInterval(values, median, { random: random(3, "bootstrap") });
    expect(own).toEqual(bootstrapInterval(values, median, { seed: 3 }));
  });

  it("resamples records whole", () => {
    const pairs = [1, 2, 3].map((x) => ({ x, y: 2 * x }));
    const ratio = (sample: typeof pairs): number => mean(sample.map(({ y }) => y)) / mean(sample.map(({ x }) => x));
    expect(bootstrapInterval(pairs, (sample) => ratio([...sample]), { resamples: 50 })).toMatchObject({
      low: 2,
      high: 2,
    });
  });

  it("refuses no values, bad options and a statistic that is NaN", () => {
    expect(() => bootstrapInterval([], mean)).toThrow("needs at least one value");
    expect(() => bootstrapInterval([1], mean, { resamples: 1 })).toThrow("resamples must be an integer of at least 2");
    expect(() => bootstrapInterval([1], mean, { level: 1 })).toThrow("level must be in (0, 1), got 1");
    expect(() => bootstrapInterval([1], () => Number.NaN)).toThrow("must be a number for every resample");
  });
});

describe("bootstrapMean", () => {
  it("is the interval of the mean from the same stream, to the last bit", () => {
    const { uniform } = random(4, "values");
    const values = Array.from({ length: 57 }, uniform);
    const options = { seed: 5, resamples: 300, level: 0.9 };
    expect(bootstrapMean(values, options)).toEqual(bootstrapInterval(values, mean, options));
  });

  it("refuses a value that is no number", () => {
    expect(() => bootstrapMean([1, Number.NaN])).toThrow("must be a number");
  });
});
