import { cholesky, solveCholesky } from "@joulebook/core";
import type { BoardColumn, ModelFeatures } from "./board-columns.js";

/** What known boards say of the energies (or latencies) of models on a board that nobody measured, in logarithms, up to the board's own scale. */
export interface BoardPrior {
  readonly models: readonly string[];
  readonly mean: Float64Array;
  /** Covariance of the deviations from the mean, models x models. */
  readonly covariance: Float64Array;
}

/** How a prior is formed; chosen by leaving out known boards, never by the board that is predicted. */
export interface PriorSettings {
  /** Weight of a known column of the same runtime, against 1 for the others. */
  readonly sameBackend: number;
  /** Standard deviation, in logarithms, of what smoothly follows from size, resolution and precision. */
  readonly smooth: number;
  /** Standard deviation of what belongs to a model alone. */
  readonly own: number;
  /** Standard deviation of how a board's energies grow with log MACs, and of what its integers save. */
  readonly tilt: number;
}

/** Deviations seen on few boards are shrunk by this. */
const shrinkage = 0.9;

/**
 * The prior of a board: the mean and the covariance of log energies over known columns, each less its own mean, with a smooth
 * part in the models' features and a part of their own. Models that no column measured follow from their features.
 *
 * Source: docs/equations.md#transfer
 *
 * @param models all models wanted; those without a measured neighbour need features
 */
export function boardPrior(
  columns: readonly BoardColumn[],
  models: readonly string[],
  features: ReadonlyMap<string, ModelFeatures>,
  { backend, ...settings }: PriorSettings & { readonly backend: string },
): BoardPrior {
  return boardPriors(columns, models, features, { backend, settings: [settings] })[0] as BoardPrior;
}

/** The priors of a board by several settings; what they share is worked out once. */
export function boardPriors(
  columns: readonly BoardColumn[],
  models: readonly string[],
  features: ReadonlyMap<string, ModelFeatures>,
  { backend, settings }: { readonly backend: string; readonly settings: readonly PriorSettings[] },
): readonly BoardPrior[] {
  const moments = new Map<number, ColumnMoments>();
  return settings.map(({ sameBackend, smooth, own, tilt }) => {
    const known = moments.get(sameBackend) ?? columnMoments(columns, models, features, { backend, sameBackend });
    moments.set(sameBackend, known);
    const { mean, spread, unseen } = known;
    const { kernel, tilts } = featureKernel(models, features);
    const covariance = spread.map(
      (value, at) => value + smooth ** 2 * (kernel[at] as number) + tilt ** 2 * (tilts[at] as number),
    );
    const n = models.length;
    for (let a = 0; a < n; a++) {
      const unknown = unseen[a] === true ? unknownDeviation(features.get(models[a] as string)) : 0;
      covariance[a * n + a] = (covariance[a * n + a] as number) + own ** 2 + unknown ** 2;
    }
    return { models, mean, covariance };
  });
}

/** Standard deviation, in logarithms, of what nobody measured: small where its size is known, and hardly anything is known without. */
function unknownDeviation(features: ModelFeatures | undefined): number {
  return vector(features) === undefined ? 2 : 0.15;
}

/** What columns say of the models, before anything is added for what they do not tell. */
interface ColumnMoments {
  readonly mean: Float64Array;
  /** Shrunk covariance of the deviations from the mean, models x models. */
  readonly spread: Float64Array;
  /** Models that no column, or few, measured. */
  readonly unseen: readonly boolean[];
}

