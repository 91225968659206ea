import { describe, expect, it } from "vitest";
import { fitTwoParameters, type Pair } from "../../src/statistics/two-parameter-fit.js";
import { relativeError } from "../relative-error.js";

// NIST Statistical Reference Datasets, nonlinear regression, Misra1a: y = p (1 - e^(-q x)), certified to 11 digits.
const x = [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0];
const y = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78];
const misra = (start: Pair): ReturnType<typeof fitTwoParameters> =>
  fitTwoParameters(x, y, {
    start,
    value:
      ([p, q]) =>
      (at) =>
        p * (1 - Math.exp(-q * at)),
    gradient:
      ([p, q]) =>
      (at) => [1 - Math.exp(-q * at), p * at * Math.exp(-q * at)],
  });

describe("fitTwoParameters", () => {
  it.each<[string, Pair]>([
    ["far", [500, 0.0001]],
    ["near", [250, 0.0005]],
  ])("reaches NIST's certified values for Misra1a from their %s start", (_, start) => {
    const fit = misra(start);
    expect(fit.converged).toBe(true);
    expect(relativeError(fit.parameters[0], 2.3894212918e2)).toBeLessThan(1e-9);
    expect(relativeError(fit.parameters[1], 5.5015643181e-4)).toBeLessThan(1e-9);
    expect(relativeError(Math.sqrt(fit.covariance?.first ?? Number.NaN), 2.7070075241)).toBeLessThan(1e-9);
    expect(relativeError(Math.sqrt(fit.covariance?.second ?? Number.NaN), 7.2668688436e-6)).toBeLessThan(1e-9);
    expect(relativeError(fit.sumOfSquares, 1.2455138894e-1)).toBeLessThan(1e-9);
    expect(relativeError(Math.sqrt(fit.sumOfSquares / fit.degreesOfFreedom), 1.018787633e-1)).toBeLessThan(1e-9);
  });

  it("of a straight line has the covariance of ordinary least squares, worked by hand", () => {
    // x 0 1 2, y 0 1 3: slope 3/2, intercept -1/6, residual sum 1/6; var(slope) = s2 / Sxx = 1/12,
    // var(intercept) = s2 (1/3 + 1/2) = 5/36, cov = -s2 mean(x) / Sxx = -1/12.
    const fit = fitTwoParameters([0, 1, 2], [0, 1, 3], {
      start: [0, 0],
      value:
        ([intercept, slope]) =>
        (at) =>
          intercept + slope * at,
      gradient: () => (at) => [1, at],
    });
    expect(relativeError(fit.parameters[0], -1 / 6)).toBeLessThan(1e-7);
    expect(relativeError(fit.parameters[1], 3 / 2)).toBeLessThan(1e-7);
    expect(relativeError(fit.sumOfSquares, 1 / 6)).toBeLessThan(1e-12);
    expect(relativeError(fit.covariance?.first, 5 / 36)).toBeLessThan(1e-12);
    expect(relativeError(fit.covariance?.second, 1 / 12)).toBeLessThan(1e-12);
    expect(relativeError(fit.covariance?.both, -1 / 12)).toBeLessThan(1e-12);
  });

  it("says that it did not converge when a limit holds it back", () => {
    const limited = fitTwoParameters([1, 2, 3], [1, 2, 3], {
      start: [0, 0],
      upper: [10, 0.5],
      value:
        ([intercept, slope]) =>
        (at) =>
          intercept + slope * at,
      gradient: () => (at) => [1, at],
    });
    expect(limited.parameters[1]).toBeLessThanOrEqual(0.5);
    expect(limited.converged).toBe(false);
  });

  it("has no covariance where the tangents are parallel", () => {
    const fit = fitTwoParameters([1, 2, 3], [1, 2, 4], {
      start: [0, 0],
      value:
        ([p, q]) =>
        (at) =>
          (p + q) * at,
      gradient: () => (at) => [at, at],
    });
    expect(fit.covariance).toBeUndefined();
  });
});
