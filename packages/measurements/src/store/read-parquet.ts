import { closeSync, openSync, readSync, statSync } from "node:fs";
import type { AsyncBuffer, FileMetaData, RowGroup } from "hyparquet";

/** A run of rows of a Parquet file, by column. */
export interface ParquetRows {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, ArrayLike<unknown>>;
}

/** Whether a row group can hold rows that are wanted, by its smallest and largest text of a column. */
export type GroupFilter = (column: string, range: { readonly min: string; readonly max: string }) => boolean;

/**
 * The rows of a Parquet file, row group by row group; groups that the filter rules out are not read.
 *
 * @throws Error when the file is no Parquet file, or is damaged
 */
export async function readParquet(
  path: string,
  { only }: { readonly only?: GroupFilter } = {},
): Promise<readonly ParquetRows[]> {
  const { parquetMetadataAsync, parquetRead } = await import("hyparquet");
  const descriptor = openSync(path, "r");
  try {
    const file = fileBuffer(descriptor, statSync(path).size);
    const metadata = await parquetMetadataAsync(file);
    const found: ParquetRows[] = [];
    let start = 0;
    for (const group of metadata.row_groups) {
      const rows = Number(group.num_rows);
      if (wanted(group, only)) found.push(await readGroup(parquetRead, file, metadata, { start, rows }));
      start += rows;
    }
    return found;
  } finally {
    closeSync(descriptor);
  }
}

type Read = typeof import("hyparquet").parquetRead;

async function readGroup(
  read: Read,
  file: AsyncBuffer,
  metadata: FileMetaData,
  { start, rows }: { readonly start: number; readonly rows: number },
): Promise<ParquetRows> {
  const columns = new Map<string, ArrayLike<unknown>>();
  const parts = new Map<string, { readonly at: number; readonly data: ArrayLike<unknown> }[]>();
  await readBehindGate(file, (gated) =>
    read({
      file: gated,
      metadata,
      rowStart: start,
      rowEnd: start + rows,
      onChunk: ({ columnName, columnData, rowStart }) => {
        const part = { at: rowStart - start, data: columnData as ArrayLike<unknown> };
        const before = parts.get(columnName);
        if (before === undefined) parts.set(columnName, [part]);
        else before.push(part);
      },
    }),
  );
  for (const [name, chunks] of parts) {
    const [first] = chunks;
    columns.set(name, chunks.length === 1 && first !== undefined ? first.data : joined(chunks, rows));
  }
  return { rows, columns };
}

/**
 * Reads with a file that gives nothing before every column was asked for. The reader starts all columns of a damaged file and may throw
 * while it does so: a column that had begun by then would fail with nobody listening, and end the process.
 */
async function readBehindGate(file: AsyncBuffer, read: (gated: AsyncBuffer) => Promise<void>): Promise<void> {
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const slice = async (start: number, end?: number): Promise<ArrayBuffer> => {
    await gate;
    return file.slice(start, end);
  };
  let failed = false;
  const reading = read({ byteLength: file.byteLength, slice });
  reading.catch(() => {
    failed = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  if (!failed) open();
  await reading;
}

function joined(
  chunks: readonly { readonly at: number; readonly data: ArrayLike<unknown> }[],
  rows: number,
): ArrayLike<unknown> {
  const all: unknown[] = Array.from({ length: rows });
  for (const { at, data } of chunks) for (let index = 0; index < data.length; index++) all[at + index] = data[index];
  return all;
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

function fileBuffer(descriptor: number, byteLength: number): AsyncBuffer {
  return {
    byteLength,
    slice(start: number, end: number = byteLength): ArrayBuffer {
      const bytes = new Uint8Array(Math.max(0, end - start));
      let done = 0;
      while (done < bytes.length) {
        const count = readSync(descriptor, bytes, done, bytes.length - done, start + done);
        if (count === 0) throw new Error("the file ends too early");
        done += count;
      }
      return bytes.buffer;
    },
  };
}

/**
 * The rows of a Parquet file in memory as records.
 *
 * @throws Error when it is no Parquet file, is damaged, or packed otherwise than with Snappy
 */
export async function parquetRows(bytes: Uint8Array): Promise<readonly object[]> {
  const { parquetMetadataAsync, parquetRead } = await import("hyparquet");
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const file = { byteLength: buffer.byteLength, slice: (start: number, end?: number) => buffer.slice(start, end) };
  const metadata = await parquetMetadataAsync(file);
  let rows: readonly object[] = [];
  await readBehindGate(file, (gated) =>
    parquetRead({
      file: gated,
      metadata,
      rowFormat: "object",
      onComplete: (found: readonly object[]) => {
        rows = found;
      },
    }),
  );
  return rows;
}
