import { median } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { type KnownBoards, knownBoards } from "../../src/transfer/board-columns.js";
import { otherRuntime } from "../../src/transfer/other-runtime.js";

const column = (board: string, backend: string, values: Readonly<Record<string, number>>) => ({
  board,
  backend,
  software: "1",
  values: new Map(Object.entries(values)),
});
const exact = (model: string, value: number) => ({ model, value, low: value, high: value });

describe("a runtime that nobody tried on a board", () => {
  // y costs 2, 2 and 2 times x for model a on three boards, and 1, 2 and 4 times for model b: geometric mean 2.
  const known: KnownBoards = {
    columns: ["p", "q", "r"].flatMap((board, index) => [
      column(board, "x", { a: 1 + index, b: 1 }),
      column(board, "y", { a: 2 * (1 + index), b: 2 ** index }),
    ]),
    features: new Map(),
    accuracy: new Map(),
  };
  const values = [exact("a", 10), exact("b", 3), exact("c", 1)];

  it("follows from the geometric mean of the ratios on the boards that have both, by hand", () => {
    const found = otherRuntime(known, { board: "new", backend: "x", values }, "y");
    expect(found?.boards).toBe(3);
    expect(found?.predictions.map(({ model }) => model)).toEqual(["a", "b"]); // nobody measured c
    expect(found?.predictions[0]?.value).toBeCloseTo(20, 12);
    expect(found?.predictions[1]?.value).toBeCloseTo(6, 12);
    // Left out, b is off by 1/(√8), 1 and √8; its largest error bounds the interval.
    const { low = 0, high = 0 } = found?.predictions[1] ?? {};
    expect(high / 6).toBeLessThanOrEqual(Math.sqrt(8) + 1e-12);
    expect(6 / low).toBeCloseTo(high / 6, 12);
  });

  it("has an interval that adds what it starts from, in quadrature of logarithms", () => {
    const wide = [{ model: "b", value: 3, low: 1.5, high: 6 }];
    const [alone] =
      otherRuntime(known, { board: "new", backend: "x", values: [exact("b", 3)] }, "y")?.predictions ?? [];
    const [both] = otherRuntime(known, { board: "new", backend: "x", values: wide }, "y")?.predictions ?? [];
    const half = (one: typeof alone): number => Math.log((one?.high ?? 0) / (one?.value ?? 1));
    expect(half(both)).toBeCloseTo(Math.hypot(half(alone), Math.LN2), 12);
  });

  it("is not predicted from two boards, nor from the board itself", () => {
    expect(otherRuntime(known, { board: "p", backend: "x", values }, "y")).toBeUndefined();
    expect(otherRuntime(known, { board: "new", backend: "x", values }, "z")).toBeUndefined();
  });
});

// Open MLPerf edge table: five boards with both runtimes, each left out, both ways.
it("on the measured boards is off by less than a fifth in the median, within intervals that hold about what they say", () => {
  const known = knownBoards();
  const pairs = [
    ["tflite-ruy", "armnn-neon"],
    ["armnn-neon", "tflite-ruy"],
  ] as const;
  const scores = pairs.flatMap(([from, to]) =>
    known.columns
      .filter(({ backend }) => backend === from)
      .map((own) => {
        const truth = known.columns.find(({ board, backend }) => board === own.board && backend === to)?.values;
        const values = [...own.values].map(([model, value]) => exact(model, value));
        const found = otherRuntime(known, { board: own.board, backend: from, values }, to);
        const rows = (found?.predictions ?? []).flatMap((one) => {
          const measured = truth?.get(one.model);
          return measured === undefined ? [] : [{ ...one, measured }];
        });
        expect(rows.length).toBeGreaterThan(70);
        return {
          error: median(rows.map(({ value, measured }) => Math.abs(value / measured - 1))),
          coverage: rows.filter(({ low, high, measured }) => low <= measured && measured <= high).length / rows.length,
        };
      }),
  );
  expect(scores).toHaveLength(10);
  expect(median(scores.map(({ error }) => error))).toBeLessThan(0.2);
  const coverage = scores.reduce((sum, one) => sum + one.coverage, 0) / scores.length;
  expect(coverage).toBeGreaterThan(0.75);
  expect(coverage).toBeLessThan(0.87);
});