function columnMoments(
  columns: readonly BoardColumn[],
  models: readonly string[],
  features: ReadonlyMap<string, ModelFeatures>,
  { backend, sameBackend }: { readonly backend: string; readonly sameBackend: number },
): ColumnMoments {
  // Models that few columns measured follow from their features instead.
  const known = models.filter((model) => 2 * columns.filter(({ values }) => values.has(model)).length > columns.length);
  const everywhere = known.filter((model) => columns.every(({ values }) => values.has(model)));
  const weights = columns.map((column) => (column.backend === backend ? sameBackend : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const centred = columns.map(({ values }) => {
    const scale = everywhere.reduce((sum, model) => sum + Math.log(values.get(model) as number), 0) / everywhere.length;
    return known.map((model) => (values.has(model) ? Math.log(values.get(model) as number) - scale : undefined));
  });
  const knownMean = known.map((_, m) => {
    let [sum, weight] = [0, 0];
    centred.forEach((column, c) => {
      const value = column[m];
      if (value === undefined) return;
      sum += (weights[c] as number) * value;
      weight += weights[c] as number;
    });
    return sum / weight;
  });
  // What a column did not measure deviates as the mean does: not at all.
  const deviations = centred.map((column) =>
    column.map((value, m) => (value === undefined ? 0 : value - (knownMean[m] as number))),
  );
  const index = new Map(models.map((model, at) => [model, at]));
  const placed = known.map((model) => index.get(model) as number);
  const placeOf = new Map(placed.map((at, knownAt) => [at, knownAt]));
  const follow =
    known.length === models.length
      ? (): number => 0
      : spreadOver(featureKernel(models, features).kernel, models.length, placed);
  const base = trend(known, features);
  // What size alone says, corrected by how models nearby deviate from it.
  const offTrend = knownMean.map((value, m) => value - base(known[m] as string));
  const mean = Float64Array.from(models, (model, at) => {
    const knownAt = placeOf.get(at);
    return knownAt === undefined ? base(model) + follow(at, offTrend) : (knownMean[knownAt] as number);
  });
  const rows = deviations.map((row) =>
    Float64Array.from(models, (_, at) => {
      const knownAt = placeOf.get(at);
      return knownAt === undefined ? follow(at, row) : (row[knownAt] as number);
    }),
  );
  // Without weights of one column on itself a column's own share is missing: R / (R - 1).
  const share = (shrinkage * columns.length) / (total * Math.max(1, columns.length - 1));
  return {
    mean,
    spread: weightedSquares(rows, weights, models.length).map((sum) => share * sum),
    unseen: models.map((_, at) => !placeOf.has(at)),
  };
}

/** Sum over rows of weight x row x rowᵀ, n x n. */
function weightedSquares(rows: readonly Float64Array[], weights: readonly number[], n: number): Float64Array {
  const sums = new Float64Array(n * n);
  for (const [r, row] of rows.entries()) {
    const weight = weights[r] as number;
    for (let a = 0; a < n; a++) {
      const scaled = weight * (row[a] as number);
      for (let b = 0; b < n; b++) sums[a * n + b] = (sums[a * n + b] as number) + scaled * (row[b] as number);
    }
  }
  return sums;
}

/** The mean of several priors of the same models. */
export function meanPrior(priors: readonly BoardPrior[]): BoardPrior {
  const [first] = priors as readonly [BoardPrior];
  if (priors.length === 1) return first;
  const mean = (of: (prior: BoardPrior) => Float64Array): Float64Array => {
    const sum = new Float64Array(of(first).length);
    for (const prior of priors) {
      of(prior).forEach((value, at) => (sum[at] = (sum[at] as number) + value / priors.length));
    }
    return sum;
  };
  return {
    models: first.models,
    mean: mean((prior) => prior.mean),
    covariance: mean((prior) => prior.covariance),
  };
}

/** What the features of some models say of each other; the same for every board and setting. */
interface FeatureKernel {
  /** Gaussian over log size, resolution and precision; models without features resemble none. */
  readonly kernel: Float64Array;
  /** Products of centred log MACs, and of centred precision. */
  readonly tilts: Float64Array;
}

const kernels = new WeakMap<readonly string[], { readonly features: unknown; readonly kernel: FeatureKernel }>();

function featureKernel(models: readonly string[], features: ReadonlyMap<string, ModelFeatures>): FeatureKernel {
  const before = kernels.get(models);
  if (before?.features === features) return before.kernel;
  const points = models.map((model) => vector(features.get(model)));
  const n = models.length;
  const kernel = new Float64Array(n * n);
  const tilts = new Float64Array(n * n);
  const known = points.filter((point) => point !== undefined);
  const mean = (k: number): number =>
    known.reduce((sum, point) => sum + (point[k] as number), 0) / Math.max(1, known.length);
  const [middle, int8] = [mean(0), mean(3)];
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      const [p, q] = [points[a], points[b]];
      if (p === undefined || q === undefined) kernel[a * n + b] = a === b ? 1 : 0;
      else {
        kernel[a * n + b] = Math.exp(-0.5 * p.reduce((sum, value, k) => sum + (value - (q[k] as number)) ** 2, 0));
        const [p0, q0, p3, q3] = [p[0], q[0], p[3], q[3]] as [number, number, number, number];
        tilts[a * n + b] = (p0 - middle) * (q0 - middle) + (p3 - int8) * (q3 - int8);
      }
    }
  }
  const result = { kernel, tilts };
  kernels.set(models, { features, kernel: result });
  return result;
}

/** Features in units in which models one apart are about half alike. */
function vector(features: ModelFeatures | undefined): readonly number[] | undefined {
  const { macs = 0, params = 0, resolution = 224, int8 = false } = features ?? {};
  if (!(macs > 0 && params > 0)) return undefined;
  return [Math.log(macs), Math.log(params) / 0.8, Math.log(resolution) / 0.3, int8 ? 1.5 : 0];
}

/** Kernel regression from the known models to any other. */
function spreadOver(
  kernel: Float64Array,
  n: number,
  known: readonly number[],
): (at: number, values: readonly number[]) => number {
  const size = known.length;
  const matrix = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++)
      matrix[a * size + b] = (kernel[(known[a] as number) * n + (known[b] as number)] as number) + (a === b ? 0.05 : 0);
  }
  const factor = cholesky(matrix, size);
  return (at, values) => {
    if (factor === undefined) return 0;
    const solved = solveCholesky(factor, values);
    return known.reduce((sum, place, k) => sum + (kernel[at * n + place] as number) * (solved[k] as number), 0);
  };
}

/** log energy as a straight line in log MACs, by least squares over the known models' mean; flat without MACs. */
function trend(known: readonly string[], features: ReadonlyMap<string, ModelFeatures>): (model: string) => number {
  const macs = known.map((model) => features.get(model)?.macs).filter((value) => value !== undefined);
  const middle = macs.reduce((sum, value) => sum + Math.log(value), 0) / Math.max(1, macs.length);
  // Energies grow somewhat slower than MACs on every board of the table.
  return (model) => {
    const own = features.get(model)?.macs ?? 0;
    return own > 0 ? 0.8 * (Math.log(own) - middle) : 0;
  };
}
