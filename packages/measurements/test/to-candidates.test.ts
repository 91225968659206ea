import type { Measurement } from "@joulebook/core";
import { describe, expect, test } from "vitest";
import { loadMeasurements } from "../src/load-measurements.js";
import { readDataset } from "../src/read-dataset.js";
import { toCandidates } from "../src/to-candidates.js";
import { where } from "../src/where.js";

const newest = loadMeasurements();
const { candidates, idlePower, notices } = toCandidates(newest.measurements);

describe("toCandidates on the newest rows of the open table", () => {
  test("makes a candidate of each of the 1,211 rows, with energy, accuracy and latency of its row", () => {
    expect(candidates).toHaveLength(1211);
    const row = newest.measurements.find((found) => found.id === candidates[0]?.id);
    expect(candidates[0]).toMatchObject({
      origin: "measured",
      evidence: "measured",
      model: row?.model,
      energy: row?.energy,
      accuracy: row?.accuracy,
      latency: row?.latency,
      energyBasis: "wall",
      energyQuality: "derived",
      idleIncluded: true,
    });
    expect(new Set(candidates.map(({ id }) => id)).size).toBe(1211);
  });

  test("tells candidates apart by keys, and carries the caveats", () => {
    const found = candidates.find(({ id }) => id === "mlperf-inference-edge-open:2039");
    expect(found?.keys).toEqual({
      unit: "cpu",
      backend: "tflite-ruy",
      software: "TFLite v2.7.1 (ruy)",
      precision: "fp32",
      batch: 1,
      scenario: "SingleStream",
      round: "v2.0",
      submitter: "Krai",
      system: "rpi4-tflite-v2.7.1-ruy",
    });
    expect(found?.notes?.[0]).toContain("not verified by MLCommons Association");
    const older = candidates.filter((one) => one.notes?.some((note) => note.startsWith("older software")));
    expect(older).toHaveLength(13);
  });

  // Medians: Python's statistics.median over post_power_w of the newest rows.
  test("takes one idle power per board, the median of its rows", () => {
    const medians = idlePower.map(({ device, submitter, median, rows }) => [
      device,
      submitter,
      rows,
      Number(median.toFixed(4)),
    ]);
    expect(medians).toEqual([
      ["firefly-rk3588s", "Krai", 282, 2.2195],
      ["jetson-agx-orin", "Krai", 107, 13.13],
      ["jetson-agx-orin", "cTuning", 164, 14.9475],
      ["jetson-agx-xavier", "Krai", 188, 6.64],
      ["odroid-n2+", "Krai", 282, 2.348],
      ["raspberry-pi-4", "Krai", 188, 2.88],
    ]);
    const pi = candidates.filter((one) => one.device === "raspberry-pi-4");
    expect(new Set(pi.map((one) => one.idlePower))).toEqual(new Set([2.88]));
    expect(notices.filter((notice) => notice.code === "idle-power")).toHaveLength(6);
    expect(notices.at(-1)?.message).toContain("2.82 W and 4.12 W");
  });

  test("never takes an idle power above a row's own mean power", () => {
    const power = new Map(newest.measurements.map((row) => [row.id, row.power ?? 0]));
    expect(candidates.every(({ id, idlePower: idle = 0 }) => idle < (power.get(id) ?? 0))).toBe(true);
  });

  test("gives each row's own idle power, or none, when asked", () => {
    const own = toCandidates(newest.measurements, { idlePower: "row" });
    expect(own.candidates.map((one) => one.idlePower)).toEqual(newest.measurements.map((row) => row.idlePower));
    expect(own.idlePower).toEqual([]);
    const none = toCandidates(newest.measurements, { idlePower: "none" });
    expect(none.candidates.some((one) => "idlePower" in one)).toBe(false);
  });
});

describe("toCandidates", () => {
  test("leaves out rows without energy or accuracy, and says which", () => {
    const rows = readDataset("mlperf-tiny").measurements;
    const made = toCandidates(rows);
    expect(made.candidates).toHaveLength(125);
    expect(made.notices[0]).toMatchObject({ code: "incomplete-measurements", count: 311 });
  });

  test("numbers repeated runs instead of averaging them", () => {
    const row: Measurement = {
      id: "t:1",
      model: "m",
      task: "t",
      device: "d",
      configuration: { backend: "b", software: "s" },
      energy: 1,
      accuracy: 0.5,
      source: { dataset: "t", row: 1, licence: "none", time: "2022-01-02" },
    };
    const again = { ...row, id: "t:2", energy: 3, source: { ...row.source, row: 2, time: "2022-01-01" } };
    const other = { ...row, id: "t:3", model: "n" };
    const made = toCandidates([row, again, other]).candidates;
    expect(made.map(({ energy, keys }) => [energy, keys["repeat"]])).toEqual([
      [1, 2],
      [3, 1],
      [1, undefined],
    ]);
  });

  test("keeps the idle power of rounds apart: the Pi of v1.0 ran with a fan", () => {
    const pi = where(readDataset("mlperf-inference-edge-open").measurements, { device: "raspberry-pi-4" });
    const idle = new Map(toCandidates(pi).idlePower.map(({ round, median }) => [round, median]));
    expect(idle.get("v1.0")).toBeGreaterThan(3.8);
    expect(idle.get("v2.0")).toBeLessThan(2.9);
  });
});
