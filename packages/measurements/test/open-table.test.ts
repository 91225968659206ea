import { describe, expect, test } from "vitest";
import { parseCsvTable } from "../src/csv-table.js";
import { dataset } from "../src/datasets.js";
import { energyAboveIdle, energyPerInference, windowEnergy } from "../src/power-log-energy.js";
import { readDataset } from "../src/read-dataset.js";
import { readMeasurements } from "../src/read-measurements.js";
import { datasetText } from "../src/read-table.js";

const { measurements } = readDataset("mlperf-inference-edge-open");
const byDevice = (device: string) => measurements.filter((row) => row.device === device);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);

// Counts and sums of this file: Python's csv module over mlperf_open_edge_power.csv, written without this package.
describe("the open edge table", () => {
  test("has 2,044 rows: 94 models and resnet50 on five boards", () => {
    expect(measurements).toHaveLength(2044);
    const models = new Set(measurements.map((row) => row.model));
    expect(models.size).toBe(95);
    expect(models.has("resnet50")).toBe(true);
    const rows = new Map([...new Set(measurements.map((row) => row.device))].map((d) => [d, byDevice(d).length]));
    expect(rows).toEqual(
      new Map([
        ["firefly-rk3588s", 564],
        ["jetson-agx-orin", 352],
        ["jetson-agx-xavier", 470],
        ["odroid-n2+", 282],
        ["raspberry-pi-4", 376],
      ]),
    );
    for (const device of rows.keys()) {
      const mobile = new Set(byDevice(device).map((row) => row.model));
      mobile.delete("resnet50");
      expect(mobile.size, device).toBe(94);
    }
  });

  test("covers 49 networks besides ResNet-50", () => {
    expect(new Set(measurements.map((row) => row.network)).size).toBe(50);
  });

  test("gives every row accuracy, latency, energy and idle proxy in SI units", () => {
    const total = (read: (row: (typeof measurements)[number]) => number | undefined): number =>
      sum(measurements.map((row) => read(row) ?? Number.NaN));
    expect(
      relative(
        total((row) => row.energy),
        338.25259441,
      ),
    ).toBeLessThan(1e-12);
    expect(
      relative(
        total((row) => row.accuracy),
        1307.51288,
      ),
    ).toBeLessThan(1e-12);
    expect(
      relative(
        total((row) => row.latency?.mean),
        39.024821332,
      ),
    ).toBeLessThan(1e-12);
    expect(
      relative(
        total((row) => row.latency?.p90),
        44.24934283,
      ),
    ).toBeLessThan(1e-12);
    expect(measurements.every((row) => row.accuracySamples === 50_000 && row.idlePower !== undefined)).toBe(true);
  });

  test("reads one row as printed: MobileNet v3 large, fp32, TFLite v2.7.1 on the Raspberry Pi 4", () => {
    const row = measurements[2038];
    expect(row).toMatchObject({
      id: "mlperf-inference-edge-open:2039",
      model: "mobilenet-v3-large-1.0-224-fp32",
      network: "mobilenet-v3-large-1.0-224",
      device: "raspberry-pi-4",
      unit: "cpu",
      configuration: {
        backend: "tflite-ruy",
        software: "TFLite v2.7.1 (ruy)",
        precision: "fp32",
        batch: 1,
        scenario: "SingleStream",
      },
      accuracyMetric: "top-1",
      energy: 0.340667,
      energyBasis: "wall",
      energyQuality: "derived",
      idleIncluded: true,
      power: 5.8799,
      idlePower: 2.901,
      throughput: 17.26,
      macs: 217_000_000,
      params: 5_400_000,
      source: { row: 2039, round: "v2.0", submitter: "Krai", time: "2022-02-22T19:57:17Z", licence: "Apache-2.0" },
    });
    expect(relative(row?.accuracy ?? 0, 0.7576)).toBeLessThan(1e-12);
    expect(relative(row?.latency?.mean ?? 0, 0.0579319)).toBeLessThan(1e-12);
    expect(relative(row?.latency?.p99 ?? 0, 0.0869649)).toBeLessThan(1e-12);
    expect(relative(energyAboveIdle(row as NonNullable<typeof row>) ?? 0, 0.17259016757087708)).toBeLessThan(1e-12);
  });

  test("marks every energy as derived and not verified by MLCommons, and every idle power as a proxy", () => {
    for (const row of measurements) {
      expect(row.energyDerivation).toContain("not verified by MLCommons Association");
      expect(row.energyQuality).toBe("derived");
      expect(row.idleProxy).toContain("post_power_w");
    }
  });

  test("labels the 821 Jetson rows that are CPU runs, and leaves TensorRT to the GPU", () => {
    const jetson = measurements.filter((row) => row.device.startsWith("jetson"));
    const cpu = jetson.filter((row) => row.unit === "cpu");
    expect(cpu).toHaveLength(821);
    expect(cpu.every((row) => row.notes?.some((note) => note.startsWith("CPU run")))).toBe(true);
    expect(jetson.filter((row) => row.unit !== "cpu").map((row) => row.configuration.backend)).toEqual(["tensorrt"]);
    expect(jetson.find((row) => row.configuration.backend === "onnxruntime")?.unit).toBe("cpu");
  });

  test("corrects the 282 Odroid rows that were submitted under the name of a Jetson, and says so", () => {
    const odroid = byDevice("odroid-n2+");
    expect(odroid).toHaveLength(282);
    expect(odroid.every((row) => row.notes?.some((note) => note.includes("copy-paste error")))).toBe(true);
  });

  test("notes that the 452 quantised MobileNet v2 rows carry the MACs of the float network", () => {
    const noted = measurements.filter((row) => row.notes?.some((note) => note.includes("float network")));
    expect(noted).toHaveLength(452);
    expect(noted.every((row) => row.family === "mobilenet-v2" && row.configuration.precision === "int8")).toBe(true);
  });

  test("notes the other set-up of the Raspberry Pi 4 in round v1.0", () => {
    const noted = measurements.filter((row) => row.notes?.some((note) => note.includes("fan running")));
    expect(noted).toHaveLength(188);
    expect(noted.every((row) => row.device === "raspberry-pi-4" && row.source.round === "v1.0")).toBe(true);
  });

  test("has energies that are the mean power over the rate, and window energies that are power times window", () => {
    const { header, rows } = parseCsvTable(datasetText(dataset("mlperf-inference-edge-open")));
    const at = (row: readonly string[], column: string): number => Number(row[header.indexOf(column)]);
    for (const row of rows) {
      const power = at(row, "avg_power_w");
      const inference = energyPerInference(power, at(row, "qps_with_overhead"));
      // The file prints six digits and rates with two decimals: 1e-4 is its own rounding.
      expect(relative(at(row, "energy_per_inference_j"), inference)).toBeLessThan(1e-4);
      expect(relative(at(row, "energy_window_j"), windowEnergy(power, at(row, "window_s")))).toBeLessThan(1e-4);
      expect(at(row, "window_s")).toBeGreaterThanOrEqual(599.9);
    }
  });

  test("never idles above its mean power, so energy above idle is positive on every row", () => {
    expect(measurements.every((row) => (energyAboveIdle(row) ?? -1) > 0)).toBe(true);
  });

  test("reads the same through the checked reader of users' tables, without a problem", async () => {
    const text = datasetText(dataset("mlperf-inference-edge-open"));
    const user = await readMeasurements(text, { file: "open.csv" });
    expect(user.notices.map((notice) => notice.code)).toEqual(["assumed-energy-meaning"]);
    const numbers = ({
      model,
      device,
      unit,
      accuracy,
      latency,
      energy,
      idleIncluded,
      power,
      idlePower,
      macs,
    }: (typeof measurements)[number]) => ({
      model,
      device,
      unit,
      accuracy,
      latency,
      energy,
      idleIncluded,
      power,
      idlePower,
      macs,
    });
    expect(user.measurements.map(numbers)).toEqual(measurements.map(numbers));
  });
});

