import type { Bytes } from "@joulebook/core";

/** Bytes of a tensor; sub-byte elements are packed. */
export function tensorBytes({ shape, bits }: { readonly shape: readonly number[]; readonly bits: number }): Bytes {
  return Math.ceil((shape.reduce((product, extent) => product * extent, 1) * bits) / 8);
}
