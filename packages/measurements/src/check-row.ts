import type { CellProblem } from "./check-cell.js";
import type { MeasuredCells } from "./measured-cells.js";

/** A rule that several cells of a row break; `column` is the one to look at. */
export interface RowProblem extends CellProblem {
  readonly column: string;
}

/** What a row lacks that may stand in one column or another: a model, an energy. Its numbers need not be valid. */
export function missingValues({ text }: MeasuredCells): readonly RowProblem[] {
  const problems: RowProblem[] = [];
  if (text("model_id") === undefined && text("model") === undefined)
    problems.push({
      column: "model_id",
      code: "empty-cell",
      message: "the row names no model",
      expected: "a model_id or a model",
    });
  const derivable = text("avg_power_w") !== undefined && text("qps_with_overhead") !== undefined;
  if (text("energy_per_inference_j") === undefined && !derivable)
    problems.push({
      column: "energy_per_inference_j",
      code: "empty-cell",
      message: "the row has no energy",
      expected: "energy_per_inference_j, or avg_power_w and qps_with_overhead",
    });
  return problems;
}

const orders: readonly (readonly string[])[] = [
  ["min_latency_ms", "p50_latency_ms", "p90_latency_ms", "p99_latency_ms", "max_latency_ms"],
  ["min_latency_ms", "mean_latency_ms", "max_latency_ms"],
  ["min_power_w", "avg_power_w", "max_power_w"],
];

/** Percentiles and extremes that are out of order, in a row of valid numbers. */
export function disorder({ number }: MeasuredCells): readonly RowProblem[] {
  return orders.flatMap((columns) => {
    const stated = columns.flatMap((column) => {
      const value = number(column);
      return value === undefined ? [] : [{ column, value }];
    });
    return stated.slice(1).flatMap(({ column, value }, index) => {
      const before = stated[index];
      if (before === undefined || before.value <= value) return [];
      const message = `${column}: ${value} is below ${before.column} (${before.value})`;
      return [{ column, code: "out-of-order", message, expected: columns.join(" <= ") }];
    });
  });
}
