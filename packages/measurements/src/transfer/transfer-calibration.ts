import { median, quantile } from "@joulebook/core";
import type { BoardColumn, ModelFeatures } from "./board-columns.js";
import { boardPrior, type PriorSettings } from "./board-prior.js";
import { chooseProbes, posterior } from "./posterior.js";

/** Settings that are tried. */
const candidates: readonly PriorSettings[] = [1, 4].flatMap((sameBackend) =>
  [0.05, 0.15].flatMap((smooth) =>
    [0.03, 0.08].flatMap((own) => [0, 0.1].map((tilt) => ({ sameBackend, smooth, own, tilt }))),
  ),
);

/** How well known boards predict one another with some probes. */
export interface Calibration {
  readonly settings: PriorSettings;
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
  const tried = candidates.map(
    (settings): Calibration => ({
      settings,
      scores: boards.map((board) => ({ board, ...scoreBoard(columns, board, models, features, { settings, probes }) })),
    }),
  );
  const error = ({ scores }: Calibration): number => median(scores.map(({ errors }) => median(errors)));
  return tried.reduce((best, other) => (error(other) < error(best) ? other : best));
}

function scoreBoard(
  columns: readonly BoardColumn[],
  board: string,
  models: readonly string[],
  features: ReadonlyMap<string, ModelFeatures>,
  { settings, probes }: { readonly settings: PriorSettings; readonly probes: number },
): { readonly values: readonly number[]; readonly errors: readonly number[] } {
  const others = columns.filter((column) => column.board !== board);
  const found = columns
    .filter((column) => column.board === board)
    .flatMap(({ backend, values }) => {
      const prior = boardPrior(others, models, features, { ...settings, backend });
      const places = models.flatMap((model, at) => (values.has(model) ? [at] : []));
      const chosen = chooseProbes(prior, probes, places, places);
      const log = (at: number): number => Math.log(values.get(models[at] as string) as number);
      const { mean, deviation } = posterior(prior, new Map(chosen.map((at) => [at, log(at)])));
      return places
        .filter((at) => !chosen.includes(at))
        .map((at) => ({
          value: Math.abs(log(at) - (mean[at] as number)) / (deviation[at] as number),
          error: Math.abs(Math.exp((mean[at] as number) - log(at)) - 1),
        }));
    });
  return { values: found.map(({ value }) => value), errors: found.map(({ error }) => error) };
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
