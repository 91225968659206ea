import { describe, expect, test } from "vitest";
import { readDataset } from "../src/read-dataset.js";

const { measurements, notices } = readDataset("mlperf-tiny");
const energies = measurements.filter((row) => row.energy !== undefined);
const relative = (value: number | undefined, expected: number): number =>
  Math.abs((value ?? Number.NaN) / expected - 1);

// Counts: Python's csv module over mlperf_tiny_results.csv. Syntiant values: PAPERS.md section 0 quotes the published result files.
describe("the MLPerf Tiny table", () => {
  test("reads 328 rows as 310 measurements, because 18 were submitted again in later rounds", () => {
    expect(notices).toMatchObject([{ code: "resubmitted", count: 18 }]);
    const rows = new Set(measurements.map((row) => row.source.row));
    expect(rows.size).toBe(310);
    for (const id of notices[0]?.ids ?? []) expect(rows.has(Number(id.split(":")[1]))).toBe(false);
    const syntiant = measurements.filter((row) => row.source.submitter === "syntiant" && row.source.round !== "v0.7");
    expect(new Set(syntiant.map((row) => row.source.round))).toEqual(new Set(["v1.3"]));
  });

  test("keeps energy mode and performance mode apart: 126 energies, each in a record of its own", () => {
    expect(energies).toHaveLength(126);
    expect(measurements).toHaveLength(310 + 126);
    expect(energies.every((row) => row.configuration.powerMode === "energy" && row.id.endsWith(":energy"))).toBe(true);
    expect(energies.every((row) => row.notes?.some((note) => note.startsWith("energy mode")))).toBe(true);
    const total = energies.reduce((sum, row) => sum + (row.energy ?? Number.NaN), 0);
    expect(relative(total, 0.7128170810000001)).toBeLessThan(1e-12);
  });

  test("gives energy, power and latency of the Syntiant NDP120 at 0.9 V that belong together", () => {
    const row = energies.find((found) => found.id === "mlperf-tiny:323:energy");
    expect(row).toMatchObject({
      model: "ds-cnn",
      task: "keyword-spotting",
      device: "ndp9120",
      unit: "npu",
      configuration: { voltage: 0.9, clock: 30.7e6, powerMode: "energy" },
      energyBasis: "rail",
      idleIncluded: true,
      scores: { auc: 0.99 },
    });
    expect(relative(row?.energy, 31.537e-6)).toBeLessThan(1e-12);
    expect(relative(row?.accuracy, 0.911)).toBeLessThan(1e-12);
    expect(relative((row?.energy ?? 0) / (row?.latency?.mean ?? 1), 7.166e-3)).toBeLessThan(1e-3);
    expect(relative(row?.power, 7.165843e-3)).toBeLessThan(1e-12);
  });

  test("finds power = energy x rate within 0.2 % wherever energy mode states all three", () => {
    const stated = energies.filter((row) => row.throughput !== undefined && row.power !== undefined);
    expect(stated.length).toBeGreaterThan(100);
    for (const row of stated)
      expect(relative((row.energy ?? 0) * (row.throughput ?? 0), row.power ?? 0), row.id).toBeLessThan(2e-3);
  });

  test("leaves out the energies of the streaming benchmark, which are of 20 minutes", () => {
    const streaming = measurements.filter((row) => row.task === "streaming-wakeword");
    expect(streaming).toHaveLength(9);
    expect(streaming.every((row) => row.energy === undefined)).toBe(true);
    expect(streaming.every((row) => row.notes?.some((note) => note.includes("20 min")))).toBe(true);
  });

  test("names the networks of the open division as the submitters' own", () => {
    const open = measurements.filter((row) => row.source.division === "open");
    expect(new Set(open.map((row) => row.source.row)).size).toBe(12);
    expect(open.every((row) => row.model.includes("-open-"))).toBe(true);
    expect(measurements.filter((row) => row.model.includes("-open-"))).toEqual(open);
  });

  test("takes a board from another round where a submission has none, and a clock from the system's name against its file", () => {
    const early = measurements.find((row) => row.id === "mlperf-tiny:45");
    expect(early).toMatchObject({ device: "ndp9120", source: { round: "v0.7" } });
    expect(early?.notes?.some((note) => note.includes("of the same system"))).toBe(true);
    const slow = measurements.find((row) => row.source.system === "NUCLEO_H7A3ZI_Q_40MHz");
    expect(slow?.configuration.clock).toBe(40e6);
    expect(slow?.notes?.some((note) => note.includes("the name is taken"))).toBe(true);
  });

  test("gives accuracy as a fraction for both metrics", () => {
    const scored = measurements.filter((row) => row.accuracy !== undefined);
    expect(new Set(scored.map((row) => row.accuracyMetric))).toEqual(new Set(["top-1", "AUC"]));
    expect(scored.every((row) => (row.accuracy ?? 0) > 0.5 && (row.accuracy ?? 2) <= 1)).toBe(true);
  });
});
