import { median, quantile } from "@joulebook/core";
import type { BoardColumn, ModelFeatures } from "./board-columns.js";
import { type BoardPrior, boardPriors, meanPrior, type PriorSettings } from "./board-prior.js";
import { chooseProbes, posterior } from "./posterior.js";

const grid: readonly PriorSettings[] = [1, 4].flatMap((sameBackend) =>
  [0.05, 0.15].flatMap((smooth) =>
    [0.03, 0.08].flatMap((own) => [0, 0.1].map((tilt) => ({ sameBackend, smooth, own, tilt }))),
  ),
);

/** What is tried: each setting alone, and the mean of all their priors, which few boards cannot mislead. */
const candidates: readonly (readonly PriorSettings[])[] = [...grid.map((settings) => [settings]), grid];

/** How well known boards predict one another with some probes. */
export interface Calibration {
  /** The prior is the mean over these. */
  readonly settings: readonly PriorSettings[];
  /** Errors over predicted standard deviations, |ln E - ln Ê| / s, of each board left out. */
  readonly scores: readonly {
    readonly board: string;
    readonly values: readonly number[];
    readonly errors: readonly number[];
  }[];
}

/**
 * Leaves out each known board in turn, predicts it from the others with `probes` chosen measurements, and takes the settings with
 * the least median error over boards. The board that is to be predicted must not be among the columns.
 */
export function calibrate(
  columns: readonly BoardColumn[],
  models: readonly string[],
  features: ReadonlyMap<string, ModelFeatures>,
  probes: number,
): Calibration {
  const boards = [...new Set(columns.map(({ board }) => board))];
  const scored = boards.map((board) => scoreBoard(columns, board, models, features, probes));
  const tried = candidates.map(
    (settings, index): Calibration => ({
      settings,
      scores: boards.map((board, at) => ({ board, ...((scored[at] as readonly BoardScore[])[index] as BoardScore) })),
    }),
  );
  const error = ({ scores }: Calibration): number => median(scores.map(({ errors }) => median(errors)));
  return tried.reduce((best, other) => (error(other) < error(best) ? other : best));
}

interface BoardScore {
  readonly values: readonly number[];
  readonly errors: readonly number[];
}

/** One board predicted from the others, by each candidate. */
function scoreBoard(
  columns: readonly BoardColumn[],
  board: string,
  models: readonly string[],
  features: ReadonlyMap<string, ModelFeatures>,
  probes: number,
): readonly BoardScore[] {
  const own = columns.filter((column) => column.board === board);
  const priors = priorsOf(columns, board, models, features);
  return candidates.map((_, index) => {
    const found = own.flatMap((column, at) => scoreColumn(priors[at]?.[index] as BoardPrior, column, probes));
    return { values: found.map(({ value }) => value), errors: found.map(({ error }) => error) };
  });
}

const innerPriors = new WeakMap<readonly BoardColumn[], Map<string, readonly (readonly BoardPrior[])[]>>();

/** By each column of a board, its priors from the other boards by each candidate. They do not depend on the probes: worked out once. */
function priorsOf(
  columns: readonly BoardColumn[],
  board: string,
  models: readonly string[],
  features: ReadonlyMap<string, ModelFeatures>,
): readonly (readonly BoardPrior[])[] {
  const before = innerPriors.get(columns) ?? new Map<string, readonly (readonly BoardPrior[])[]>();
  innerPriors.set(columns, before);
  const known = before.get(board);
  if (known?.[0]?.[0]?.models === models) return known;
  const others = columns.filter((column) => column.board !== board);
  const priors = columns
    .filter((column) => column.board === board)
    .map(({ backend }) => {
      const alone = boardPriors(others, models, features, { backend, settings: grid });
      return [...alone, meanPrior(alone)];
    });
  before.set(board, priors);
  return priors;
}

function scoreColumn(
  prior: BoardPrior,
  { values }: BoardColumn,
  probes: number,
): readonly { readonly value: number; readonly error: number }[] {
  const places = prior.models.flatMap((model, at) => (values.has(model) ? [at] : []));
  const chosen = chooseProbes(prior, probes, places, places);
  const log = (at: number): number => Math.log(values.get(prior.models[at] as string) as number);
  const { mean, deviation } = posterior(prior, new Map(chosen.map((at) => [at, log(at)])));
  return places
    .filter((at) => !chosen.includes(at))
    .map((at) => ({
      value: Math.abs(log(at) - (mean[at] as number)) / (deviation[at] as number),
      error: Math.abs(Math.exp((mean[at] as number) - log(at)) - 1),
    }));
}

/**
 * Factor on the predicted standard deviation with which a share `level` of another board's values lies inside: boards are
 * exchangeable, models of one board are not, so each board gives the quantile of its own scores, and the factor is the mean over
 * the boards, weighted equally.
 */
export function intervalFactor({ scores }: Calibration, level: number): number {
  const pooled = scores.flatMap(({ values }) => {
    // Every board counts alike, however many of its models were measured.
    const steps = Array.from({ length: 200 }, (_, step) => (step + 0.5) / 200);
    return steps.map((share) => quantile(values, share));
  });
  return quantile(pooled, level);
}
