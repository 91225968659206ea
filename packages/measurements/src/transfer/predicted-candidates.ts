import { type Candidate, type Fraction, type Interval, type Measurement, type Watts } from "@joulebook/core";
import type { Notice } from "../notice.js";
import { present } from "../present.js";
import { featuresOf, type KnownBoards, knownBoards } from "./board-columns.js";
import { type MeasuredBoard, measuredBoards } from "./measured-board.js";
import { otherRuntime } from "./other-runtime.js";
import { type Transferred, transferToBoard } from "./transfer-to-board.js";

export interface PredictionOptions {
  /** Share of values that an interval should hold; default 0.8. */
  readonly level?: Fraction;
  /** Idle power of the board, where it is known. */
  readonly idlePower?: Watts;
}

/**
 * Candidates for what nobody measured: on every board and runtime of the table, the models that other boards were measured with,
 * and on every board the runtimes that it was not measured with and at least three others were, with energies (and latencies, where
 * the table has any) predicted from all rows of that board, each with its interval.
 *
 * Source: docs/equations.md#transfer, docs/equations.md#other-runtime
 */
export function predictedCandidates(
  measurements: readonly Measurement[],
  { level = 0.8, idlePower }: PredictionOptions = {},
): { readonly candidates: readonly Candidate[]; readonly notices: readonly Notice[] } {
  const known = knownBoards();
  const { boards, notices } = measuredBoards(measurements);
  const timed = measuredBoards(measurements, "latency").boards;
  const knownTimes = timed.length === 0 ? undefined : knownBoards("latency");
  const predictions = boards.map((board) => predictedRuntime(known, board, level));
  const times = knownTimes === undefined ? [] : timed.map((board) => predictedRuntime(knownTimes, board, level));
  const others = [...new Set(boards.map(({ board }) => board))].flatMap((board) =>
    otherRuntimes(
      known,
      predictions.filter((one) => one.board === board),
      level,
    ),
  );
  const otherTimes =
    knownTimes === undefined
      ? []
      : [...new Set(times.map(({ board }) => board))].flatMap((board) =>
          otherRuntimes(
            knownTimes,
            times.filter((one) => one.board === board),
            level,
          ),
        );
  const latencies = new Map(
    [...times, ...otherTimes].map(({ board, backend, predicted }) => [
      JSON.stringify([board, backend]),
      new Map(predicted.map((one) => [one.model, one])),
    ]),
  );
  const candidates = [...predictions, ...others].flatMap((source) =>
    source.predicted.flatMap((prediction) => {
      const accuracy = known.accuracy.get(prediction.model);
      if (accuracy === undefined) return [];
      const latency = latencies.get(JSON.stringify([source.board, source.backend]))?.get(prediction.model);
      return [candidateOf(source, prediction, { accuracy, level, idlePower, latency })];
    }),
  );
  return { candidates, notices: [...notices, ...predictions.flatMap((one) => one.notices)] };
}

/** What is predicted for one board with one runtime, and from what. */
interface PredictedRuntime {
  readonly board: string;
  readonly backend: string;
  /** The rows that it rests on. */
  readonly rows: readonly Measurement[];
  readonly predicted: readonly Transferred[];
  readonly note: string;
  readonly notices: readonly Notice[];
}

/** A runtime with measurements, and everything known of it: what was measured as its own bounds. */
interface MeasuredRuntime extends PredictedRuntime {
  readonly values: readonly Transferred[];
}

function predictedRuntime(known: KnownBoards, board: MeasuredBoard, level: Fraction): MeasuredRuntime {
  const { predictions, notes } = transferToBoard(known, board, features(board), { level });
  const measured = [...board.values].map(([model, value]) => ({ model, value, low: value, high: value }));
  return {
    board: board.board,
    backend: board.backend,
    rows: board.rows,
    predicted: predictions,
    note: `predicted from ${board.values.size} measurements of ${board.board} and from other boards`,
    notices: notes.map((message) => ({ code: "transfer", message: named(board, message), count: 1 })),
    values: [...measured, ...predictions],
  };
}

/** The runtimes that one board was not measured with, each from the runtime of the board that foretells it best. */
function otherRuntimes(
  known: KnownBoards,
  measured: readonly MeasuredRuntime[],
  level: Fraction,
): readonly PredictedRuntime[] {
  const own = new Set(measured.map(({ backend }) => backend));
  const backends = [...new Set(known.columns.map(({ backend }) => backend))].filter((backend) => !own.has(backend));
  return backends.flatMap((backend) => {
    const found = measured.flatMap((from) => {
      const other = otherRuntime(known, from, backend, { level });
      return other === undefined ? [] : [{ from, other }];
    });
    if (found.length === 0) return [];
    const { from, other } = found.reduce((best, one) =>
      one.other.medianAbsError < best.other.medianAbsError ? one : best,
    );
    const note = `predicted from ${from.backend} on ${from.board} and from ${other.boards} boards measured with both`;
    return [{ ...from, backend, predicted: other.predictions, note, notices: [] }];
  });
}

function named({ backend }: MeasuredBoard, message: string): string {
  return backend === "" ? message : `${backend}: ${message}`;
}

function features({ rows }: MeasuredBoard): ReadonlyMap<string, ReturnType<typeof featuresOf>> {
  return new Map(rows.map((row) => [row.model, featuresOf(row)]));
}

function candidateOf(
  { board, backend, rows, note }: PredictedRuntime,
  { model, value, low, high }: Transferred,
  {
    accuracy,
    level,
    idlePower,
    latency,
  }: {
    readonly accuracy: Fraction;
    readonly level: Fraction;
    readonly idlePower: Watts | undefined;
    readonly latency: Transferred | undefined;
  },
): Candidate {
  const interval = (ends: { readonly low: number; readonly high: number }): Interval => ({
    low: ends.low,
    high: ends.high,
    level,
    method: "held-out",
  });
  return present<Candidate>({
    id: `predicted/${board}/${backend}/${model}`,
    model,
    device: board,
    origin: "estimated",
    evidence: "transferred",
    energy: value,
    energyInterval: interval({ low, high }),
    energyBasis: common(rows, (row) => row.energyBasis),
    idleIncluded: common(rows, (row) => row.idleIncluded),
    idlePower,
    accuracy,
    ...(latency === undefined ? {} : { latency: { mean: latency.value }, latencyInterval: interval(latency) }),
    keys: {
      ...(backend === "" ? {} : { backend }),
      precision: model.endsWith("-int8") ? "int8" : "fp32",
      ...pointKeys(rows),
    },
    notes: [note],
  });
}

/** The operating point of a board's rows, which share it, as a candidate's keys. */
function pointKeys(rows: readonly Measurement[]): Candidate["keys"] {
  const { voltage, clock, powerMode } = rows[0]?.configuration ?? {};
  return {
    ...(voltage === undefined ? {} : { voltage }),
    ...(clock === undefined ? {} : { clock }),
    ...(powerMode === undefined ? {} : { powerMode }),
  };
}

/** What all rows state alike; undefined where they differ. */
function common<T>(rows: readonly Measurement[], of: (row: Measurement) => T | undefined): T | undefined {
  const values = new Set(rows.map(of));
  return values.size === 1 ? [...values][0] : undefined;
}
