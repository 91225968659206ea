import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stableJson } from "./stable-json.js";

/**
 * SHA-256 of text (as UTF-8) or bytes: 64 lower-case hexadecimal digits.
 *
 * @example contentHash("abc") // => "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
 */
export function contentHash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** SHA-256 of a file, read as a stream: its size does not matter. */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}

/** SHA-256 of a plain record: equal values have equal hashes, whatever the order of their keys. */
export function jsonHash(value: unknown): string {
  return contentHash(stableJson(value));
}
