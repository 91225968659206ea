import { type FileHandle, open } from "node:fs/promises";
import type { ColumnMetaData, RowGroup } from "hyparquet";
import type { ColumnChunk } from "./column-pages.js";

/** A row group of a Parquet file: its bytes are in memory, and nothing of it is decoded. */
export interface ParquetGroup {
  readonly rows: number;
  /** The bytes of its columns by their names. */
  readonly chunks: ReadonlyMap<string, ColumnChunk>;
}

/** Whether a row group can hold rows that are wanted, by its smallest and largest text of a column. */
export type GroupFilter = (column: string, range: { readonly min: string; readonly max: string }) => boolean;

/**
 * The row groups of a flat Parquet file; those that the filter rules out are not read.
 *
 * @throws Error when the file is no Parquet file, or its list of contents is damaged
 */
export async function parquetGroups(
  path: string,
  { only }: { readonly only?: GroupFilter } = {},
): Promise<readonly ParquetGroup[]> {
  const { parquetMetadataAsync } = await import("hyparquet/src/metadata.js");
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const slice = (start: number, end: number = size): Promise<ArrayBuffer> => bytesOf(handle, start, end);
    const { schema, row_groups } = await parquetMetadataAsync({ byteLength: size, slice });
    const required = new Set(schema.filter((column) => column.repetition_type === "REQUIRED").map(({ name }) => name));
    const groups: ParquetGroup[] = [];
    for (const group of row_groups) if (wanted(group, only)) groups.push(await readGroup(group, required, slice));
    return groups;
  } finally {
    await handle.close();
  }
}

async function readGroup(
  { num_rows, columns }: RowGroup,
  required: ReadonlySet<string>,
  read: (start: number, end: number) => Promise<ArrayBuffer>,
): Promise<ParquetGroup> {
  const found = columns.flatMap(({ meta_data }) => (meta_data === undefined ? [] : [meta_data]));
  const ranges = found.map(rangeOf);
  const first = Math.min(...ranges.map(({ start }) => start));
  const bytes = found.length === 0 ? new ArrayBuffer(0) : await read(first, Math.max(...ranges.map(({ end }) => end)));
  const chunks = new Map<string, ColumnChunk>();
  for (const column of found) {
    const { start, end } = rangeOf(column);
    const name = column.path_in_schema.join(".");
    if (column.codec !== "UNCOMPRESSED") throw new Error(`column ${name} is compressed`);
    const view = new DataView(bytes, start - first, end - start);
    chunks.set(name, { view, type: column.type, nullable: !required.has(name) });
  }
  return { rows: Number(num_rows), chunks };
}

/** Bytes of a column in the file: its dictionary, where it has one, lies before its pages. */
function rangeOf({ dictionary_page_offset, data_page_offset, total_compressed_size }: ColumnMetaData): {
  readonly start: number;
  readonly end: number;
} {
  const start = Number(dictionary_page_offset ?? data_page_offset);
  return { start, end: start + Number(total_compressed_size) };
}

function wanted(group: RowGroup, only: GroupFilter | undefined): boolean {
  if (only === undefined) return true;
  return group.columns.every(({ meta_data }) => {
    const { statistics, path_in_schema } = meta_data ?? {};
    const min = statistics?.min_value;
    const max = statistics?.max_value;
    const name = path_in_schema?.[0];
    return typeof min !== "string" || typeof max !== "string" || name === undefined || only(name, { min, max });
  });
}

async function bytesOf(handle: FileHandle, start: number, end: number): Promise<ArrayBuffer> {
  if (!(start >= 0 && start <= end)) throw new Error("its list of contents is damaged");
  const bytes = new Uint8Array(end - start);
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done, start + done);
    if (bytesRead === 0) throw new Error("the file ends too early");
    done += bytesRead;
  }
  return bytes.buffer;
}
