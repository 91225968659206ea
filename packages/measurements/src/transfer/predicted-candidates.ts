import { type Candidate, type Fraction, type Interval, type Measurement, type Watts } from "@joulebook/core";
import type { Notice } from "../notice.js";
import { present } from "../present.js";
import { featuresOf, knownBoards } from "./board-columns.js";
import { type MeasuredBoard, measuredBoards } from "./measured-board.js";
import { type Transferred, transferToBoard } from "./transfer-to-board.js";

export interface PredictionOptions {
  /** Share of values that an interval should hold; default 0.8. */
  readonly level?: Fraction;
  /** Idle power of the board, where it is known. */
  readonly idlePower?: Watts;
}

/**
 * Candidates for what nobody measured: on every board and runtime of the table, the models that other boards were measured with,
 * with energies (and latencies, where the table has any) predicted from all rows of that board, each with its interval.
 *
 * Source: docs/equations.md#transfer
 */
export function predictedCandidates(
  measurements: readonly Measurement[],
  { level = 0.8, idlePower }: PredictionOptions = {},
): { readonly candidates: readonly Candidate[]; readonly notices: readonly Notice[] } {
  const known = knownBoards();
  const { boards, notices } = measuredBoards(measurements);
  const latencies = measuredBoards(measurements, "latency").boards;
  const found = boards.map((board) => {
    const result = transferToBoard(known, board, features(board), { level });
    const timed = latencies.find((other) => other.board === board.board && other.backend === board.backend);
    const times =
      timed === undefined
        ? undefined
        : new Map(
            transferToBoard(knownBoards("latency"), timed, features(timed), { level }).predictions.map((one) => [
              one.model,
              one,
            ]),
          );
    const candidates = result.predictions.flatMap((prediction) => {
      const accuracy = known.accuracy.get(prediction.model);
      if (accuracy === undefined) return [];
      return [predicted(board, prediction, { accuracy, level, idlePower, latency: times?.get(prediction.model) })];
    });
    const own = result.notes.map((message) => ({ code: "transfer", message: named(board, message), count: 1 }));
    return { candidates, notices: own };
  });
  return {
    candidates: found.flatMap(({ candidates }) => candidates),
    notices: [...notices, ...found.flatMap(({ notices: own }) => own)],
  };
}

function named({ backend }: MeasuredBoard, message: string): string {
  return backend === "" ? message : `${backend}: ${message}`;
}

function features({ rows }: MeasuredBoard): ReadonlyMap<string, ReturnType<typeof featuresOf>> {
  return new Map(rows.map((row) => [row.model, featuresOf(row)]));
}

function predicted(
  { board, backend, values, rows }: MeasuredBoard,
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
    keys: present<Record<string, string>>({
      ...(backend === "" ? {} : { backend }),
      precision: model.endsWith("-int8") ? "int8" : "fp32",
    }),
    notes: [`predicted from ${values.size} measurements of ${board} and from other boards`],
  });
}

/** What all rows state alike; undefined where they differ. */
function common<T>(rows: readonly Measurement[], of: (row: Measurement) => T | undefined): T | undefined {
  const values = new Set(rows.map(of));
  return values.size === 1 ? [...values][0] : undefined;
}
