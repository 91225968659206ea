import { describe, expect, it } from "vitest";
import { type Dataflow, type SystolicProduct, systolicCycles } from "../../src/systolic/systolic-cycles.js";

/**
 * Counts the cycles of one fold by moving data: operand a of step t enters row i at t + i, operand b column j at t + j; the
 * unit (i, j) works at t + i + j, and what stays in the units is shifted in or out row by row before or after.
 */
function simulatedFold(rows: number, columns: number, streamed: number): number {
  let last = 0;
  for (let t = 0; t < streamed; t++) {
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) last = Math.max(last, t + i + j);
  }
  return last + 1 + rows; // the stationary operand takes a cycle per row
}

function simulated(product: SystolicProduct, rows: number, columns: number, dataflow: Dataflow): number {
  const { positions, terms, channels } = product;
  const [a, b, streamed] =
    dataflow === "output-stationary"
      ? [positions, channels, terms]
      : dataflow === "weight-stationary"
        ? [terms, channels, positions]
        : [terms, positions, channels];
  let cycles = 0;
  for (let r = 0; r < a; r += rows)
    for (let c = 0; c < b; c += columns) cycles += simulatedFold(rows, columns, streamed);
  return cycles;
}

describe("systolicCycles", () => {
  it.each(["output-stationary", "weight-stationary", "input-stationary"] as const)(
    "%s: the closed form is what moving the data cycle by cycle gives",
    (dataflow) => {
      for (const [positions, terms, channels] of [
        [1, 1, 1],
        [4, 4, 4],
        [9, 27, 16],
        [5, 3, 33],
      ] as const) {
        for (const [rows, columns] of [
          [1, 1],
          [4, 4],
          [8, 3],
        ] as const) {
          const product = { positions, terms, channels };
          const { cycles, utilisation } = systolicCycles(product, { rows, columns, dataflow });
          expect(cycles).toBe(simulated(product, rows, columns, dataflow));
          expect(utilisation).toBeLessThanOrEqual(1);
          expect(cycles * rows * columns).toBeGreaterThanOrEqual(positions * terms * channels);
        }
      }
    },
  );

  it("refuses an array without units", () => {
    const array = { rows: 0, columns: 4, dataflow: "output-stationary" } as const;
    expect(() => systolicCycles({ positions: 1, terms: 1, channels: 1 }, array)).toThrow(RangeError);
  });
});
