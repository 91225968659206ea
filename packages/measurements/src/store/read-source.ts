import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { InputError, type Problem } from "@joulebook/core";
import { contentHash } from "@joulebook/runtime";

/** A file that is to be ingested: its bytes as they were read once, and unpacked. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Of the file as it is on the disk. */
  readonly sha256: string;
  readonly size: number;
}

/** Larger files are refused: split them. */
const largest = 1024 ** 3;

/**
 * Reads a file whole, and unpacks gzip. Hash and content are of the same bytes.
 *
 * @throws InputError when it cannot be read, is too large (unpacked, too) or changes meanwhile
 */
export async function readSource(path: string, maxBytes: number = largest): Promise<SourceFile> {
  const packed = await readWhole(path, maxBytes);
  const sha256 = contentHash(packed);
  const bytes = packed[0] === 0x1f && packed[1] === 0x8b ? await unpacked(path, packed, maxBytes) : packed;
  return { path, bytes, sha256, size: packed.length };
}

async function readWhole(path: string, maxBytes: number): Promise<Buffer> {
  try {
    const file = await open(path, "r");
    try {
      const before = await file.stat();
      if (!before.isFile())
        throw refused(path, { code: "cannot-read", message: "cannot read the file: it is no regular file" });
      if (before.size > maxBytes) throw tooLarge(path, maxBytes);
      const bytes = await file.readFile();
      const after = await file.stat();
      if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || bytes.length !== after.size)
        throw refused(path, {
          code: "changed-while-read",
          message: "the file was written to while it was read",
          fix: "wait until it is complete, then ingest it again",
        });
      return bytes;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw refused(path, { code: "cannot-read", message: `cannot read the file: ${meanings[code] ?? message}` });
  }
}

/** Tables grow 3 to 20 times when they are unpacked; deflate's limit is 1032. */
const largestRatio = 200;
const ratioAfter = 64 << 20;

async function unpacked(path: string, bytes: Buffer, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  try {
    gunzip.end(bytes);
    for await (const part of gunzip as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > maxBytes) throw tooLarge(path, maxBytes);
      if (size > ratioAfter && size > largestRatio * bytes.length)
        throw refused(path, {
          code: "too-large",
          message: `the packed file of ${bytes.length} bytes grows beyond ${size} bytes`,
          expected: `at most ${largestRatio} times its size`,
          fix: "unpack it first if it is a table",
        });
      parts.push(part);
    }
    return Buffer.concat(parts, size);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw refused(path, {
      code: "bad-gzip",
      message: `cannot unpack the file: ${(error as Error).message}`,
      fix: "was it cut off?",
    });
  } finally {
    gunzip.destroy();
  }
}

function tooLarge(path: string, maxBytes: number): InputError {
  return refused(path, {
    code: "too-large",
    message: "the file is too large",
    expected: `at most ${maxBytes} bytes, unpacked`,
    fix: "split it into several files",
  });
}

function refused(path: string, problem: Problem): InputError {
  return new InputError([{ ...problem, file: path }]);
}

const meanings: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "a part of its path is a file",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EPERM: "not permitted",
};
