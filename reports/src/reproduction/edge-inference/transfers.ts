import { median } from "@joulebook/core";
import { knownBoards, type TransferResult, transferToBoard } from "@joulebook/measurements";
import { type PredictedChoices, predictedChoices } from "@joulebook/recommender";

/** One board and runtime, left out and predicted from some of its measurements. */
export interface LeftOut {
  readonly device: string;
  readonly backend: string;
  readonly probes: number;
  readonly error: number;
  readonly randomError: number;
  readonly coverage: number;
  readonly choices: PredictedChoices;
}

export const probeCounts = [1, 3, 5, 10] as const;

/** Runtimes that fewer boards share tell little of one another. */
const leastBoards = 3;

/** Runtimes that at least three boards were measured with. */
export function sharedRuntimes(rows: readonly LeftOut[]): ReadonlySet<string> {
  const boards = (backend: string): number =>
    new Set(rows.flatMap((row) => (row.backend === backend ? [row.device] : []))).size;
  return new Set(rows.map(({ backend }) => backend).filter((backend) => boards(backend) >= leastBoards));
}

/** Every board and runtime predicted from 1, 3, 5 and 10 of its measurements, the board's other runtimes left out too. */
export function leaveBoardsOut(): readonly LeftOut[] {
  const known = knownBoards();
  return probeCounts.flatMap((probes) =>
    known.columns.map((column) => {
      const { score, randomMedianAbsError, predictions } = transferToBoard(known, column, new Map(), { probes });
      const { board: device, backend, values: measured } = column;
      const choices = predictedChoices([{ device, backend, measured, predictions }], known.accuracy);
      return {
        device,
        backend,
        probes,
        error: found(score, column.board).medianAbsError,
        randomError: found(randomMedianAbsError, column.board),
        coverage: found(score, column.board).intervalCoverage,
        choices: found(choices, column.board),
      };
    }),
  );
}

function found<T extends NonNullable<TransferResult["score"]> | PredictedChoices | number>(
  value: T | undefined,
  board: string,
): T {
  if (value === undefined) throw new RangeError(`leaveBoardsOut: too few measurements of ${board} to score`);
  return value;
}

/** Median over boards and runtimes. */
export function middle(rows: readonly LeftOut[], probes: number, of: (row: LeftOut) => number): number {
  return median(rows.filter((row) => row.probes === probes).map(of));
}

/** Share of all predicted values inside their intervals, all boards and runtimes alike. */
export function pooledCoverage(rows: readonly LeftOut[], probes: number): number {
  const own = rows.filter((row) => row.probes === probes);
  return own.reduce((sum, { coverage }) => sum + coverage, 0) / own.length;
}
