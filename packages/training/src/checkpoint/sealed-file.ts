import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { InputError } from "@joulebook/core";
import { writeFileAtomic } from "@joulebook/runtime";

/** A JSON header and arrays of single-precision numbers. */
export interface Sealed<T> {
  readonly header: T;
  readonly arrays: readonly Float32Array[];
}

const magic = "JBTRAIN";
const version = 1;
const prefixBytes = magic.length + 6;
const hashBytes = 32;

/**
 * Writes a checked file under a temporary name and renames it: a crash or a full disk leaves the last good one.
 * Layout: magic, version (u16), header length (u32), header (JSON), arrays (float32), SHA-256 of all before it; little-endian.
 *
 * @throws InputError `cannot-write`, e.g. for a full disk
 */
export async function writeSealed<T>(file: string, { header, arrays }: Sealed<T>): Promise<void> {
  const text = Buffer.from(JSON.stringify({ header, lengths: arrays.map(({ length }) => length) }), "utf8");
  const prefix = Buffer.alloc(prefixBytes);
  prefix.write(magic, "latin1");
  prefix.writeUInt16LE(version, magic.length);
  prefix.writeUInt32LE(text.length, magic.length + 2);
  const bodies = arrays.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
  const hash = createHash("sha256");
  for (const part of [prefix, text, ...bodies]) hash.update(part);
  await writeFileAtomic(file, Buffer.concat([prefix, text, ...bodies, hash.digest()]));
}

/**
 * Reads such a file; undefined when there is none. `what` begins the names of its errors.
 *
 * @throws InputError `<what>-truncated`, `<what>-corrupt` or `<what>-version`
 */
export async function readSealed<T>(file: string, what: string): Promise<Sealed<T> | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  if (bytes.length < prefixBytes + hashBytes)
    throw unusable(file, what, "truncated", `it has only ${bytes.length} bytes`);
  if (bytes.toString("latin1", 0, magic.length) !== magic)
    throw unusable(file, what, "corrupt", "it does not begin as one");
  const found = bytes.readUInt16LE(magic.length);
  if (found !== version)
    throw unusable(file, what, "version", `it has version ${found}, this program reads ${version}`);
  const headerEnd = prefixBytes + bytes.readUInt32LE(magic.length + 2);
  if (headerEnd + hashBytes > bytes.length) throw unusable(file, what, "truncated", "its header is not whole");
  const parsed = parseHeader<T>(bytes.subarray(prefixBytes, headerEnd));
  if (parsed === undefined) throw unusable(file, what, "corrupt", "its header cannot be read");
  const { header, lengths } = parsed;
  const expected = headerEnd + lengths.reduce((sum, length) => sum + 4 * length, 0) + hashBytes;
  if (bytes.length < expected) throw unusable(file, what, "truncated", `it has ${bytes.length} of ${expected} bytes`);
  const digest = createHash("sha256")
    .update(bytes.subarray(0, expected - hashBytes))
    .digest();
  if (bytes.length > expected || !digest.equals(bytes.subarray(expected - hashBytes))) {
    throw unusable(file, what, "corrupt", "its checksum does not match");
  }
  let at = headerEnd;
  const arrays = lengths.map((length) => {
    const copy = new Float32Array(length);
    new Uint8Array(copy.buffer).set(bytes.subarray(at, at + 4 * length));
    at += 4 * length;
    return copy;
  });
  return { header, arrays };
}

/** The error for a file that cannot be used. */
export function unusable(file: string, what: string, kind: string, why: string): InputError {
  const problem = { code: `${what}-${kind}`, message: `the ${what} cannot be used: ${why}`, file };
  return new InputError([{ ...problem, fix: "remove it and train again from the beginning" }]);
}

function parseHeader<T>(bytes: Buffer): { readonly header: T; readonly lengths: readonly number[] } | undefined {
  try {
    const value = JSON.parse(bytes.toString("utf8")) as { readonly header: T; readonly lengths: readonly number[] };
    const good =
      Array.isArray(value.lengths) && value.lengths.every((length) => Number.isSafeInteger(length) && length >= 0);
    return good ? value : undefined;
  } catch {
    return undefined;
  }
}
