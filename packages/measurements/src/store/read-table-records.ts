import { basename } from "node:path";
import { InputError, type Measurement } from "@joulebook/core";
import { deriveColumns } from "../tables/derive-columns.js";
import type { TableMapping } from "../tables/table-mapping.js";
import { readSource } from "./read-source.js";
import { readTableFile } from "./read-table-file.js";
import { storedRows } from "./stored-row.js";

/** A table's rows as records, without a store. */
export interface TableRecords {
  readonly measurements: readonly Measurement[];
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Reads a table as `ingestFiles` does, and keeps nothing.
 *
 * @throws InputError with every problem found
 */
export async function readTableRecords(path: string, mapping: TableMapping = {}): Promise<TableRecords> {
  const source = await readSource(path);
  const read = await readTableFile(source, { mapping });
  const rejected = read.rejected.flatMap(({ problems }) => problems);
  const problems = [...read.headerProblems, ...rejected].map((problem) => ({ ...problem, file: path }));
  if (problems.length > 0) throw new InputError(problems.slice(0, 100));
  const { columns } = deriveColumns(read.columns, read.rows);
  const row = storedRows((name) => columns.get(name), { dataset: basename(path), licence: "not stated" });
  const measurements = Array.from({ length: read.rows }, (_, index) => {
    const record = row(index);
    return { ...record, id: `${basename(path)}:${index + 1}`, source: { ...record.source, row: index + 1 } };
  });
  return { measurements, sha256: source.sha256, bytes: source.size };
}
