/** Widest tensors that are computed as they are. */
const widest = 16;

/**
 * Bits that a tensor has on an accelerator: those given, else its own; tensors of more than 16 bits are what training tools write
 * (float32), not what an array computes, and count as the 8-bit tensors that they will be quantised to: 32 gives 8, 16 stays 16.
 */
export function deployedBits(own: number, given?: number): number {
  return given ?? (own > widest ? 8 : own);
}
