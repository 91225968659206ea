import { formatNumber, type Measurement, mixedPoints, pointNotices, pointsText } from "@joulebook/core";
import { groupBy } from "../group-by.js";
import { measuredPoint } from "../measured-point.js";
import { newestSoftware } from "../newest-software.js";
import type { Notice } from "../notice.js";
import { quantityOf, type TransferredQuantity } from "./board-columns.js";
import type { NewBoard } from "./transfer-to-board.js";

/** What a table says of one board with one runtime. */
export interface MeasuredBoard extends NewBoard {
  /** The rows behind the values, repeats included. */
  readonly rows: readonly Measurement[];
}

/** How far repeats of a measurement may lie apart before they contradict each other. */
const contradiction = 0.2;

/**
 * The boards and runtimes of a table: one value per model, the geometric mean of repeats of the newest software. Threads, power
 * modes, voltages, clocks and batches are never mixed: the largest group counts. What was left out or contradicts itself is said.
 */
export function measuredBoards(
  measurements: readonly Measurement[],
  quantity: TransferredQuantity = "energy",
): { readonly boards: readonly MeasuredBoard[]; readonly notices: readonly Notice[] } {
  const usable = measurements.filter((row) => quantityOf(row, quantity) !== undefined);
  const { measurements: newest, repeats, notices } = newestSoftware(usable);
  const kept = new Set([...newest.map(({ id }) => id), ...repeats.flatMap(({ ids }) => ids)]);
  const groups = groupBy(
    usable.filter(({ id }) => kept.has(id)),
    ({ device, configuration }) => `${device}\n${configuration.backend ?? ""}`,
  );
  const read = [...groups.values()].map((rows) => readBoard(rows, quantity));
  return {
    boards: read.map(({ board }) => board),
    // Repeats are used here, not dropped: they show how far a measurement can be trusted.
    notices: [
      ...notices.filter(({ code }) => code !== "repeated-runs"),
      ...read.flatMap(({ notices: own }) => own),
      ...runtimePoints(read.flatMap(({ board }) => board.rows)),
    ],
  };
}

/** Runtimes of one board that were kept at different operating points. */
function runtimePoints(kept: readonly Measurement[]): readonly Notice[] {
  return pointNotices(kept.map(measuredPoint)).map(({ code, message }) => ({ code, message, count: kept.length }));
}

function readBoard(
  rows: readonly Measurement[],
  quantity: TransferredQuantity,
): { readonly board: MeasuredBoard; readonly notices: readonly Notice[] } {
  const notices: Notice[] = [];
  const settings = groupBy(rows, ({ configuration: { threads, powerMode, batch, clock, voltage } }) =>
    JSON.stringify([threads, powerMode, batch, clock, voltage]),
  );
  const [own = [], ...others] = [...settings.values()].toSorted((a, b) => b.length - a.length);
  if (others.length > 0) {
    const left = others.flat();
    const points = mixedPoints(rows.map(measuredPoint)).map((mixed) => ` (${pointsText(mixed.points)})`);
    const message = `${left.length} rows of other threads, power modes, voltages, clocks or batches were left out: they are not one board${points.join("")}`;
    notices.push({ code: "mixed-configurations", message, count: left.length, ids: left.map(({ id }) => id) });
  }
  const values = new Map<string, number>();
  for (const [model, repeats] of groupBy(own, (row) => row.model)) {
    const measured = repeats.map((row) => quantityOf(row, quantity) as number);
    const ratio = Math.max(...measured) / Math.min(...measured);
    if (ratio > 1 + contradiction) {
      const message = `${model} was measured ${measured.length} times, ${formatNumber(ratio)} times apart; the geometric mean is used`;
      notices.push({ code: "contradiction", message, count: measured.length, ids: repeats.map(({ id }) => id) });
    }
    values.set(model, Math.exp(measured.reduce((sum, value) => sum + Math.log(value), 0) / measured.length));
  }
  const { device, configuration } = own[0] as Measurement;
  return { board: { board: device, backend: configuration.backend ?? "", values, rows: own }, notices };
}
