import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/browser/esm/sync";
import { zooNetwork } from "@joulebook/network";
import { type FitRow, networkFeatures } from "../../src/index.js";

const table = new URL(
  "../../../measurements/data/mlperf-inference-edge-open/mlperf_open_edge_power.csv.gz",
  import.meta.url,
);

/** Rows of one board and software as the raw table has them, read apart from the package that makes the device files. */
export function openRows(device: string, software: string, quantity: "energy" | "latency"): readonly FitRow[] {
  const text = gunzipSync(readFileSync(table)).toString("utf8");
  const records = parse(text, { columns: true }) as readonly Readonly<Record<string, string>>[];
  return records
    .filter((record) => record["device"] === device && record["framework"] === software)
    .map((record) => {
      const model = record["model_id"] ?? "";
      const value =
        quantity === "energy" ? Number(record["energy_per_inference_j"]) : Number(record["mean_latency_ms"]) / 1e3;
      return { ...networkFeatures(zooNetwork(model)), network: model.replace(/-(fp32|int8)$/, ""), value };
    });
}
