import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type CsvTable, parseCsvTable } from "./csv-table.js";
import { dataFolder } from "./data-folder.js";
import type { Dataset } from "./datasets.js";

/** The CSV text of a shipped table, byte for byte as its source has it. */
export function datasetText(dataset: Pick<Dataset, "path" | "compressed">): string {
  const bytes = readFileSync(new URL(dataset.path, dataFolder));
  return (dataset.compressed ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** The cells of a shipped table. */
export function datasetTable(dataset: Pick<Dataset, "path" | "compressed">): CsvTable {
  return parseCsvTable(datasetText(dataset));
}
