import type { Bytes } from "@joulebook/core";

/** A block of memory that is needed from one step to another, both inclusive. */
export interface BufferLifetime {
  readonly size: Bytes;
  readonly firstUse: number;
  readonly lastUse: number;
}
