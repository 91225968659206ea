import type { Measurement } from "@joulebook/core";
import { describe, expect, test } from "vitest";
import { qualityReport, readDataset } from "../../src/index.js";

const row = (number: number, more: Partial<Measurement> = {}): Measurement => ({
  id: `mine:${number}`,
  model: `net-${number}`,
  task: "image-classification",
  device: "board-a",
  configuration: {},
  accuracy: 0.7,
  latency: { mean: 0.01 },
  energy: 0.05,
  idleIncluded: true,
  power: 5,
  idlePower: 2,
  source: { dataset: "mine", row: number, licence: "CC0-1.0" },
  ...more,
});

const codes = (...rows: readonly Measurement[]) =>
  qualityReport(rows)[0]?.impossible.map(({ id, code }) => `${id} ${code}`);

describe("impossible values", () => {
  test("are none in a row that agrees with itself", () => {
    expect(codes(row(1), row(2, { energy: 0.0524 }), row(3, { idleIncluded: false, energy: 0.03 }))).toEqual([]);
  });

  test("energy below idle: 2 W for 10 ms is 20 mJ", () => {
    const { power: _power, ...rest } = row(1);
    expect(
      codes({ ...rest, energy: 0.0199 }, { ...rest, energy: 0.0201 }, { ...rest, energy: 0.01, idleIncluded: false }),
    ).toEqual(["mine:1 energy-below-idle"]);
  });

  test("energy more than 5 % off power x time: 5 W for 10 ms is 50 mJ, without idle 30 mJ", () => {
    expect(codes(row(1, { energy: 0.053 }))).toEqual(["mine:1 energy-mismatch"]);
    expect(codes(row(1, { energy: 0.0526 }), row(2, { energy: 0.0474 }))).toEqual([
      "mine:1 energy-mismatch",
      "mine:2 energy-mismatch",
    ]);
    expect(codes(row(1, { energy: 0.05, idleIncluded: false }))).toEqual(["mine:1 energy-mismatch"]);
    // At 200 inferences a second, several in flight, each takes 5 ms of the device: 25 mJ.
    expect(codes(row(1, { throughput: 200, energy: 0.025 }))).toEqual([]);
    // A batch of 8 says nothing of one inference's time.
    expect(codes(row(1, { energy: 0.02, configuration: { batch: 8 } }))).toEqual([]);
  });

  test("accuracy above 1, power below idle, nothing at or below 0", () => {
    expect(codes(row(1, { accuracy: 70 }))).toEqual(["mine:1 accuracy-range"]);
    expect(codes(row(1, { power: 1, energyQuality: "derived" }))).toEqual(["mine:1 power-below-idle"]);
    expect(codes(row(1, { energy: 0 }), row(2, { energy: -1 }))).toEqual([
      "mine:1 not-positive",
      "mine:2 not-positive",
    ]);
  });
});

test("rows of one run are duplicates, told apart by their values; other software, rounds or times are not", () => {
  const same = row(1, { model: "n" });
  const at = (number: number, more: Partial<Measurement>) => ({
    ...same,
    id: `mine:${number}`,
    ...more,
    source: { ...same.source, row: number, ...more.source },
  });
  const [report] = qualityReport([
    same,
    at(2, {}),
    at(3, { model: "m" }),
    at(4, { model: "m", energy: 0.06 }),
    at(5, { configuration: { software: "v2" } }),
    at(6, { source: { ...same.source, time: "2026-01-01" } }),
  ]);
  expect(report?.duplicates).toEqual([
    { ids: ["mine:1", "mine:2"], identical: true, energySpread: 1 },
    { ids: ["mine:3", "mine:4"], identical: false, energySpread: 0.06 / 0.05 },
  ]);
});

describe("outliers against predictions", () => {
  // The model is off by 2 as a whole, give or take 1 %; one row by 3.
  const rows = [1.98, 2, 2.02, 1.99, 2.01, 3].map((ratio, index) =>
    row(index, { energy: 0.01 * ratio, power: 1 * ratio, idlePower: 0 }),
  );
  const predictions = rows.map(({ model, device }) => ({ model, device, energy: 0.01 }));

  test("are the rows that the others do not explain", () => {
    const [report] = qualityReport(rows, { predictions });
    expect(
      report?.outliers.map(({ id, quantity, ratio, usual }) => [id, quantity, ratio.toFixed(3), usual.toFixed(3)]),
    ).toEqual([["mine:5", "energy", "3.000", "2.005"]]);
    expect(report?.predicted).toBe(6);
    // By hand: |ln(3 / 2.00499...)| over 1.4826 times the median of |ln(ratio / 2.00499...)|.
    const logs = [1.98, 2, 2.02, 1.99, 2.01, 3].map(Math.log).toSorted((a, b) => a - b);
    const middle = ((logs[2] ?? 0) + (logs[3] ?? 0)) / 2;
    const away = logs.map((value) => Math.abs(value - middle)).toSorted((a, b) => a - b);
    const score = (Math.log(3) - middle) / (1.4826 * (((away[2] ?? 0) + (away[3] ?? 0)) / 2));
    expect(report?.outliers[0]?.score).toBeCloseTo(score, 9);
  });

  test("need enough rows, their own backend, and more than a little distance", () => {
    expect(qualityReport(rows.slice(2), { predictions })[0]?.outliers).toEqual([]);
    expect(
      qualityReport(rows, { predictions: predictions.map((each) => ({ ...each, backend: "tflite" })) })[0],
    ).toMatchObject({ outliers: [], predicted: 0 });
    const close = [1, 1, 1, 1, 1, 1.05].map((ratio, index) => row(index, { energy: ratio }));
    expect(
      qualityReport(close, { predictions: close.map(({ model, device }) => ({ model, device, energy: 1 })) })[0]
        ?.outliers,
    ).toEqual([]);
  });
});

test("coverage counts the rows of each model on each device", () => {
  const [report, other] = qualityReport([
    row(1, { model: "b" }),
    row(2, { model: "a", device: "board-b" }),
    row(3, { model: "b" }),
    row(4, { source: { dataset: "other", row: 1, licence: "" } }),
  ]);
  expect(report?.coverage).toEqual({
    models: ["a", "b"],
    devices: ["board-a", "board-b"],
    counts: [
      [0, 1],
      [2, 0],
    ],
    covered: 0.5,
  });
  expect(other).toMatchObject({ dataset: "other", rows: 1 });
});

test("the shipped edge table has no impossible values and covers its boards", () => {
  const [report] = qualityReport(readDataset("mlperf-inference-edge-open").measurements);
  expect(report?.impossible).toEqual([]);
  expect(report?.coverage.devices).toContain("raspberry-pi-4");
  expect(report?.coverage.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(report?.rows);
});
