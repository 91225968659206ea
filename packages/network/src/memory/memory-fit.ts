import type { Bytes } from "@joulebook/core";

/** A memory of a device against what a network needs of it. */
export interface MemoryFit {
  readonly needed: Bytes;
  /** Undefined: nobody said how much there is. */
  readonly available?: Bytes;
  readonly fits?: boolean;
  /** How much is missing; 0 where it fits. */
  readonly shortfall?: Bytes;
}

export interface MemoryFits {
  /** Weights against flash. */
  readonly flash: MemoryFit;
  /** Activations (the arena) against SRAM. */
  readonly sram: MemoryFit;
}

/**
 * Whether a network fits a device: its weights in flash, its arena in SRAM; code and stacks take more of both.
 *
 * @throws RangeError if a size is negative or no number
 * @example memoryFits({ weightBytes: 90_000, arenaBytes: 20_000 }, { flash: 80_000 }).flash.shortfall // => 10000
 */
export function memoryFits(
  { weightBytes, arenaBytes }: { readonly weightBytes: Bytes; readonly arenaBytes: Bytes },
  { flash, sram }: { readonly flash?: Bytes; readonly sram?: Bytes },
): MemoryFits {
  return { flash: memoryFit("flash", weightBytes, flash), sram: memoryFit("sram", arenaBytes, sram) };
}

function memoryFit(name: string, needed: Bytes, available: Bytes | undefined): MemoryFit {
  for (const size of [needed, available ?? 0]) {
    if (!(size >= 0)) throw new RangeError(`memoryFits: ${name} must be a size, got ${size}`);
  }
  if (available === undefined) return { needed };
  return { needed, available, fits: needed <= available, shortfall: Math.max(0, needed - available) };
}
