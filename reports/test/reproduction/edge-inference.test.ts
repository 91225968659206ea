import { describe, expect, it } from "vitest";
import { ledger } from "../../src/reproduction/claim-row.js";
import { edgeInferenceClaims } from "../../src/reproduction/edge-inference/claims.js";
import {
  bend,
  type Column,
  energySaved,
  marginalRatio,
  measuredColumns,
} from "../../src/reproduction/edge-inference/columns.js";
import { runtimeChoices, runtimeSpread } from "../../src/reproduction/edge-inference/configurations.js";
import { edgeInferenceEvidence } from "../../src/reproduction/edge-inference/evidence.js";

/** Five models at 50, 60, ... 90 % that need 1, 2, 4, 8 and 16 J. */
const powers: Column = {
  device: "board",
  backend: "runtime",
  software: "1",
  unit: "cpu",
  models: [1, 2, 4, 8, 16].map((energy, index) => ({
    model: `m${index}`,
    network: `m${index}`,
    accuracy: 0.5 + 0.1 * index,
    energy,
    latency: energy,
    params: energy * 1e6,
    macs: energy * 1e9,
    precision: "fp32",
  })),
};
/** The same with energies on a straight line. */
const line: Column = { ...powers, models: powers.models.map((one, index) => ({ ...one, energy: 1 + index })) };

describe("trends of a front, by hand", () => {
  it("a point in the upper half costs four times one in the lower half when energies double", () => {
    // Steps at 55, 65, 75, 85 % cost 0.1, 0.2, 0.4, 0.8 J per point; halves meet at 70 %: median 0.6 over 0.15.
    expect(marginalRatio(powers)).toBeCloseTo(4, 12);
    expect(marginalRatio(line)).toBeCloseTo(1, 12);
  });

  it("the middle of the accuracies needs 4 J where the straight line says 8.5", () => {
    expect(bend(powers)).toBeCloseTo(4 / 8.5, 12);
    expect(bend(line)).toBeCloseTo(1, 12);
  });

  it("ten points less than the best save half, five points nothing", () => {
    expect([5, 10, 20].map((points) => energySaved(powers, points))).toEqual([1, 2, 4]);
  });

  it("two runtimes at 2 and 3 J differ by half", () => {
    const at = (backend: string, energy: number): Column => ({
      ...powers,
      backend,
      models: powers.models.slice(0, 1).map((one) => ({ ...one, energy })),
    });
    expect(runtimeChoices([at("a", 2), at("b", 3)]).map(runtimeSpread)).toEqual([1.5]);
  });
});

it("the columns are 13 pairs of board and runtime, CPU runs on the Jetson boards", () => {
  const columns = measuredColumns();
  expect(columns).toHaveLength(13);
  expect(columns.filter(({ unit }) => unit === "gpu").map(({ backend }) => backend)).toEqual([
    "armnn-opencl",
    "armnn-opencl",
  ]);
  expect(columns.every(({ device, unit }) => unit === "cpu" || !device.startsWith("jetson"))).toBe(true);
});

it("verdicts flip when the data change", () => {
  const evidence = edgeInferenceEvidence();
  const verdicts = (changed: Partial<typeof evidence>, statements: readonly string[]): readonly unknown[] => {
    const claims = ledger("p", edgeInferenceClaims({ ...evidence, ...changed }));
    return statements.map((begin) => claims.find(({ statement }) => statement.startsWith(begin))?.verdict);
  };
  const straight = evidence.columns.map((column) => ({
    ...column,
    models: column.models.map((one) => ({ ...one, energy: one.accuracy })),
  }));
  const trends = ["As models grow, a further point", "The relation between accuracy and energy"];
  const worse = evidence.leftOut.map((row) => ({ ...row, error: 2 * row.error, coverage: row.coverage / 2 }));
  const predictions = ["5 measurements predict", "Intervals at 80 % from 5"];
  expect(verdicts({}, [...trends, ...predictions])).toEqual(Array.from({ length: 4 }, () => "reproduced"));
  expect(verdicts({ columns: straight }, trends)).toEqual(["differs", "differs"]);
  expect(verdicts({ leftOut: worse }, predictions)).toEqual(["differs", "differs"]);
}, 60_000);
