import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { type Bytes, InputError } from "@joulebook/core";
import type { BlockReader, LogHead } from "./log-sink.js";

/** What was read. */
export interface ReadFacts {
  readonly bytes: Bytes;
  readonly sha256: string;
  /** The file changed its size while it was read: only what was there at the beginning counts. */
  readonly grew: boolean;
}

/** Bytes that one read takes, and the longest line that is kept. */
const chunkBytes = 1 << 20;
const longestLine = 1 << 20;
/** Packed logs grow 5 to 20 times; deflate's limit is 1032. */
const largestRatio = 200;
const ratioAfter = 64 << 20;

/**
 * Reads a file as blocks of whole lines, in memory that does not depend on its size: at most as many bytes as the file had
 * when it was opened. Files that begin as gzip are unpacked. A byte order mark is dropped.
 *
 * @throws InputError for what cannot be read: missing, a folder, a pipe, UTF-16, a packed file that grows out of proportion
 */
export async function readBlocks(
  path: string,
  reader: BlockReader,
  { binary = false }: { readonly binary?: boolean } = {},
): Promise<ReadFacts> {
  const file = await openLog(path);
  try {
    const { size } = await file.stat();
    const hash = createHash("sha256");
    const packed = await isGzip(file);
    const source = packed ? unpacked(path, size, hash) : plain(file, size, hash);
    await assemble(source, reader, { binary, path });
    const after = await file.stat();
    return { bytes: size, sha256: hash.digest("hex"), grew: after.size !== size };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== undefined && /^Z_|ERR_STREAM_PREMATURE/.test(code))
      throw bad(path, "bad-gzip", "the packed file is damaged or cut off", { fix: "unpack it with gzip -d and look" });
    throw error;
  } finally {
    await file.close();
  }
}

/** The first 64 KiB of a log, unpacked. */
export async function readHead(path: string): Promise<LogHead> {
  const file = await openLog(path);
  try {
    const { size } = await file.stat();
    const source = (await isGzip(file)) ? unpacked(path, size) : plain(file, Math.min(size, 1 << 16));
    for await (const { bytes, end } of source) {
      byteOrderMark(bytes, longestLine, path);
      const head = Buffer.from(bytes.subarray(longestLine, Math.min(end, longestLine + (1 << 16))));
      return { bytes: head, text: head.toString("latin1").replace(/^\u00ef\u00bb\u00bf/, "") };
    }
    return { bytes: Buffer.alloc(0), text: "" };
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw bad(path, "bad-gzip", "the packed file is damaged or cut off", {});
  } finally {
    await file.close();
  }
}

interface Chunk {
  /** The first `longestLine` bytes are free for what was left of the chunk before. */
  readonly bytes: Buffer;
  readonly end: number;
}

type Hash = ReturnType<typeof createHash>;

async function* plain(file: FileHandle, size: number, hash?: Hash): AsyncGenerator<Chunk> {
  const buffers = [0, 1].map(() => Buffer.allocUnsafeSlow(longestLine + chunkBytes));
  const read = (turn: number, position: number): Promise<{ bytesRead: number }> =>
    file.read(buffers[turn & 1] as Buffer, longestLine, Math.min(chunkBytes, size - position), position);
  let position = 0;
  let next = size > 0 ? read(0, 0) : undefined;
  for (let turn = 0; next !== undefined; turn++) {
    const { bytesRead } = await next;
    if (bytesRead === 0) return;
    position += bytesRead;
    next = position < size ? read(turn + 1, position) : undefined;
    const bytes = buffers[turn & 1] as Buffer;
    hash?.update(bytes.subarray(longestLine, longestLine + bytesRead));
    yield { bytes, end: longestLine + bytesRead };
  }
}

async function* unpacked(path: string, size: number, hash?: Hash): AsyncGenerator<Chunk> {
  const bytes = Buffer.allocUnsafeSlow(longestLine + chunkBytes);
  const packed = createReadStream(path, { end: Math.max(0, size - 1) });
  packed.on("data", (part) => hash?.update(part));
  const gunzip = createGunzip({ chunkSize: chunkBytes / 4 });
  packed.on("error", (error) => gunzip.destroy(error));
  let total = 0;
  try {
    for await (const part of packed.pipe(gunzip) as AsyncIterable<Buffer>) {
      total += part.length;
      if (total > ratioAfter && total > largestRatio * size)
        throw bad(path, "too-large", `the packed file of ${size} bytes grows beyond ${total} bytes`, {
          expected: `at most ${largestRatio} times its size`,
          fix: "unpack it first if it is a log",
        });
      part.copy(bytes, longestLine);
      yield { bytes, end: longestLine + part.length };
    }
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

async function assemble(
  source: AsyncIterable<Chunk>,
  reader: BlockReader,
  { binary, path }: { readonly binary: boolean; readonly path: string },
): Promise<void> {
  let left: Buffer = Buffer.alloc(0);
  let first = true;
  let skipping = false;
  const carry = Buffer.allocUnsafeSlow(longestLine);
  for await (const { bytes, end } of source) {
    let start = longestLine - left.length;
    left.copy(bytes, start);
    if (first) {
      if (!binary) start += byteOrderMark(bytes, start, path);
      first = false;
    }
    if (skipping) {
      const stop = bytes.indexOf(10, start);
      if (stop < 0 || stop >= end) continue;
      start = stop + 1;
      skipping = false;
    }
    const last = binary ? end : bytes.lastIndexOf(10, end - 1) + 1;
    const whole = Math.max(start, last);
    if (whole > start) reader.block(bytes, start, whole, false);
    if (end - whole >= longestLine) {
      reader.longLine();
      skipping = true;
      left = carry.subarray(0, 0);
    } else {
      bytes.copy(carry, 0, whole, end);
      left = carry.subarray(0, end - whole);
    }
  }
  if (left.length > 0) reader.block(left, 0, left.length, true);
  reader.end();
}

function byteOrderMark(bytes: Buffer, start: number, path: string): number {
  const [a, b, c] = [bytes[start], bytes[start + 1], bytes[start + 2]];
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    throw bad(path, "not-utf8", "the file is UTF-16 text", { expected: "UTF-8 text", fix: "save it as UTF-8" });
  return a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
}

async function openLog(path: string): Promise<FileHandle> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    throw bad(path, "cannot-read", `cannot read the file: ${meanings[error.code ?? ""] ?? error.message}`, {});
  });
  const stats = await file.stat();
  if (stats.isFile()) return file;
  await file.close();
  const what = stats.isDirectory() ? "it is a folder" : "it is no regular file";
  throw bad(path, "cannot-read", `cannot read the file: ${what}`, { fix: "logs are read twice: write it to a file" });
}

async function isGzip(file: FileHandle): Promise<boolean> {
  const two = Buffer.alloc(2);
  await file.read(two, 0, 2, 0);
  return two[0] === 0x1f && two[1] === 0x8b;
}

function bad(file: string, code: string, message: string, more: { expected?: string; fix?: string }): InputError {
  return new InputError([{ code, message, file, ...more }]);
}

const meanings: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "a part of its path is a file",
  EACCES: "permission denied",
  EPERM: "not permitted",
  ELOOP: "its links lead in a circle",
};