describe("the latency-only table", () => {
  const rows = readDataset("mlperf-inference-edge-open/latency-only").measurements;

  test("has 2,476 rows with accuracy and latency and none with energy", () => {
    expect(rows).toHaveLength(2476);
    expect(rows.every((row) => row.accuracy !== undefined && row.latency !== undefined)).toBe(true);
    expect(rows.some((row) => row.energy !== undefined || row.energyBasis !== undefined)).toBe(false);
    expect(new Set(rows.map((row) => row.device)).size).toBe(17);
  });

  test("leaves the runtime open where the submission does not name it", () => {
    const unnamed = rows.filter((row) => row.configuration.backend === undefined);
    expect(unnamed.map((row) => row.device)).toEqual(["apple", "gcp"]);
    expect(
      unnamed.every((row) => row.notes?.includes("the inference runtime could not be told from the submission")),
    ).toBe(true);
  });

  test("leaves out the 34 smallest latencies below 0, and says why", () => {
    const noted = rows.filter((row) => row.notes?.some((note) => note.includes("smallest latency")));
    expect(noted).toHaveLength(34);
    expect(noted.every((row) => row.latency?.min === undefined && row.device === "macbook_pro_m1_2020")).toBe(true);
    expect(rows.filter((row) => row.latency?.min === undefined)).toEqual(noted);
  });
});
