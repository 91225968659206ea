import { describe, expect, test } from "vitest";
import { dataset, datasets } from "../src/datasets.js";

describe("datasets", () => {
  test("lists the fifteen tables with unique ids, licences, origins and rows", () => {
    const all = datasets();
    expect(all).toHaveLength(15);
    expect(new Set(all.map(({ id }) => id)).size).toBe(15);
    expect(new Set(all.map(({ licence }) => licence))).toEqual(new Set(["Apache-2.0", "BSD-3-Clause"]));
    expect(all.every(({ rows, sources, caveats }) => rows > 0 && sources.length > 0 && caveats.length > 0)).toBe(true);
  });

  test("gives the units of columns", () => {
    const { columns } = dataset("mlperf-inference-edge-open");
    const units = new Map(columns.map(({ name, unit }) => [name, unit]));
    expect(units.get("mean_latency_ms")).toBe("ms");
    expect(units.get("energy_per_inference_j")).toBe("J");
    expect(units.get("model_id")).toBeUndefined();
  });
});
