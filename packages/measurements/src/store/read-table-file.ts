import { InputError } from "@joulebook/core";
import { delimitedHeader, readDelimitedRows } from "../tables/read-delimited-rows.js";
import { flatCells, type FlatRecords, jsonLines, readRecordRows } from "../tables/read-record-rows.js";
import { type TableRows, type TableRowsOptions, unreadable } from "../tables/row-collector.js";
import { parquetRows } from "./read-parquet.js";
import type { SourceFile } from "./read-source.js";

/** A table of any kind as columns of the store: delimited text, JSON lines or Parquet, told apart by their bytes and name. */
export async function readTableFile({ path, bytes }: SourceFile, options: TableRowsOptions): Promise<TableRows> {
  if (isParquet(bytes)) {
    const records = await parquetRecords(bytes);
    return records instanceof Error ? unreadable([damaged(records)]) : readRecordRows(records, options);
  }
  if (isJsonList(bytes)) return unreadable([jsonList]);
  return isJsonLines(path, bytes) ? readRecordRows(jsonLines(bytes), options) : readDelimitedRows(bytes, options);
}

/** The names of a table's columns. */
export async function tableHeader({ path, bytes }: SourceFile): Promise<readonly string[]> {
  if (isParquet(bytes)) {
    const records = await parquetRecords(bytes);
    return records instanceof Error ? [] : records.header;
  }
  if (isJsonList(bytes)) throw new InputError([{ ...jsonList, file: path }]);
  return isJsonLines(path, bytes) ? jsonLines(bytes).header : delimitedHeader(bytes);
}

function isParquet(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString("latin1") === "PAR1";
}

function isJsonLines(path: string, bytes: Uint8Array): boolean {
  return /\.(jsonl|ndjson)(\.gz)?$/i.test(path) || bytes[bytes[0] === 0xef ? 3 : 0] === 0x7b;
}

/** A list of objects in one: no header of a table begins so. */
function isJsonList(bytes: Uint8Array): boolean {
  return /^\ufeff?\s*\[\s*\{/.test(Buffer.from(bytes.subarray(0, 1000)).toString("utf8"));
}

const jsonList = {
  code: "json-list",
  message: "the file is one JSON list of objects",
  expected: "JSON lines: one object a line",
  fix: "jq --compact-output '.[]' list.json > lines.jsonl",
};

function damaged({ message }: Error): { readonly code: string; readonly message: string; readonly fix: string } {
  return {
    code: "bad-parquet",
    message: `the Parquet file cannot be read: ${message}`,
    fix: "was it cut off? Columns may be uncompressed or packed with Snappy",
  };
}

async function parquetRecords(bytes: Uint8Array): Promise<FlatRecords | Error> {
  try {
    const rows = await parquetRows(bytes);
    const header = new Set<string>();
    const records = rows.map((record, index) => {
      const cells = flatCells(record);
      for (const name of cells.keys()) header.add(name);
      return { line: index + 1, cells, text: () => [...cells.values()].join(",") };
    });
    return { header: [...header], rows: records, broken: [] };
  } catch (error) {
    return error as Error;
  }
}
