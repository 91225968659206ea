import { open } from "node:fs/promises";
import { InputError } from "@joulebook/core";

/** Bytes that can be read in any order. Readers in pure packages take this, so that they never touch a file system. */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  /** The bytes [offset, offset + length); a range outside the source is a RangeError. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** A byte source over a file; close it when done. */
export interface FileSource extends ByteSource {
  close(): Promise<void>;
}

/**
 * A byte source over bytes in memory; reads are views, not copies.
 *
 * @example await bufferSource(new Uint8Array([1, 2, 3])).read(1, 2) // => Uint8Array [2, 3]
 */
export function bufferSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    async read(offset, length) {
      checkRange(offset, length, bytes.length);
      return bytes.subarray(offset, offset + length);
    },
  };
}

/**
 * A byte source over a regular file. Its size is taken once; a file that shrinks while it is read is an error, never a
 * short answer.
 *
 * @throws InputError when the file is missing, a folder, or not a regular file
 */
export async function fileSource(path: string): Promise<FileSource> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error.code === "ENOENT" ? "no such file" : error.message);
  });
  const stats = await file.stat();
  if (!stats.isFile()) {
    await file.close();
    throw unreadable(path, stats.isDirectory() ? "it is a folder" : "it is not a regular file");
  }
  return {
    size: stats.size,
    async read(offset, length) {
      checkRange(offset, length, stats.size);
      const bytes = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
        if (bytesRead === 0) throw unreadable(path, `it became shorter while it was read (byte ${offset + filled})`);
        filled += bytesRead;
      }
      return bytes;
    },
    close: () => file.close(),
  };
}

function checkRange(offset: number, length: number, size: number): void {
  if (
    Number.isSafeInteger(offset) &&
    Number.isSafeInteger(length) &&
    offset >= 0 &&
    length >= 0 &&
    offset + length <= size
  )
    return;
  throw new RangeError(`read: bytes ${offset} to ${offset + length} must lie in 0 to ${size}`);
}

function unreadable(path: string, why: string): InputError {
  return new InputError([{ code: "cannot-read", message: `cannot read the file: ${why}`, file: path }]);
}
