import { builtInDevice, networkCost } from "@joulebook/hardware";
import { weightBytes } from "@joulebook/network";
import { describe, expect, it } from "vitest";
import { exitCosts, type MobileBackbone, mobileExitNetwork, stagesOf } from "../../src/index.js";

/** The backbone of the trainer's one-shot network. */
const backbone: MobileBackbone = {
  stem: 12,
  blocks: [
    { expand: 1, channels: 12, stride: 2, kernel: 3 },
    { expand: 4, channels: 20, stride: 1, kernel: 3 },
    { expand: 4, channels: 20, stride: 1, kernel: 3 },
    { expand: 4, channels: 40, stride: 2, kernel: 3 },
    { expand: 4, channels: 40, stride: 1, kernel: 3 },
    { expand: 4, channels: 40, stride: 1, kernel: 3 },
    { expand: 4, channels: 64, stride: 1, kernel: 3 },
    { expand: 4, channels: 64, stride: 1, kernel: 3 },
    { expand: 4, channels: 64, stride: 1, kernel: 3 },
    { expand: 4, channels: 96, stride: 2, kernel: 3 },
  ],
};

const relative = (a: number, b: number): number => Math.abs(a - b) / Math.abs(b);

describe("mobileExitNetwork", () => {
  it("counts the MACs that hand arithmetic gives for stem, first block and both heads", () => {
    const network = mobileExitNetwork(backbone, { exits: [{ block: 1, head: "double" }] });
    // Stem 32·32·9·3·12; block 1: depthwise 16·16·9·12, projection 16·16·12·12; head: 192 x 96 and 96 x 10.
    const macs = network.layers.map((layer) => layer.macs).filter((count) => count > 0);
    expect(macs).toEqual([331_776, 27_648, 36_864, 18_432, 960]);
    const single = mobileExitNetwork(backbone, { exits: [{ block: 1, head: "single" }] });
    expect(single.layers.at(-1)?.macs).toBe(1920);
  });

  it("leaves out what no exit reads, and says which stage a layer belongs to", () => {
    const network = mobileExitNetwork(backbone, {
      exits: [
        { block: 2, head: "single" },
        { block: 4, head: "single" },
      ],
    });
    expect(network.layers.some(({ name }) => name.startsWith("block5"))).toBe(false);
    expect(network.layers.find(({ name }) => name === "block3-expand")?.stage).toBe(1);
    expect(network.layers.find(({ name }) => name === "exit2-single")?.head).toBe(true);
    expect(network.outputs).toHaveLength(2);
  });

  it("refuses exits out of order or behind no block", () => {
    for (const exits of [[3, 2], [0], [11], []]) {
      expect(() => mobileExitNetwork(backbone, { exits: exits.map((block) => ({ block, head: "single" })) })).toThrow(
        RangeError,
      );
    }
  });
});

describe("exitCosts", () => {
  const design = { exits: [1, 4, 9], head1: "double", head4: "single", head9: "double", head10: "double" };
  const chosen = [
    { block: 1, head: "double" },
    { block: 4, head: "single" },
    { block: 9, head: "double" },
    { block: 10, head: "double" },
  ] as const;

  it.each(["cortex-m7-216mhz-cmsis-nn", "textbook-45nm"])("add up to the estimate of the whole network on %s", (id) => {
    const device = builtInDevice(id);
    const costs = exitCosts(backbone, device);
    const network = mobileExitNetwork(backbone, { exits: chosen });
    const whole = networkCost(network, device);
    const { stages, weights } = stagesOf(design, costs, 10);
    const energy = stages.reduce((sum, stage) => sum + stage.energy, 0);
    const latency = stages.reduce((sum, stage) => sum + stage.latency, 0);
    expect(relative(energy, whole.energy)).toBeLessThan(1e-9);
    expect(relative(latency, whole.latency as number)).toBeLessThan(1e-9);
    expect(weights).toBe(weightBytes(network));
    expect(stages.reduce((sum, stage) => sum + stage.macs, 0)).toBe(
      network.layers.reduce((sum, layer) => sum + layer.macs, 0),
    );
  });

  it("come near the whole network's on a measured board, whose fit does not add up", () => {
    const device = builtInDevice("nucleo-u575zi-q");
    const { stages } = stagesOf(design, exitCosts(backbone, device), 10);
    const whole = networkCost(mobileExitNetwork(backbone, { exits: chosen }), device);
    // Not a fit to this number: the bound is what the approximation is worth, stated in docs/equations.md.
    expect(
      relative(
        stages.reduce((sum, stage) => sum + stage.energy, 0),
        whole.energy,
      ),
    ).toBeLessThan(0.1);
  });

  it("shrink with the bits of the heads where the device's model knows bits", () => {
    const device = builtInDevice("textbook-45nm");
    const eight = exitCosts(backbone, device, { bits: 8 });
    const four = exitCosts(backbone, device, { bits: 8, headBits: 4 });
    expect(four.heads[0]?.double.weights).toBeLessThan(eight.heads[0]?.double.weights as number);
    expect(four.blocks[3]?.weights).toBe(eight.blocks[3]?.weights);
  });
});
