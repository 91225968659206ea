import { isUtf8 } from "node:buffer";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import type { Bytes } from "@joulebook/core";
import { InputError } from "@joulebook/core";
import { contentHash } from "./content-hash.js";

/** A text file as it was read: the text and the hash are of the same bytes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
  /** Size in bytes, byte order mark included. */
  readonly size: Bytes;
  /** SHA-256 of the bytes. */
  readonly hash: string;
}

export interface ReadTextOptions {
  /** Larger files are refused; default 256 MiB. */
  readonly maxBytes?: Bytes;
}

/**
 * Reads a UTF-8 text file whole; a byte order mark is dropped. Reads at most `maxBytes` even of endless devices and pipes.
 *
 * @throws InputError `cannot-read` (missing, a folder, not permitted), `too-large`, or `not-utf8` with line and column
 */
export async function readTextFile(
  path: string,
  { maxBytes = 256 * 1024 * 1024 }: ReadTextOptions = {},
): Promise<TextFile> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error);
  });
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw unreadable(path, { code: "EISDIR", message: "" });
    if (stats.size > maxBytes) throw tooLarge(path, maxBytes, stats.size);
    const bytes = await readAtMost(file, maxBytes).catch((error: NodeJS.ErrnoException) => {
      throw unreadable(path, error);
    });
    if (bytes.length > maxBytes) throw tooLarge(path, maxBytes);
    checkUtf8(path, bytes);
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    const text = bytes.toString("utf8", marked ? 3 : 0);
    return { path, text, size: bytes.length, hash: contentHash(bytes) };
  } finally {
    await file.close();
  }
}

/** All bytes, or one more than the limit. */
async function readAtMost(file: FileHandle, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let total = 0;
  while (total <= limit) {
    const part = Buffer.allocUnsafe(Math.min(1 << 20, limit + 1 - total));
    const { bytesRead } = await file.read(part, 0, part.length, null);
    if (bytesRead === 0) break;
    parts.push(part.subarray(0, bytesRead));
    total += bytesRead;
  }
  return Buffer.concat(parts, total);
}

function checkUtf8(path: string, bytes: Buffer): void {
  if (isUtf8(bytes)) return;
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0 && isUtf8(bytes.subarray(start, end)); end = bytes.indexOf(10, start)) {
    start = end + 1;
    line += 1;
  }
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  throw new InputError([
    {
      code: "not-utf8",
      message: utf16 ? "the file is UTF-16 text" : "the file is not UTF-8 text",
      file: path,
      line,
      column: firstInvalid(bytes.subarray(start)) + 1,
      expected: "UTF-8 text",
      fix: "save it as UTF-8 (a packed file must be unpacked first)",
    },
  ]);
}

/** Number of whole characters before the first byte that is not UTF-8. */
function firstInvalid(bytes: Buffer): number {
  const replaced = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  let offset = 0;
  let count = 0;
  for (const character of replaced) {
    const encoded = Buffer.from(character, "utf8");
    if (bytes.compare(encoded, 0, encoded.length, offset, Math.min(bytes.length, offset + encoded.length)) !== 0) break;
    offset += encoded.length;
    count += 1;
  }
  return count;
}

function tooLarge(path: string, limit: number, size?: number): InputError {
  const found = size === undefined ? "more" : `${size} bytes`;
  return new InputError([
    {
      code: "too-large",
      message: `the file is too large (${found})`,
      file: path,
      expected: `at most ${limit} bytes`,
      fix: "split it into several files",
    },
  ]);
}

function unreadable(
  path: string,
  { code = "", message }: { readonly code?: string | undefined; message: string },
): InputError {
  const why = meanings[code] ?? message;
  return new InputError([{ code: "cannot-read", message: `cannot read the file: ${why}`, file: path }]);
}

const meanings: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "a part of its path is a file",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EPERM: "not permitted",
  ELOOP: "its links lead in a circle",
};
