import { describe, expect, test } from "vitest";
import { readDataset } from "../src/read-dataset.js";

const { measurements, notices } = readDataset("mlperf-inference-edge-closed");
const relative = (value: number | undefined, expected: number): number =>
  Math.abs((value ?? Number.NaN) / expected - 1);

// Counts and values: Python's csv module over mlperf_closed_edge_power.csv.
describe("the closed edge table", () => {
  test("has 234 rows with energy: 133 SingleStream, 75 Offline, 26 MultiStream", () => {
    expect(measurements).toHaveLength(234);
    const count = (scenario: string): number =>
      measurements.filter((row) => row.configuration.scenario === scenario).length;
    expect([count("SingleStream"), count("Offline"), count("MultiStream")]).toEqual([133, 75, 26]);
    const energy = measurements.reduce((sum, row) => sum + (row.energy ?? Number.NaN), 0);
    expect(relative(energy, 1149.2632847200002)).toBeLessThan(1e-12);
  });

  test("has no latency where the column holds queueing time or a query of eight, but a throughput", () => {
    for (const row of measurements) {
      const single = row.configuration.scenario === "SingleStream";
      expect(row.latency !== undefined, row.id).toBe(single);
      expect(row.throughput, row.id).toBeGreaterThan(0);
      if (!single) expect(row.notes?.some((note) => note.startsWith(row.configuration.scenario ?? "?"))).toBe(true);
    }
  });

  test("takes energy and rate of an NVIDIA Offline row, not its 350 s of queueing", () => {
    const row = measurements[55];
    expect(row).toMatchObject({
      source: { submitter: "NVIDIA", system: "Xavier_NX_TRT_MaxQ" },
      unit: "gpu",
      model: "resnet50",
    });
    expect(row?.throughput).toBe(1092.08);
    expect(row?.energy).toBe(0.0182839);
    expect(relative(row?.power, (row?.energy ?? 0) * (row?.throughput ?? 0))).toBeLessThan(1e-4);
    expect(row?.latency).toBeUndefined();
  });

  test("reads the rate of a MultiStream row from eight samples a query", () => {
    const row = measurements[14];
    expect(row).toMatchObject({ model: "resnet50", energy: 0.00718675, configuration: { scenario: "MultiStream" } });
    expect(relative(row?.throughput, 8 / 0.00264721)).toBeLessThan(1e-12);
    expect(relative(row?.energy, (21.719 * 0.00264721) / 8)).toBeLessThan(1e-4);
  });

  test("reads accuracy out of numbers, JSON and mAP lines, and leaves it open where the line is another one", () => {
    const known = measurements.filter((row) => row.accuracy !== undefined);
    expect(known).toHaveLength(214);
    expect(known.every((row) => (row.accuracy ?? 0) > 0.19 && (row.accuracy ?? 2) < 1)).toBe(true);
    expect(measurements[0]).toMatchObject({ model: "bert-99", accuracyMetric: "F1" });
    expect(relative(measurements[0]?.accuracy, 0.9036306105137962)).toBeLessThan(1e-12);
    const unread = measurements.filter((row) => row.accuracy === undefined);
    expect(new Set(unread.map((row) => row.model))).toEqual(new Set(["3d-unet-99", "3d-unet-99.9", "bert-99"]));
    expect(unread.every((row) => row.notes?.includes("the table holds no readable accuracy of this run"))).toBe(true);
  });

  test("keeps power modes as keys", () => {
    const modes = new Set(measurements.map((row) => row.configuration.powerMode));
    expect(modes).toEqual(
      new Set([
        undefined,
        "MaxQ",
        "15W TDP",
        "20W TDP",
        "25W TDP",
        "MAXN",
        "MODE_15W",
        "MODE_30W_ALL",
        "MODE_30W_6CORE",
        "MODE_30W_4CORE",
        "Max15W",
        "fan.on",
        "fan.off",
      ]),
    );
  });

  test("labels what computed: Jetson CPU runs, GPUs and accelerators", () => {
    const units = (device: string): unknown =>
      [
        ...new Set(
          measurements.filter((row) => row.device === device).map((row) => `${row.configuration.backend} ${row.unit}`),
        ),
      ].toSorted();
    expect(units("jetson-agx-orin")).toEqual(["armnn-neon cpu", "onnxruntime cpu", "tensorrt gpu", "tflite-ruy cpu"]);
    expect(units("thundercomm-rb6")).toEqual(["qaic npu"]);
    expect(measurements.every((row) => row.unit !== undefined && row.configuration.backend !== undefined)).toBe(true);
  });

  test("reports the 60 rows whose log other scenarios copied, and the 8 that both divisions hold", () => {
    expect(measurements.filter((row) => row.notes?.some((note) => note.includes("it is one run")))).toHaveLength(68);
    expect(notices).toMatchObject([{ code: "same-log", count: 8 }]);
    const [first, second] = (notices[0]?.ids ?? []).map((id) => measurements.find((row) => row.id === id));
    expect(first?.energy).toBe(second?.energy);
  });

  test("notes the 5 rows whose power log has missing samples", () => {
    const noted = measurements.filter((row) => row.notes?.some((note) => note.includes("-2 W")));
    expect(noted.map((row) => row.source.row)).toEqual([49, 51, 58, 61, 197]);
  });
});
