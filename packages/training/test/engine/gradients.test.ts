import { describe, expect, it } from "vitest";
import { type Engine, stepSeed } from "../../src/engine/engine.js";
import { exitLosses } from "../../src/loss/exit-losses.js";
import type { NetworkSpec } from "../../src/network/network-spec.js";
import { loss64, type Weights64 } from "../float64-network.js";
import {
  elements,
  engineOf,
  type GradientCase,
  gradientCases,
  readGradientCase,
  relativeError,
} from "../gradient-case.js";

describe("the single-precision kernels against stored float64 results of PyTorch", () => {
  for (const name of gradientCases) {
    it(`agree to 1e-5 of the gradient's norm for ${name}`, () => {
      const stored = readGradientCase(name);
      const { batch, expected, network, labels } = stored;
      const engine = engineOf(stored);
      const ones = network.exits.map(() => 1);

      engine.forward({ count: batch, training: false });
      expect(relativeError(logitsOf(engine, batch), expected.evaluated.flat(2))).toBeLessThan(1e-5);
      engine.forward({ count: batch, training: true });
      expect(relativeError(logitsOf(engine, batch), expected.logits.flat(2))).toBeLessThan(1e-5);
      const loss = exitLosses(engine, labels, ones);
      expect(Math.abs(loss - expected.loss) / expected.loss).toBeLessThan(1e-5);

      engine.backward({ count: batch });
      const gradients = gradientsOf(engine);
      expect(gradients.length).toBe(stored.gradients.length);
      expect(relativeError(gradients, stored.gradients)).toBeLessThan(1e-5);
      for (const [key, values] of Object.entries(expected.running)) {
        const parameter = engine.parameters.list.find(({ name }) => name === key);
        expect(relativeError(parameter === undefined ? [] : engine.parameters.read(parameter), values)).toBeLessThan(
          1e-5,
        );
      }
    });
  }
});

describe("the float64 reference path", () => {
  for (const name of gradientCases) {
    it(`has PyTorch's loss, and its finite differences the kernels' gradients, for ${name}`, () => {
      const stored = readGradientCase(name);
      const { network, labels, expected } = stored;
      const engine = engineOf(stored);
      const weights = weights64(engine);
      expect(Math.abs(loss64(network, weights, images64(stored), labels) - expected.loss) / expected.loss).toBeLessThan(
        1e-12,
      );

      engine.forward({ count: stored.batch, training: true });
      exitLosses(
        engine,
        labels,
        network.exits.map(() => 1),
      );
      engine.backward({ count: stored.batch });
      const { ours, differences } = compareSampled(engine, weights, (changed) =>
        loss64(network, changed, images64(stored), labels),
      );
      expect(relativeError(ours, differences)).toBeLessThan(1e-5);
    });
  }

  it("has the kernels' gradients with dropout on a head that shares its input with a convolution", () => {
    const plain = readGradientCase("merkel");
    const network: NetworkSpec = {
      ...plain.network,
      nodes: plain.network.nodes.map((node) => (node.kind === "dense" ? { ...node, dropout: 0.5 } : node)),
    };
    const stored: GradientCase = { ...plain, network };
    const engine = engineOf(stored);
    const seed = stepSeed(3, 1, 2);
    engine.forward({ count: stored.batch, training: true, seed });
    const masks = new Map(
      network.nodes.filter(({ kind }) => kind === "dense").map(({ name }) => [name, maskOf(engine, name, seed)]),
    );
    const loss = exitLosses(
      engine,
      stored.labels,
      network.exits.map(() => 1),
    );
    engine.backward({ count: stored.batch, seed });
    const keep = (node: string, example: number, input: number): number => masks.get(node)?.(example, input) as number;
    const weights = weights64(engine);
    const reference = (changed: Weights64): number => loss64(network, changed, images64(stored), stored.labels, keep);
    expect(Math.abs(reference(weights) - loss) / loss).toBeLessThan(1e-5);
    const { ours, differences } = compareSampled(engine, weights, reference);
    expect(relativeError(ours, differences)).toBeLessThan(1e-5);
  });
});

function logitsOf(engine: Engine, batch: number): number[] {
  return engine.exits.flatMap((_, exit) => {
    const { values, stride } = engine.logits(exit);
    return Array.from({ length: batch }, (_, b) => [
      ...values.subarray(b * stride, b * stride + engine.spec.classes),
    ]).flat();
  });
}

function gradientsOf({ parameters }: Engine): number[] {
  return parameters.list.flatMap((parameter) => [...parameters.read(parameter, 1)]);
}

function weights64({ parameters }: Engine): Map<string, Float64Array> {
  return new Map(parameters.list.map((parameter) => [parameter.name, Float64Array.from(parameters.read(parameter))]));
}

function images64({ pixels, batch }: GradientCase): Float64Array[] {
  const size = pixels.length / batch;
  return Array.from({ length: batch }, (_, b) => Float64Array.from(pixels.subarray(b * size, (b + 1) * size)));
}

/** Kernel gradients beside central differences for up to three elements of every learned parameter. */
function compareSampled(engine: Engine, weights: Map<string, Float64Array>, loss: (weights: Weights64) => number) {
  const ours: number[] = [];
  const differences: number[] = [];
  const h = 1e-6;
  for (const parameter of engine.parameters.list.filter(({ learned }) => learned)) {
    const count = elements(parameter.shape);
    const gradient = engine.parameters.read(parameter, 1);
    const values = weights.get(parameter.name) as Float64Array;
    for (let k = 0; k < Math.min(3, count); k++) {
      const i = Math.floor((k * count) / Math.min(3, count));
      const changed = (by: number): number =>
        loss(
          new Map(weights).set(
            parameter.name,
            values.map((value, j) => (j === i ? value + by : value)),
          ),
        );
      ours.push(gradient[i] as number);
      differences.push((changed(h) - changed(-h)) / (2 * h));
    }
  }
  return { ours, differences };
}

/** Factors that dropout applies to the inputs of a dense node in the step with that seed. */
function maskOf(engine: Engine, name: string, seed: number): (example: number, input: number) => number {
  const index = engine.spec.nodes.findIndex((node) => node.name === name);
  const rate = (engine.spec.nodes[index] as { readonly dropout: number }).dropout;
  const operation = engine.operations[index];
  const weight = engine.parameters.list.find((parameter) => parameter.name === `${name}.weight`);
  if (operation === undefined || weight === undefined) throw new Error(`no node ${name}`);
  const [, height = 0, width = 0, channels = 0] = weight.shape;
  const inputs = height * width * channels;
  const padded = Math.ceil(inputs / 4) * 4;
  return (example, input) => dropFactor(example * padded + input, rate, seed, index);
}

/** The dropout hash as docs/equations.md#training-dropout states it. */
function dropFactor(position: number, rate: number, seed: number, index: number): number {
  const key = Math.imul(seed ^ Math.imul(index + 1, 0x85ebca6b), 0xc2b2ae35);
  let h = Math.imul(position ^ key, 0x9e3779b1);
  h ^= h >>> 16;
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x846ca68b);
  return h >>> 1 >= Math.round(rate * 2 ** 31) ? 1 / (1 - rate) : 0;
}
