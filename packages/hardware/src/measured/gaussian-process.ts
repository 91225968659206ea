import { type Cholesky, cholesky, forwardSolve, inverseOf, mean, solveCholesky } from "@joulebook/core";

/** A place among the data: numbers that may lie near each other, and names that are the same or not. */
export interface ProcessInput {
  readonly numbers: readonly number[];
  readonly names: readonly string[];
}

/** Logarithms of the kernel's parameters. */
export interface ProcessParameters {
  readonly signal: number;
  /** One per number, in standard deviations of the data; then one per name. */
  readonly lengths: readonly number[];
  readonly noise: number;
}

export interface GaussianProcess {
  readonly parameters: ProcessParameters;
  readonly inputs: readonly ProcessInput[];
  readonly targets: readonly number[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly factor: Cholesky;
  readonly weights: Float64Array;
}

/** Variance of the constant that is added to the kernel, in squares of the targets' logarithmic unit: an unknown mean. */
const meanVariance = 1;
/** Parameters stay where they can be told apart: from e⁻⁶ of a unit to e⁵ of them. */
const bounds = { low: -6, high: 5 } as const;

/**
 * Gaussian process regression: squared-exponential kernel with a length per number, a factor per differing name, noise.
 *
 * k(x, x') = σ² exp(−½ Σ (xᵢ − x'ᵢ)²/ℓᵢ² − ½ Σ [nⱼ ≠ n'ⱼ]/ℓⱼ²) + 1 + [x = x'] σₙ². Parameters are those that make the
 * data's marginal likelihood largest.
 * Source: docs/equations.md#gaussian-process (Rasmussen and Williams, algorithm 2.1 and eq. 5.9)
 */
export function gaussianProcess(inputs: readonly ProcessInput[], targets: readonly number[]): GaussianProcess {
  const width = inputs[0]?.numbers.length ?? 0;
  const start: ProcessParameters = {
    signal: Math.log(spread(targets)),
    lengths: Array.from({ length: width + (inputs[0]?.names.length ?? 0) }, () => 0),
    noise: Math.log(spread(targets) / 2),
  };
  const { distances } = standardised(inputs);
  const parameters = largestLikelihood(distances, targets, start);
  return processWith(inputs, targets, parameters);
}

/** A process with given parameters. */
export function processWith(
  inputs: readonly ProcessInput[],
  targets: readonly number[],
  parameters: ProcessParameters,
): GaussianProcess {
  const { distances, means, deviations } = standardised(inputs);
  const size = inputs.length;
  const factor = cholesky(covariance(similarity(distances, size, parameters), size, parameters), size);
  if (factor === undefined)
    throw new RangeError("gaussianProcess: the covariance of the data is not positive definite");
  return { parameters, inputs, targets, means, deviations, factor, weights: solveCholesky(factor, targets) };
}

/** Mean and variance of a new observation (its noise included). */
export function processAt(
  { parameters, inputs, means, deviations, factor, weights }: GaussianProcess,
  place: ProcessInput,
): { readonly mean: number; readonly variance: number } {
  const { signal, lengths, noise } = parameters;
  const kernel = Float64Array.from(inputs, (input) => {
    const squares = squaredDistances(input, place, deviations);
    const exponent = squares.reduce(
      (sum, square, index) => sum + square * Math.exp(-2 * (lengths[index] as number)),
      0,
    );
    return Math.exp(2 * signal - exponent / 2) + meanVariance;
  });
  const mean = kernel.reduce((sum, value, index) => sum + value * (weights[index] as number), 0);
  const explained = forwardSolve(factor, kernel).reduce((sum, value) => sum + value * value, 0);
  const variance = Math.exp(2 * signal) + meanVariance + Math.exp(2 * noise) - explained;
  return { mean, variance: Math.max(variance, Number.EPSILON * means.length) };
}

/**
 * Logarithm of the marginal likelihood and its gradient by [signal, ...lengths, noise]; undefined where the covariance is
 * not positive definite.
 */
export function logLikelihood(
  distances: readonly Float64Array[],
  targets: readonly number[],
  parameters: ProcessParameters,
): { readonly value: number; readonly gradient: readonly number[] } | undefined {
  const size = targets.length;
  const similar = similarity(distances, size, parameters);
  const factor = cholesky(covariance(similar, size, parameters), size);
  if (factor === undefined) return undefined;
  const weights = solveCholesky(factor, targets);
  const fit = weights.reduce((sum, weight, index) => sum + weight * (targets[index] as number), 0);
  const value = -0.5 * fit - 0.5 * factor.logDeterminant - 0.5 * size * Math.log(2 * Math.PI);
  const inverse = inverseOf(factor);
  // ∂L/∂θ = ½ tr((α·αᵀ − K⁻¹)·∂K/∂θ); both are symmetric, so that half of the pairs count twice.
  const slopes = distances.map(() => 0);
  let signalSlope = 0;
  let noiseSlope = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) {
      const at = row * size + column;
      const outer = (weights[row] as number) * (weights[column] as number) - (inverse[at] as number);
      const part = 2 * outer * (similar[at] as number);
      signalSlope += part;
      for (let index = 0; index < slopes.length; index++)
        slopes[index] = (slopes[index] as number) + part * ((distances[index] as Float64Array)[at] as number);
    }
    const own = (weights[row] as number) ** 2 - (inverse[row * size + row] as number);
    signalSlope += own * (similar[row * size + row] as number);
    noiseSlope += own * Math.exp(2 * parameters.noise);
  }
  const lengthSlopes = slopes.map((slope, index) => 0.5 * slope * Math.exp(-2 * (parameters.lengths[index] as number)));
  return { value, gradient: [signalSlope, ...lengthSlopes, noiseSlope] };
}

