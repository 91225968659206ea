import { type Fraction, mean, median, quantile } from "@joulebook/core";
import { columnsWithout, type KnownBoards } from "./board-columns.js";
import type { Transferred } from "./transfer-to-board.js";

/** What is known of a board with one runtime: measured values (their own bounds) and predicted ones. */
export interface BoardValues {
  readonly board: string;
  readonly backend: string;
  readonly values: readonly Transferred[];
}

/** Values with a runtime that nobody tried on a board. */
export interface OtherRuntime {
  readonly backend: string;
  readonly predictions: readonly Transferred[];
  /** Boards that were measured with both runtimes. */
  readonly boards: number;
  /** Median error on those boards, each predicted from the others, median over boards. */
  readonly medianAbsError: number;
}

/** Fewer boards do not tell how far the next one may be off. */
const leastBoards = 3;

/**
 * Predicts a runtime that was not tried on a board from one that was: by how energies (or latencies) with the two differ,
 * model by model, on the boards that were measured with both. The interval is that of those boards, each predicted from the others and
 * weighing alike, and of the value that is started from.
 *
 * Source: docs/equations.md#other-runtime
 *
 * @returns undefined when fewer than three other boards were measured with both
 */
export function otherRuntime(
  known: KnownBoards,
  { board, backend: from, values }: BoardValues,
  backend: string,
  { level = 0.8 }: { readonly level?: Fraction } = {},
): OtherRuntime | undefined {
  const differences = runtimeDifferences(known, board, { from, to: backend });
  if (differences.length < leastBoards) return undefined;
  const errors = differences.map((own, at) => {
    const others = differences.filter((_, index) => index !== at);
    return [...own].flatMap(([model, difference]) => {
      const mean = meanOf(others, model);
      return mean === undefined ? [] : [Math.abs(difference - mean)];
    });
  });
  if (errors.some((own) => own.length === 0)) return undefined;
  const half = quantile(errors.flatMap(evenly), level);
  return {
    backend,
    boards: differences.length,
    medianAbsError: median(errors.map((own) => Math.expm1(median(own)))),
    predictions: values.flatMap(({ model, value, low, high }) => {
      const mean = meanOf(differences, model);
      if (mean === undefined) return [];
      const middle = value * Math.exp(mean);
      const [below, above] = [Math.hypot(half, Math.log(value / low)), Math.hypot(half, Math.log(high / value))];
      return [{ model, value: middle, low: middle * Math.exp(-below), high: middle * Math.exp(above) }];
    }),
  };
}

/** ln of a value with one runtime over that with another by model, of each other board that was measured with both. */
function runtimeDifferences(
  known: KnownBoards,
  board: string,
  { from, to }: { readonly from: string; readonly to: string },
): readonly ReadonlyMap<string, number>[] {
  const columns = columnsWithout(known, board);
  return columns
    .filter(({ backend }) => backend === to)
    .flatMap(({ board: other, values }) => {
      const sibling = columns.find((column) => column.board === other && column.backend === from);
      if (sibling === undefined) return [];
      const both = [...values].flatMap(([model, value]) => {
        const base = sibling.values.get(model);
        return base === undefined ? [] : [[model, Math.log(value / base)] as const];
      });
      return both.length === 0 ? [] : [new Map(both)];
    });
}

function meanOf(differences: readonly ReadonlyMap<string, number>[], model: string): number | undefined {
  const own = differences.flatMap((one) => one.get(model) ?? []);
  return own.length === 0 ? undefined : mean(own);
}

/** As many values of each board, however many models it measured. */
function evenly(errors: readonly number[]): readonly number[] {
  return Array.from({ length: 200 }, (_, step) => quantile(errors, (step + 0.5) / 200));
}
