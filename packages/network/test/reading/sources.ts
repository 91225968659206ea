import { readFileSync } from "node:fs";
import type { Network } from "@joulebook/core";
import type { ByteSource } from "../../src/index.js";

const golden = new URL("../golden/", import.meta.url);

/** A source over bytes, which refuses what lies outside. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > bytes.length)
        throw new Error(`read outside: ${offset} + ${length} of ${bytes.length}`);
      return bytes.subarray(offset, offset + length);
    },
  };
}

/** Bytes of a file below test/golden. */
export function goldenBytes(path: string): Uint8Array {
  return readFileSync(new URL(path, golden));
}

export function goldenJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, golden), "utf8"));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function totals(network: Network): { readonly macs: number; readonly params: number } {
  return { macs: sum(network.layers.map(({ macs }) => macs)), params: sum(network.layers.map(({ params }) => params)) };
}