/** Squared distances between all inputs, one matrix per number and name. */
export function standardised(inputs: readonly ProcessInput[]): {
  readonly distances: readonly Float64Array[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
} {
  const width = inputs[0]?.numbers.length ?? 0;
  const columns = Array.from({ length: width }, (_, index) => inputs.map(({ numbers }) => numbers[index] as number));
  const means = columns.map(mean);
  const deviations = columns.map(spread);
  const size = inputs.length;
  const total = width + (inputs[0]?.names.length ?? 0);
  const distances = Array.from({ length: total }, () => new Float64Array(size * size));
  for (const [row, a] of inputs.entries()) {
    for (const [column, b] of inputs.entries()) {
      for (const [index, square] of squaredDistances(a, b, deviations).entries())
        (distances[index] as Float64Array)[row * size + column] = square;
    }
  }
  return { distances, means, deviations };
}

function squaredDistances(a: ProcessInput, b: ProcessInput, deviations: readonly number[]): readonly number[] {
  return [
    ...a.numbers.map((value, index) => ((value - (b.numbers[index] as number)) / (deviations[index] as number)) ** 2),
    ...a.names.map((name, index) => (name === b.names[index] ? 0 : 1)),
  ];
}

/** The kernel between all inputs, without mean and noise. */
function similarity(
  distances: readonly Float64Array[],
  size: number,
  { signal, lengths }: ProcessParameters,
): Float64Array {
  const scales = lengths.map((length) => 0.5 * Math.exp(-2 * length));
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      const at = row * size + column;
      let exponent = 2 * signal;
      for (let index = 0; index < scales.length; index++)
        exponent -= ((distances[index] as Float64Array)[at] as number) * (scales[index] as number);
      matrix[at] = Math.exp(exponent);
      matrix[column * size + row] = matrix[at] as number;
    }
  }
  return matrix;
}

function covariance(similar: Float64Array, size: number, { noise }: ProcessParameters): Float64Array {
  const matrix = similar.map((value) => value + meanVariance);
  for (let row = 0; row < size; row++)
    matrix[row * size + row] = (matrix[row * size + row] as number) + Math.exp(2 * noise);
  return matrix;
}

/** Iterations over which the likelihood must rise by `gain` (in natural logarithms) to go on, and how many there are at most. */
const patience = 5;
const gain = 0.01;
const mostIterations = 100;

/** Resilient steps uphill (Rprop): a step per parameter grows while its slope keeps its sign and halves when it turns. */
function largestLikelihood(
  distances: readonly Float64Array[],
  targets: readonly number[],
  start: ProcessParameters,
): ProcessParameters {
  let place = [start.signal, ...start.lengths, start.noise].map(bounded);
  let found = logLikelihood(distances, targets, asParameters(place));
  let best = { place, value: found?.value ?? Number.NEGATIVE_INFINITY };
  let steps = place.map(() => 0.3);
  let before = place.map(() => 0);
  const reached = [best.value];
  while (found !== undefined && reached.length <= mostIterations) {
    const { gradient } = found;
    steps = steps.map((step, index) => {
      const turn = (gradient[index] as number) * (before[index] as number);
      return turn > 0 ? Math.min(1.2 * step, 1) : turn < 0 ? step / 2 : step;
    });
    place = place.map((value, index) =>
      bounded(value + Math.sign(gradient[index] as number) * (steps[index] as number)),
    );
    before = [...gradient];
    found = logLikelihood(distances, targets, asParameters(place));
    if (found !== undefined && found.value > best.value) best = { place, value: found.value };
    reached.push(best.value);
    if (best.value - (reached.at(-1 - patience) ?? Number.NEGATIVE_INFINITY) < gain) break;
  }
  return asParameters(best.place);
}

function asParameters(place: readonly number[]): ProcessParameters {
  return { signal: place[0] as number, lengths: place.slice(1, -1), noise: place.at(-1) as number };
}

function bounded(value: number): number {
  return Math.min(bounds.high, Math.max(bounds.low, value));
}

/** Standard deviation; 1 where all values are the same, so that one may divide by it. */
function spread(values: readonly number[]): number {
  const average = mean(values);
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length);
  return deviation > 0 ? deviation : 1;
}
