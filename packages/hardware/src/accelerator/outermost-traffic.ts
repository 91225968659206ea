import type { AcceleratorCore, Network, Tensor } from "@joulebook/core";
import { deployedBits } from "./deployed-bits.js";

/** Tensors that cross the port of a core's outermost memory once: words of its full width, and what they cost in joules and cycles. */
export function outermostTraffic(
  { tensors }: Network,
  core: AcceleratorCore,
  { read, written }: { readonly read: readonly number[]; readonly written: readonly number[] },
  bits: number | undefined,
): { readonly energy: number; readonly cycles: number } {
  const memory = core.memories.at(-1);
  if (memory === undefined) return { energy: 0, cycles: 0 };
  const bitsOf = (indices: readonly number[]): number =>
    indices.reduce((total, index) => {
      const tensor = tensors[index] as Tensor;
      return total + tensor.shape.reduce((product, extent) => product * extent, deployedBits(tensor.bits, bits));
    }, 0);
  const width = (direction: "to-low" | "from-low"): number =>
    memory.ports.find(({ links }) => links.some((link) => link.direction === direction))?.widthBits ?? 64;
  const [reads, writes] = [Math.ceil(bitsOf(read) / width("to-low")), Math.ceil(bitsOf(written) / width("from-low"))];
  return { energy: reads * memory.readEnergy + writes * memory.writeEnergy, cycles: reads + writes };
}
