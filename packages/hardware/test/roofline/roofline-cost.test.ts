import type { RooflineDevice } from "@joulebook/core";
import { networkBuilder, zooNetwork } from "@joulebook/network";
import { describe, expect, it } from "vitest";
import { builtInDevice, rooflineCost } from "../../src/index.js";
import { relativeError } from "../relative-error.js";

const n = (value: number) => ({ value, source: "s" });
const device: RooflineDevice = {
  schema: "joulebook/device@1",
  id: "by-hand",
  title: "Numbers for hand arithmetic",
  kind: "roofline",
  sources: { s: { title: "made up" } },
  peak: [
    { bits: 8, ...n(1000) },
    { bits: 32, ...n(250) },
  ],
  utilisation: [{ kinds: ["dense"], ...n(0.5) }],
  macEnergy: [{ bits: 8, ...n(2) }],
  memories: [
    { name: "registers", readEnergy: n(0), writeEnergy: n(0) },
    { name: "buffer", size: n(40), readEnergy: n(3), writeEnergy: n(5) },
    { name: "DRAM", bandwidth: n(100), readEnergy: n(10), writeEnergy: n(20) },
  ],
  staticPower: n(7),
};

/** 10 → 20 dense without bias (200 MACs, 200 B of weights), its activation, 20 → 5 dense (100 MACs, 100 B). */
function network(bits = 8) {
  const b = networkBuilder("two", { bits });
  const hidden = b.dense(b.input([10]), { units: 20, bias: false });
  return b.finish([b.dense(b.activation(hidden, "relu"), { units: 5, bias: false })]);
}

describe("rooflineCost", () => {
  it("agrees with arithmetic by hand", () => {
    const cost = rooflineCost(network(), device);
    // Bytes: dense 10 + 200 in, 20 out; activation 20 in, 20 out; dense 20 + 100 in, 5 out.
    const read = 210 + 20 + 120;
    const written = 20 + 20 + 5;
    // Units: 200 / 500 = 0.4 s; DRAM: 230 / 100 = 2.3 s, 0.4 s, 1.25 s. DRAM is slower each time.
    const latency = 2.3 + 0.4 + 1.25;
    expect(relativeError(cost.latency, latency)).toBeLessThan(1e-12);
    expect(cost.layers.map(({ bound }) => bound)).toEqual(["DRAM", "DRAM", "DRAM"]);
    expect(cost.traffic.slice(1).map(({ read: r, written: w }) => [r, w])).toEqual([
      [read, written],
      [read, written],
    ]);
    const energy = 300 * 2 + read * (3 + 10) + written * (5 + 20) + 7 * latency;
    expect(relativeError(cost.energy, energy)).toBeLessThan(1e-12);
    expect(
      relativeError(
        cost.layers.reduce((sum, layer) => sum + (layer.energy ?? 0), 0),
        energy,
      ),
    ).toBeLessThan(1e-12);
    expect(cost).not.toHaveProperty("before");
  });

  it("is bound by the units where memory is fast, at their utilisation and width", () => {
    const fast = {
      ...device,
      memories: device.memories.map(({ name, readEnergy, writeEnergy }) => ({ name, readEnergy, writeEnergy })),
    };
    const { layers } = rooflineCost(network(), fast);
    expect(layers.map(({ latency, bound }) => [latency, bound])).toEqual([
      [0.4, "units"],
      [0, "units"],
      [0.2, "units"],
    ]);
    const wide = rooflineCost(network(32), fast);
    expect(wide.latency).toBeCloseTo(4 * 0.6, 12);
    expect(wide.notices.map(({ code }) => code)).toContain("bits");
  });

  it("feeds units from the innermost memory: two operands and a 32-bit sum per MAC, and the sum back", () => {
    const { read, written } = rooflineCost(network(), device).traffic[0] ?? {};
    expect([read, written]).toEqual([300 * 6, 300 * 4]);
  });

  it("folds an activation: the 20 bytes before it are neither written nor read, anywhere", () => {
    const cost = rooflineCost(network(), device, { fold: true });
    for (const { read, written } of cost.traffic.slice(1)) expect([read, written]).toEqual([350 - 20, 45 - 20]);
    expect(cost.before?.energy).toBe(rooflineCost(network(), device).energy);
    expect(cost.energy).toBeLessThan(cost.before?.energy ?? 0);
  });

  it("fuses what fits: intermediates stay in the buffer and out of DRAM", () => {
    const { traffic } = rooflineCost(network(), device, { fuse: true });
    expect(traffic.slice(1).map(({ read, written }) => [read, written])).toEqual([
      [350, 45],
      [350 - 40, 45 - 40],
    ]);
    const small = { ...device, memories: device.memories.map((memory) => ({ ...memory, size: n(19) })) };
    expect(rooflineCost(network(), small, { fuse: true }).traffic.at(-1)?.read).toBe(350);
  });

  it("moves and multiplies no zeros: half the weights, a quarter of the activations", () => {
    const { traffic, macEnergy } = rooflineCost(network(), device, { sparsity: { weights: 0.5, activations: 0.25 } });
    expect(relativeError(macEnergy, 600 * 0.5 * 0.75)).toBeLessThan(1e-12);
    expect(relativeError(traffic.at(-1)?.read, 300 * 0.5 + 50 * 0.75)).toBeLessThan(1e-12);
    expect(relativeError(traffic.at(-1)?.written, 45 * 0.75)).toBeLessThan(1e-12);
  });

  it("refuses a share of zeros that is none", () => {
    expect(() => rooflineCost(network(), device, { sparsity: { weights: 1.2 } })).toThrow(/\[0, 1\], got 1.2/);
  });

  it("never costs more with an option, on real networks", () => {
    for (const name of ["mobilenet-v3-large-1.0-224", "resnet18", "crnn-m"]) {
      const textbook = builtInDevice("textbook-45nm") as RooflineDevice;
      const cost = rooflineCost(zooNetwork(name), textbook, { fold: true, fuse: true });
      expect(cost.energy).toBeLessThanOrEqual(cost.before?.energy ?? 0);
      expect(cost.latency).toBeLessThanOrEqual(cost.before?.latency ?? 0);
    }
  });

  it("keeps the ratios of Eyeriss: a DRAM access of 16 bits costs 200 MACs", () => {
    const { macEnergy, memories } = builtInDevice("eyeriss-ratios") as RooflineDevice;
    const mac = macEnergy[0]?.value ?? 0;
    const ratios = memories.map(({ readEnergy }) => (2 * readEnergy.value) / mac);
    for (const [index, ratio] of [1, 2, 6, 200].entries())
      expect(relativeError(ratios[index], ratio)).toBeLessThan(1e-9);
  });
});
