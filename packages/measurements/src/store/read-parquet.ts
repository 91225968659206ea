import type { AsyncBuffer } from "hyparquet";

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
