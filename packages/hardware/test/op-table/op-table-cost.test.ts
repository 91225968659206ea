import { networkBuilder, zooNetwork } from "@joulebook/network";
import { describe, expect, it } from "vitest";
import { builtInDevice, estimate, networkCost, opTableCost } from "../../src/index.js";
import type { OpTableDevice } from "@joulebook/core";
import { relativeError } from "../relative-error.js";

const cortex = builtInDevice("cortex-m7-216mhz-cmsis-nn") as OpTableDevice;

describe("opTableCost", () => {
  it("gives the network of CMSIS-NN the times that its table was made from: 99.1 ms in all", () => {
    const cost = networkCost(zooNetwork("cmsis-cifar10"), cortex);
    const ofLayers = cost.layers.filter(({ kind }) => kind !== "view").map(({ latency }) => (latency ?? 0) * 1e3);
    // conv2 and conv3 lie at the same MACs per output: they share 65.4 ms by their MACs, 43.6 and 21.8.
    const printed = [31.4, 1.6, 43.6, 0.4, 21.8, 0.2, 0.1];
    expect(ofLayers).toHaveLength(printed.length);
    for (const [index, ms] of printed.entries()) expect(relativeError(ofLayers[index], ms)).toBeLessThan(1e-5);
    expect(relativeError(cost.latency, 99.1e-3)).toBeLessThan(1e-5);
    expect(relativeError(cost.energy, 0.33 * 99.1e-3)).toBeLessThan(1e-5);
  });

  it("covers the printed times with its range, which comes from their last digits", () => {
    const { latencyInterval } = networkCost(zooNetwork("cmsis-cifar10"), cortex);
    expect(latencyInterval?.low).toBeLessThan(99.1e-3 - 7 * 0.05e-3);
    expect(latencyInterval?.high).toBeGreaterThan(99.1e-3 + 7 * 0.05e-3);
    expect(latencyInterval?.method).toBe("table");
  });

  it("reproduces convolution over max pooling: 254 / 46.1 = 5.5 times the operations per second", () => {
    const { byKind } = estimate(zooNetwork("cmsis-cifar10"), cortex);
    const rate = (kind: "convolution" | "max-pooling", ops: number) => ops / (byKind[kind]?.latency ?? 0);
    expect(relativeError(rate("convolution", 24_576_000) / rate("max-pooling", 101_376), 5.5)).toBeLessThan(0.01);
  });

  it("splits by kind what it says in all", () => {
    const { byKind, energy, latency = 0, layers } = estimate(zooNetwork("ds-cnn-m"), cortex);
    const sum = (of: "energy" | "latency") => Object.values(byKind).reduce((all, kind) => all + (kind[of] ?? 0), 0);
    expect(relativeError(sum("energy"), energy)).toBeLessThan(1e-12);
    expect(relativeError(sum("latency"), latency)).toBeLessThan(1e-12);
    expect(Object.values(byKind).reduce((all, kind) => all + kind.layers, 0)).toBe(layers.length);
  });

  it("leaves what nobody characterised without a cost, and says so", () => {
    const { layers, notices, byKind } = estimate(zooNetwork("mlperf-tiny-ic"), cortex);
    const addition = layers.find(({ kind }) => kind === "addition");
    expect(addition).not.toHaveProperty("latency");
    expect(byKind.addition).not.toHaveProperty("energy");
    expect(notices.find(({ code }) => code === "uncosted-layers")?.message).toContain("addition (3 layers)");
  });

  it("says which numbers are unverified, assumed and extrapolated", () => {
    const codes = networkCost(zooNetwork("ds-cnn-s"), cortex).notices.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["extrapolated", "unverified", "assumed"]));
  });

  it("places recurrent cells by the width of their products, not by what they write", () => {
    const b = networkBuilder("cell");
    const x = b.input([10, 128]);
    const network = b.finish([b.lstm(x, { units: 64 })]);
    const table = [
      {
        kinds: ["lstm" as const],
        counts: "macs" as const,
        points: [
          { macsPerOutput: 96, throughput: 1e6, source: "s" },
          { macsPerOutput: 192, throughput: 3e6, source: "s" },
        ],
      },
    ];
    const device: OpTableDevice = { ...cortex, table, power: { value: 2, source: "s" } };
    const { latency = 0, energy, notices } = opTableCost(network, device);
    const macs = 10 * 4 * (128 + 64) * 64;
    // Products of inputs and of state are computed apart, 4·64·10 results each: 96 MACs per result in the mean.
    expect(relativeError(latency, macs / 1e6)).toBeLessThan(1e-12);
    expect(relativeError(energy, 2 * latency)).toBeLessThan(1e-12);
    expect(notices.map(({ code }) => code)).not.toContain("extrapolated");
  });
});
