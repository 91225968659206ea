import { describe, expect, test } from "vitest";
import { recogniseColumn } from "../../src/tables/recognise-column.js";
import { storedColumns } from "../../src/tables/stored-columns.js";

/** What 1 in the file's unit is in the store. */
function meaning(header: string): string {
  const found = recogniseColumn(header);
  if (found === undefined) return "unknown";
  if (!("scale" in found)) return `${found.column.name}?`;
  return `${found.column.name} x ${found.scale.multiply / found.scale.divide}`;
}

describe("a column is recognised by its name and unit", () => {
  test.each([
    ["energy_mJ", "energy_j x 0.001"],
    ["Energy [mJ]", "energy_j x 0.001"],
    ["energy per inference (uJ)", "energy_j x 0.000001"],
    ["energyPerInference_nJ", "energy_j x 1e-9"],
    ["energy_per_inference_j", "energy_j x 1"],
    ["Energy (µJ)", "energy_j x 0.000001"],
    ["energy_mWh", "energy_j x 3.6"],
    ["Latency (ms)", "latency_s x 0.001"],
    ["mean_latency_ms", "latency_s x 0.001"],
    ["p90_latency_ms", "latency_p90_s x 0.001"],
    ["inference_time_us", "latency_s x 0.000001"],
    ["avg_power_w", "power_w x 1"],
    ["Power [mW]", "power_w x 0.001"],
    ["accuracy_top1_percent", "accuracy x 0.01"],
    ["Top-1 (%)", "accuracy x 0.01"],
    ["accuracy", "accuracy x 1"],
    ["fps", "throughput_per_s x 1"],
    ["throughput_ips", "throughput_per_s x 1"],
    ["clock_MHz", "clock_hz x 1000000"],
    ["macs_millions", "macs x 1000000"],
    ["MACs (M)", "macs x 1000000"],
    ["params_millions", "params x 1000000"],
    ["peak_memory_KiB", "memory_bytes x 1024"],
    ["Board", "device x 1"],
    ["Model Name", "model x 1"],
  ])("%s", (header, expected) => {
    expect(meaning(header)).toBe(expected);
  });

  test("a unit that is missing, or that could be mega or milli, is asked for", () => {
    expect(["energy", "ENERGY_MJ", "latency", "power_ms", "throughput"].map(meaning)).toEqual([
      "energy_j?",
      "energy_j?",
      "latency_s?",
      "power_w?",
      "throughput_per_s?",
    ]);
  });

  test("FLOPs are no multiply-accumulates, and a name that only looks alike is unknown", () => {
    expect(["GFLOPs", "energetic", "x", "latency_jitter_ms"].map(meaning)).toEqual(Array(4).fill("unknown"));
  });

  test("every column of the store is its own name", () => {
    expect(storedColumns.map(({ name }) => meaning(name))).toEqual(storedColumns.map(({ name }) => `${name} x 1`));
  });
});
