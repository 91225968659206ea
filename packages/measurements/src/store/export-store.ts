import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Measurement } from "@joulebook/core";
import { contentHash, writeFilesAtomic } from "@joulebook/runtime";
import { storedColumns } from "../tables/stored-columns.js";
import { toCsv } from "../to-csv.js";
import { readStore, type StoredDataset, storedDatasets } from "./read-store.js";
import { defaultStore } from "./store-folder.js";
import { storedValues } from "./stored-row.js";

export interface ExportOptions {
  readonly store?: string;
  /** Datasets to export; all when absent. */
  readonly datasets?: readonly string[];
  readonly format: "csv" | "jsonl" | "parquet";
  /** Folder for the files; made when it is not there. */
  readonly folder: string;
}

export interface ExportedFile {
  readonly path: string;
  readonly kind: "csv" | "jsonl" | "parquet" | "json";
  readonly sha256: string;
  readonly bytes: number;
}

interface Resource {
  readonly name: string;
  readonly content: Uint8Array;
  readonly rows: number;
  readonly columns: readonly string[];
}

/**
 * Writes datasets of the store as files that other programs read, with a `datapackage.json` that says what their columns are. CSV has the
 * columns of the store, in SI units; JSON lines has one record (joulebook's Measurement) a line; Parquet is the store's files.
 *
 * @throws InputError when there is no store or dataset of that name, or a file cannot be written
 */
export async function exportStore(options: ExportOptions): Promise<readonly ExportedFile[]> {
  const { store = defaultStore, format, folder } = options;
  const { measurements, files } = await readStore({
    store,
    ...(options.datasets === undefined ? {} : { datasets: options.datasets }),
  });
  const ids = new Set(files.map(({ dataset }) => dataset));
  const sets = storedDatasets(store).filter(({ id }) => ids.has(id));
  const resources = sets.map((set) => {
    const rows = measurements
      .filter(({ source }) => source.dataset === set.id)
      .toSorted((a, b) => a.source.row - b.source.row);
    return { set, files: format === "parquet" ? parquet(store, set) : [text(set, rows, format)] };
  });
  const description = dataPackage(resources, format);
  const outputs = [
    ...resources.flatMap(({ files: parts }) => parts.map(({ name, content }) => ({ name, content, kind: format }))),
    { name: "datapackage.json", content: Buffer.from(description), kind: "json" as const },
  ];
  await writeFilesAtomic(outputs.map(({ name, content }) => ({ path: join(folder, name), content })));
  return outputs.map(({ name, content, kind }) => ({
    path: join(folder, name),
    kind,
    sha256: contentHash(content),
    bytes: content.length,
  }));
}

function text({ id }: StoredDataset, rows: readonly Measurement[], format: "csv" | "jsonl"): Resource {
  const records = rows.map(storedValues);
  const there = new Set(records.flatMap((record) => Object.keys(record)));
  const columns = storedColumns.map(({ name }) => name).filter((name) => there.has(name));
  const content =
    format === "csv" ? toCsv(records, { columns }) : rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  return { name: `${id}.${format}`, content: Buffer.from(content), rows: rows.length, columns };
}

function parquet(store: string, { id, files }: StoredDataset): readonly Resource[] {
  return files.map(({ path, rows }, index) => ({
    name: `${id}${files.length === 1 ? "" : `-${index + 1}`}.parquet`,
    content: readFileSync(join(store, path)),
    rows,
    columns: ["row", ...storedColumns.map(({ name }) => name)],
  }));
}

function dataPackage(
  sets: readonly { readonly set: StoredDataset; readonly files: readonly Resource[] }[],
  format: ExportOptions["format"],
): string {
  const resources = sets.flatMap(({ set, files }) =>
    files.map(({ name, content, rows, columns }) => ({
      name: name.slice(0, -format.length - 1),
      path: name,
      format,
      mediatype: mediaTypes[format],
      bytes: content.length,
      hash: `sha256:${contentHash(content)}`,
      rows,
      licenses: [{ name: set.licence }],
      sources: set.files.map(({ source }) => ({ title: source.name, hash: `sha256:${source.sha256}` })),
      ...(format === "jsonl"
        ? { recordSchema: "measurement.schema.json of @joulebook/core" }
        : { schema: { fields: fields(columns) } }),
    })),
  );
  return `${JSON.stringify({ name: "joulebook-export", title: "Measurements exported from a joulebook store", resources }, undefined, 2)}\n`;
}

const mediaTypes = {
  csv: "text/csv",
  jsonl: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
} as const;
const fieldTypes = { text: "string", number: "number", integer: "integer", flag: "boolean" } as const;

function fields(names: readonly string[]): readonly object[] {
  const row = { name: "row", type: "integer", title: "Number of the row within its dataset" };
  return names.flatMap((name) => {
    if (name === "row") return [row];
    const column = storedColumns.find((each) => each.name === name);
    if (column === undefined) return [];
    const { title, kind, unit } = column;
    return [{ name, type: fieldTypes[kind], title, ...(unit === undefined ? {} : { unit }) }];
  });
}
