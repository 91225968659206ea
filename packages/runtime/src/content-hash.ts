import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { stableJson } from "./stable-json.js";

/**
 * SHA-256 of text (as UTF-8) or bytes: 64 lower-case hexadecimal digits.
 *
 * @example contentHash("abc") // => "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
 */
export function contentHash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Files up to here are read at once, larger ones as a stream of such pieces. */
const piece = 2 ** 20;

/** SHA-256 of a file; its size does not matter. */
export async function fileHash(path: string): Promise<string> {
  if ((await stat(path)).size <= piece) return contentHash(await readFile(path));
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: piece })) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}

/** SHA-256 of a plain record: equal values have equal hashes, whatever the order of their keys. */
export function jsonHash(value: unknown): string {
  return contentHash(stableJson(value));
}
