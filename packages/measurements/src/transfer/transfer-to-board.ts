import { type Fraction, median, quantile, random } from "@joulebook/core";
import {
  type BoardColumn,
  columnsWithout,
  type KnownBoards,
  knownModels,
  type ModelFeatures,
} from "./board-columns.js";
import { boardPriors, meanPrior } from "./board-prior.js";
import { chooseProbes, posterior, repeatDeviation } from "./posterior.js";
import { calibrate, intervalFactor } from "./transfer-calibration.js";

/** What was measured on a new board with one runtime: energies in J, or latencies in s. */
export interface NewBoard {
  readonly board: string;
  readonly backend: string;
  readonly values: ReadonlyMap<string, number>;
}

export interface TransferOptions {
  /** Measurements to predict from; the others are kept to score the predictions. Default: all. */
  readonly probes?: number;
  /** Share of values that an interval should hold; default 0.8. */
  readonly level?: Fraction;
  readonly seed?: number;
}

/** A predicted value, in the unit of what was measured. */
export interface Transferred {
  readonly model: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How far predictions were off on models that were measured but not used. */
export interface TransferScore {
  readonly models: number;
  readonly medianAbsError: number;
  readonly p90AbsError: number;
  readonly intervalCoverage: Fraction;
}

export interface TransferResult {
  readonly board: string;
  readonly backend: string;
  /** In the order in which they were chosen. */
  readonly probes: readonly string[];
  readonly predictions: readonly Transferred[];
  /** Absent when no measurement was left to score with. */
  readonly score?: TransferScore;
  /** Median error with probes drawn at random, median over 20 draws. */
  readonly randomMedianAbsError?: number;
  /** Coverage of the intervals on each known board, left out in turn. */
  readonly coverage: readonly { readonly board: string; readonly coverage: Fraction }[];
  /** Largest deviation of a later probe from what the earlier ones predict, in predicted standard deviations. */
  readonly surprise?: number;
  readonly notes: readonly string[];
}

/** Deviations of a probe beyond this are not what boards like the known ones do. */
const surprising = 3.5;

/**
 * Predicts energies or latencies on a board that was hardly measured: from what other boards measured of the same models, the size and precision
 * of those nobody measured, and a few probes. Boards of the same name are left out of what is known.
 *
 * Source: docs/equations.md#transfer
 *
 * @throws RangeError when nothing was measured
 */
export function transferToBoard(
  known: KnownBoards,
  board: NewBoard,
  wanted: ReadonlyMap<string, ModelFeatures>,
  options: TransferOptions = {},
): TransferResult {
  const { probes = board.values.size, level = 0.8, seed = 0 } = options;
  if (board.values.size === 0) throw new RangeError(`transferToBoard: nothing was measured on ${board.board}`);
  const columns = columnsWithout(known, board.board);
  const features = new Map([...known.features, ...wanted]);
  const models = [...new Set([...known.features.keys(), ...wanted.keys(), ...board.values.keys()])].toSorted();
  const count = Math.min(probes, board.values.size);
  const calibration = calibrate(columns, knownModels(known), known.features, count);
  const prior = meanPrior(
    boardPriors(columns, models, features, { backend: board.backend, settings: calibration.settings }),
  );
  const measured = models.flatMap((model, at) => (board.values.has(model) ? [at] : []));
  const log = (at: number): number => Math.log(board.values.get(models[at] as string) as number);
  const chosen = chooseProbes(
    prior,
    count,
    measured,
    models.map((_, at) => at),
  );
  const after = posterior(prior, new Map(chosen.map((at) => [at, log(at)])));
  const factor = intervalFactor(calibration, level);
  const predicted = (at: number): Transferred => {
    const [mean, half] = [after.mean[at] as number, factor * (after.deviation[at] as number)];
    return {
      model: models[at] as string,
      value: Math.exp(mean),
      low: Math.exp(mean - half),
      high: Math.exp(mean + half),
    };
  };
  const left = measured.filter((at) => !chosen.includes(at));
  const score =
    left.length === 0 ? undefined : scoreOf(left.map((at) => ({ ...predicted(at), truth: Math.exp(log(at)) })));
  const draws = left.length === 0 ? [] : randomErrors(20);
  const surprise = largestSurprise(prior, chosen, log);
  return {
    board: board.board,
    backend: board.backend,
    probes: chosen.map((at) => models[at] as string),
    predictions: models.flatMap((_, at) => (chosen.includes(at) ? [] : [predicted(at)])),
    ...(score === undefined ? {} : { score }),
    ...(draws.length === 0 ? {} : { randomMedianAbsError: median(draws) }),
    coverage: calibration.scores.map(({ board: name, values }) => ({
      board: name,
      coverage: values.filter((value) => value <= factor).length / values.length,
    })),
    ...(surprise === undefined ? {} : { surprise }),
    notes: notesOf(columns, board, count, surprise),
  };

  function randomErrors(times: number): readonly number[] {
    return Array.from({ length: times }, (_, draw) => {
      const some = random(seed, "random-probes", draw).shuffle(measured).slice(0, count);
      const { mean } = posterior(prior, new Map(some.map((at) => [at, log(at)])));
      const rest = measured.filter((at) => !some.includes(at));
      return median(rest.map((at) => Math.abs(Math.exp((mean[at] as number) - log(at)) - 1)));
    });
  }
}

function scoreOf(rows: readonly (Transferred & { readonly truth: number })[]): TransferScore {
  const errors = rows.map(({ value, truth }) => Math.abs(value / truth - 1));
  return {
    models: rows.length,
    medianAbsError: median(errors),
    p90AbsError: quantile(errors, 0.9),
    intervalCoverage: rows.filter(({ low, high, truth }) => truth >= low && truth <= high).length / rows.length,
  };
}

/** Each probe against what the ones before it predict: a board unlike the others betrays itself. */
function largestSurprise(
  prior: Parameters<typeof posterior>[0],
  chosen: readonly number[],
  log: (at: number) => number,
): number | undefined {
  let largest: number | undefined;
  for (let count = 1; count < chosen.length; count++) {
    const { mean, deviation } = posterior(prior, new Map(chosen.slice(0, count).map((at) => [at, log(at)])));
    const at = chosen[count] as number;
    const z = Math.abs(log(at) - (mean[at] as number)) / Math.hypot(deviation[at] as number, repeatDeviation);
    largest = Math.max(largest ?? 0, z);
  }
  return largest;
}

function notesOf(
  columns: readonly BoardColumn[],
  { board, backend }: NewBoard,
  count: number,
  surprise: number | undefined,
): readonly string[] {
  const boards = new Set(columns.map((column) => column.board));
  return [
    ...(columns.some((column) => column.backend === backend)
      ? []
      : [
          `no known board was measured with the runtime ${backend === "" ? "(not named)" : backend}: predictions rest on other runtimes`,
        ]),
    ...(count === 1 ? ["one measurement fixes the scale alone"] : []),
    ...(surprise !== undefined && surprise > surprising
      ? [
          `${board} is unlike the ${boards.size} known boards: a probe lies ${surprise.toFixed(1)} predicted standard deviations off, so intervals may be too narrow`,
        ]
      : []),
  ];
}

/** Which models to measure first on a board like those known, with a runtime. */
export function suggestProbes(
  known: KnownBoards,
  { count, backend = "", exclude }: { readonly count: number; readonly backend?: string; readonly exclude?: string },
): readonly { readonly model: string; readonly explained: Fraction }[] {
  const columns = exclude === undefined ? known.columns : columnsWithout(known, exclude);
  const models = knownModels(known);
  const { settings } = calibrate(columns, models, known.features, count);
  const prior = meanPrior(boardPriors(columns, models, known.features, { backend, settings }));
  const all = models.map((_, at) => at);
  const chosen = chooseProbes(prior, count, all, all);
  const variance = (some: readonly number[]): number =>
    posterior(prior, new Map(some.map((at) => [at, prior.mean[at] as number]))).deviation.reduce(
      (sum, value) => sum + value ** 2,
      0,
    );
  const before = variance([]);
  return chosen.map((at, index) => ({
    model: models[at] as string,
    explained: 1 - variance(chosen.slice(0, index + 1)) / before,
  }));
}
