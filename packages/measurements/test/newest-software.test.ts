import type { Measurement } from "@joulebook/core";
import { describe, expect, test } from "vitest";
import { newestSoftware } from "../src/newest-software.js";
import { readDataset } from "../src/read-dataset.js";

const { measurements } = readDataset("mlperf-inference-edge-open");
const selection = newestSoftware(measurements);

function run(id: number, software: string, more: Partial<Measurement["source"]> = {}): Measurement {
  return {
    id: `t:${id}`,
    model: "m",
    task: "image-classification",
    device: "d",
    configuration: { backend: "b", software },
    energy: id,
    source: { dataset: "t", row: id, licence: "none", ...more },
  };
}

// Counts: Python over the raw CSV, newest by the numbers after "v" in `framework`.
describe("newestSoftware on the open edge table", () => {
  test("keeps one row of each of the 1,211 combinations of device, runtime and model", () => {
    expect(selection.measurements).toHaveLength(1211);
    const key = (row: Measurement): string => `${row.device} ${row.configuration.backend} ${row.model}`;
    expect(new Set(selection.measurements.map(key)).size).toBe(1211);
    const energy = selection.measurements.reduce((sum, row) => sum + (row.energy ?? Number.NaN), 0);
    expect(Math.abs(energy / 190.52336311000008 - 1)).toBeLessThan(1e-12);
  });

  test("mixes versions only on the Orin with ArmNN Neon, and marks its 13 older rows", () => {
    const older = [615, 616, 625, 626, 635, 636, 645, 646, 647, 648, 649, 652, 656];
    expect(selection.older).toEqual(older.map((row) => `mlperf-inference-edge-open:${row}`));
    const marked = selection.measurements.filter((row) => row.notes?.some((note) => note.startsWith("older software")));
    expect(marked.map((row) => row.id)).toEqual(selection.older);
    const mixed = selection.coverage.filter(({ rows }) => rows.length > 1);
    expect(mixed).toMatchObject([
      {
        device: "jetson-agx-orin",
        backend: "armnn-neon",
        newest: "ArmNN v22.11 (Neon)",
        orderedBy: "version",
        rows: [
          { software: "ArmNN v22.11 (Neon)", count: 81 },
          { software: "ArmNN v22.05 (Neon)", count: 13 },
        ],
      },
    ]);
  });

  test("says in one notice how many rows are older", () => {
    expect(selection.notices).toHaveLength(1);
    expect(selection.notices[0]).toMatchObject({ code: "mixed-software", count: 13 });
    expect(selection.notices[0]?.message).toContain("13 of its rows are older than ArmNN v22.11 (Neon)");
  });

  test("chooses the newest version of each runtime", () => {
    const newest = selection.coverage.map(({ device, backend, newest }) => `${device} ${backend}: ${newest}`);
    expect(newest.toSorted()).toEqual([
      "firefly-rk3588s armnn-neon: ArmNN v22.11 (Neon)",
      "firefly-rk3588s armnn-opencl: ArmNN v22.11 (OpenCL)",
      "firefly-rk3588s tflite-ruy: TFLite v2.11.0 (ruy)",
      "jetson-agx-orin armnn-neon: ArmNN v22.11 (Neon)",
      "jetson-agx-orin onnxruntime: Onnxruntime v1.12.1 (cpp)",
      "jetson-agx-orin tensorrt: TensorRT v8.5.2.2",
      "jetson-agx-orin tflite-ruy: TFLite v2.7.1 (ruy)",
      "jetson-agx-orin tflite-xnnpack: TFLite vmaster (xnnpack)",
      "jetson-agx-xavier armnn-neon: ArmNN v21.11 (Neon)",
      "jetson-agx-xavier tflite-ruy: TFLite v2.7.1 (ruy)",
      "odroid-n2+ armnn-neon: ArmNN v21.11 (Neon)",
      "odroid-n2+ armnn-opencl: ArmNN v21.11 (OpenCL)",
      "odroid-n2+ tflite-ruy: TFLite v2.7.1 (ruy)",
      "raspberry-pi-4 armnn-neon: ArmNN v21.11 (Neon)",
      "raspberry-pi-4 tflite-ruy: TFLite v2.7.1 (ruy)",
    ]);
  });
});

describe("newestSoftware", () => {
  test("never averages: repeats of one software leave the run of the newest test, and are listed", () => {
    const runs = [run(1, "X v1", { time: "2022-01-02" }), run(2, "X v1", { time: "2022-01-01" })];
    const { measurements: kept, repeats, notices } = newestSoftware(runs);
    expect(kept.map((row) => row.energy)).toEqual([1]);
    expect(repeats).toEqual([{ kept: "t:1", ids: ["t:1", "t:2"] }]);
    expect(notices).toMatchObject([{ code: "repeated-runs", count: 1, ids: ["t:2"] }]);
  });

  test("keeps power modes, scenarios and precisions apart", () => {
    const base = run(1, "X v1");
    const rows = [
      base,
      { ...run(2, "X v1"), configuration: { ...base.configuration, powerMode: "15W" } },
      { ...run(3, "X v1"), configuration: { ...base.configuration, scenario: "Offline" } },
      { ...run(4, "X v1"), configuration: { ...base.configuration, precision: "int8" } },
    ];
    expect(newestSoftware(rows).measurements).toHaveLength(4);
  });

  test("orders 2.11 after 2.7, and falls back to rounds where a version is not a number", () => {
    const numbered = [run(1, "TFLite v2.11.0 (ruy)"), run(2, "TFLite v2.7.1 (ruy)")];
    expect(newestSoftware(numbered).measurements.map((row) => row.id)).toEqual(["t:1"]);
    const master = [
      run(1, "TFLite vmaster (ruy)", { round: "v3.0" }),
      run(2, "TFLite v2.11.0 (ruy)", { round: "v10.0" }),
    ];
    const chosen = newestSoftware(master);
    expect(chosen.measurements.map((row) => row.id)).toEqual(["t:2"]);
    expect(chosen.coverage[0]?.orderedBy).toBe("round");
  });

  test("gives nothing for nothing", () => {
    expect(newestSoftware([])).toEqual({ measurements: [], older: [], coverage: [], repeats: [], notices: [] });
  });
});
