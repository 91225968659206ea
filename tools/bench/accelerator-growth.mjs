import { readFileSync } from "node:fs";
import { join } from "node:path";
import { acceleratorCost, readAccelerator, readMapping } from "@joulebook/hardware";
import { zooNetwork } from "@joulebook/network";
import { workspace } from "../setup/workspace.mjs";

const folder = join(workspace, "packages", "hardware", "data", "accelerators");
/** @param {string} name */
const text = (name) => readFileSync(join(folder, name), "utf8");
const mapping = readMapping(text("tpu_like_mapping.yaml"), "tpu_like_mapping.yaml");
const { device } = readAccelerator(text("tpu_like.yaml"), "tpu_like.yaml");
const network = zooNetwork("resnet18");
const products = network.layers.filter(({ macs }) => macs > 0);

/**
 * `tpu_like` with further memories for inputs and outputs between its SRAM and main memory.
 *
 * @param {number} more
 */
function withMemories(more) {
  const [core] = device.cores;
  if (core === undefined) throw new Error("tpu_like has a core");
  const at = core.memories.findIndex(({ name }) => name === "sram_2MB");
  const sram = core.memories[at];
  if (sram === undefined) throw new Error("tpu_like has an SRAM");
  const added = Array.from({ length: more }, (_, k) => ({
    ...sram,
    name: `sram_${k + 2}`,
    sizeBits: sram.sizeBits * 2 ** (k + 1),
  }));
  const memories = [...core.memories.slice(0, at + 1), ...added, ...core.memories.slice(at + 1)];
  return { ...device, cores: [{ ...core, memories }] };
}

/**
 * What grows, how far, and the work at each size: other things stay as they are.
 *
 * @type {readonly { name: string, axis: string, sizes: readonly number[], work: (size: number) => () => unknown }[]}
 */
export const growths = [
  {
    name: "layers",
    axis: "Layers, each a convolution of its own size",
    sizes: [1, 2, 4, 8, 16],
    work: (size) => {
      // One of 3 x 3 with more and more channels, so that no two are alike and none is looked up.
      const base = products[1];
      const layers = Array.from({ length: size }, (_, k) => ({
        .../** @type {NonNullable<typeof base>} */ (base),
        loops: (base?.loops ?? []).map((loops) => ({ ...loops, outChannels: loops.outChannels * (k + 1) })),
      }));
      return () => acceleratorCost({ ...network, layers }, device, { mapping, convention: "zigzag" });
    },
  },
  {
    name: "loops",
    axis: "Temporal loops ordered",
    sizes: [3, 4, 5, 6, 7, 8, 10, 12],
    work: (size) => {
      const layers = products.slice(0, 2);
      return () => acceleratorCost({ ...network, layers }, device, { mapping, convention: "zigzag", mostLoops: size });
    },
  },
  {
    name: "memories",
    axis: "Memories on the way of inputs and outputs",
    sizes: [2, 3, 4, 5, 6],
    work: (size) => {
      const chip = withMemories(size - 2);
      return () =>
        acceleratorCost({ ...network, layers: products.slice(0, 8) }, chip, { mapping, convention: "zigzag" });
    },
  },
];
