import { InputError } from "@joulebook/core";
import { describe, expect, test } from "vitest";
import { groupMeasurements } from "../src/group-measurements.js";
import { readDataset } from "../src/read-dataset.js";
import { type Facet, where } from "../src/where.js";

const { measurements } = readDataset("mlperf-inference-edge-open");

// Counts: Python's csv module over mlperf_open_edge_power.csv.
describe("where", () => {
  test("filters by one value, by several, and by several fields", () => {
    expect(where(measurements, { device: "odroid-n2+" })).toHaveLength(282);
    expect(where(measurements, { backend: ["tensorrt", "onnxruntime"] })).toHaveLength(2);
    expect(where(measurements, { device: "firefly-rk3588s", unit: "gpu", precision: "int8" })).toHaveLength(90);
    expect(where(measurements, { powerMode: "MAXN" })).toHaveLength(470);
    expect(where(measurements, {})).toHaveLength(2044);
    expect(where(measurements, { device: [] })).toHaveLength(0);
  });

  test("names the nearest field when one does not exist", () => {
    const wrong = { devise: "x" } as unknown as Parameters<typeof where>[1];
    expect(() => where(measurements, wrong)).toThrow(InputError);
    expect(() => where(measurements, wrong)).toThrow(/device/);
  });
});

describe("groupMeasurements", () => {
  test("splits the table by device, runtime and software without losing a row", () => {
    const groups = groupMeasurements(measurements, ["device", "backend", "software"]);
    expect(groups).toHaveLength(24);
    expect(groups.reduce((sum, group) => sum + group.measurements.length, 0)).toBe(2044);
    expect(
      groups
        .map((group) => group.measurements.length)
        .toSorted((a, b) => a - b)
        .slice(0, 4),
    ).toEqual([1, 1, 81, 81]);
  });

  test("leaves a field that a record lacks out of its group's key", () => {
    const keys = groupMeasurements(measurements, ["powerMode"]).map((group) => group.key);
    expect(keys).toEqual([{}, { powerMode: "MAXN" }]);
    expect(() => groupMeasurements(measurements, ["nope" as Facet])).toThrow(InputError);
  });
});
