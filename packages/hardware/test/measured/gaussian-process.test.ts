import { random } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import {
  gaussianProcess,
  logLikelihood,
  processAt,
  processWith,
  standardised,
} from "../../src/measured/gaussian-process.js";
import { relativeError } from "../relative-error.js";

const stream = random(7, "gaussian-process");
const inputs = Array.from({ length: 25 }, (_, index) => ({
  numbers: [stream.uniform() * 4, stream.uniform()],
  names: [index % 3 === 0 ? "a" : "b"],
}));
const targets = inputs.map(
  ({ numbers, names }) => Math.sin(numbers[0] ?? 0) + (names[0] === "a" ? 0.5 : 0) + 0.01 * stream.normal(),
);

describe("gaussianProcess", () => {
  it("answers for one observation as the formula by hand", () => {
    // One observation y at x; σ² = 1, unknown mean of variance 1, noise 1: k(x, x) = 2, K = 3, so mean 2/3·y.
    const parameters = { signal: 0, lengths: [0], noise: 0 };
    const process = processWith([{ numbers: [5], names: [] }], [0.6], parameters);
    const there = processAt(process, { numbers: [5], names: [] });
    expect(relativeError(there.mean, 0.4)).toBeLessThan(1e-12);
    expect(relativeError(there.variance, 3 - 4 / 3)).toBeLessThan(1e-12);
    // One unit away: k = e^-½ + 1. A single place has no spread, so that its unit is 1.
    const k = Math.exp(-0.5) + 1;
    const away = processAt(process, { numbers: [6], names: [] });
    expect(relativeError(away.mean, (k / 3) * 0.6)).toBeLessThan(1e-12);
    expect(relativeError(away.variance, 3 - (k * k) / 3)).toBeLessThan(1e-12);
  });

  it("has the marginal likelihood of a normal distribution: two observations by hand", () => {
    // K = [[3, 1 + e^-½], [1 + e^-½, 3]] for places one unit apart.
    const distances = [Float64Array.of(0, 1, 1, 0)];
    const c = 1 + Math.exp(-0.5);
    const [a, b] = [0.3, -0.2];
    const determinant = 9 - c * c;
    const expected =
      -0.5 * ((3 * a * a - 2 * c * a * b + 3 * b * b) / determinant) -
      0.5 * Math.log(determinant) -
      Math.log(2 * Math.PI);
    const found = logLikelihood(distances, [a, b], { signal: 0, lengths: [0], noise: 0 });
    expect(relativeError(found?.value, expected)).toBeLessThan(1e-12);
  });

  it("has the gradient that small steps show", () => {
    const { distances } = standardised(inputs);
    const at = (place: readonly number[]) =>
      logLikelihood(distances, targets, { signal: place[0] ?? 0, lengths: place.slice(1, 4), noise: place[4] ?? 0 });
    const place = [-0.3, 0.2, 0.5, -0.1, -1.2];
    const gradient = at(place)?.gradient ?? [];
    const step = 1e-5;
    for (const index of place.keys()) {
      const moved = (by: number) => at(place.map((value, other) => (other === index ? value + by : value)))?.value ?? 0;
      const slope = (moved(step) - moved(-step)) / (2 * step);
      expect(Math.abs((gradient[index] ?? 0) - slope)).toBeLessThan(1e-5 * Math.max(1, Math.abs(slope)));
    }
  });

  it("finds parameters that no small change of one length betters by half a natural unit of likelihood", () => {
    const { parameters } = gaussianProcess(inputs, targets);
    const { distances } = standardised(inputs);
    const best = logLikelihood(distances, targets, parameters)?.value ?? 0;
    for (const index of parameters.lengths.keys()) {
      for (const by of [-0.3, 0.3]) {
        const lengths = parameters.lengths.map((length, other) => (other === index ? length + by : length));
        expect(logLikelihood(distances, targets, { ...parameters, lengths })?.value ?? 0).toBeLessThan(best + 0.5);
      }
    }
  });

  it("predicts a smooth function between its observations, within a few of its own deviations", () => {
    const process = gaussianProcess(inputs, targets);
    for (const x of [0.7, 1.5, 2.5, 3.3]) {
      const { mean, variance } = processAt(process, { numbers: [x, 0.5], names: ["b"] });
      expect(Math.abs(mean - Math.sin(x))).toBeLessThan(0.05 + 4 * Math.sqrt(variance));
      expect(Math.sqrt(variance)).toBeLessThan(0.1);
    }
  });
});
