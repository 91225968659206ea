import { InputError } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { findZooNetwork, mobilenetV2, weightBytes, zooEntries, zooNames, zooNetwork } from "../../src/index.js";
import { roundChannels } from "../../src/zoo/round-channels.js";
import { totals } from "./counts.js";

describe("zooNetwork", () => {
  it("builds everything that it lists, under its name, in running order, with nothing uncounted", () => {
    expect(new Set(zooNames()).size).toBe(zooEntries().length);
    for (const name of zooNames()) {
      const network = zooNetwork(name);
      expect(network.name).toBe(name);
      expect(network.unsupported).toEqual([]);
      expect(totals(network).macs).toBeGreaterThan(0);
      const written = new Set(network.inputs);
      for (const layer of network.layers) {
        expect(layer.inputs.every((input) => written.has(input))).toBe(true);
        for (const output of layer.outputs) written.add(output);
      }
      expect(network.outputs.every((output) => written.has(output))).toBe(true);
    }
  });

  it("reads the precision behind a name: bytes of weights follow it, counts do not", () => {
    const [fp32, fp16, int8, int4] = ["fp32", "fp16", "int8", "int4"].map((precision) =>
      zooNetwork(`mobilenet-v1-0.25-128-${precision}`),
    );
    const { params } = totals(zooNetwork("mobilenet-v1-0.25-128"));
    expect([fp32, fp16, int8, int4].map((network) => totals(network ?? zooNetwork("")).params)).toEqual(
      Array.from({ length: 4 }, () => params),
    );
    // Channels with a bias: 5 472 / 2 normalised ones and 1 001 classes; biases of integer kernels take 4 bytes.
    const biases = 2_736 + 1_001;
    expect(weightBytes(fp32 ?? zooNetwork(""))).toBe(4 * params);
    expect(weightBytes(fp16 ?? zooNetwork(""))).toBe(2 * params);
    expect(weightBytes(int8 ?? zooNetwork(""))).toBe(params + 3 * biases);
    expect(weightBytes(int4 ?? zooNetwork(""))).toBe((params - biases) / 2 + 4 * biases);
  });

  it("knows families beyond their listed members", () => {
    expect(totals(zooNetwork("merkel-l4-n32")).macs).toBeGreaterThan(0);
    expect(zooNetwork("eenn-abcdefghijk").outputs.length).toBe(11);
    expect(
      ["merkel-l0-n8", "merkel-l99-n8", "eenn-", "eenn-ba", "eenn-ka"].map((name) => findZooNetwork(name)),
    ).toEqual(Array.from({ length: 5 }, () => undefined));
  });

  it("knows the reference networks of MLPerf Tiny by the names of its results", () => {
    const names = ["ds-cnn", "resnet8", "mobilenet-v1-0.25-96", "fc-autoencoder"];
    expect(names.map((name) => totals(zooNetwork(name)).macs)).toEqual([2_656_768, 12_501_632, 7_489_664, 264_192]);
  });

  it("names the nearest where it knows none", () => {
    let problem: InputError | undefined;
    try {
      zooNetwork("mobilnet-v2-1.0-224");
    } catch (error) {
      if (error instanceof InputError) problem = error;
    }
    expect(problem?.exitCode).toBe(2);
    expect(problem?.problems[0]?.nearest?.[0]).toBe("mobilenet-v2-1.0-224");
  });

  it("has no entry for names of objects", () => {
    expect(["constructor", "__proto__", "toString"].map((name) => findZooNetwork(name))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("roundChannels", () => {
  it("rounds to the nearest multiple, never down by more than a tenth", () => {
    // 11.2 would go down to 8, by 29 %; 33.6 goes down to 32, by 5 %; 3 is lifted to one multiple.
    expect([11.2, 33.6, 3, 20, 12, 18].map((channels) => roundChannels(channels))).toEqual([16, 32, 8, 24, 16, 24]);
  });
});

it("networks of any width and resolution between the published ones can be written", () => {
  const macs = [0.9, 1, 1.1].map((width) => totals(mobilenetV2({ width, resolution: 200 })).macs);
  expect(macs).toEqual(macs.toSorted((a, b) => a - b));
});
