import { describe, expect, it } from "vitest";
import { copyWeights } from "../../src/checkpoint/weights-file.js";
import { foldBatchNorm } from "../../src/compression/fold-batch-norm.js";
import { buildEngine, type Engine } from "../../src/engine/engine.js";
import { engineOf, readGradientCase, relativeError } from "../gradient-case.js";

function logits(engine: Engine, batch: number): number[] {
  engine.forward({ count: batch, training: false });
  return engine.exits.flatMap((_, exit) => {
    const { values, stride } = engine.logits(exit);
    return Array.from({ length: batch }, (_, b) => [
      ...values.subarray(b * stride, b * stride + engine.spec.classes),
    ]).flat();
  });
}

describe("foldBatchNorm", () => {
  it("leaves a network without batch normalisation that gives PyTorch's evaluated logits", () => {
    const stored = readGradientCase("mobile");
    const engine = engineOf(stored);
    const values = new Map(
      engine.parameters.list.map((parameter) => [
        parameter.name,
        { shape: parameter.shape, data: engine.parameters.read(parameter) },
      ]),
    );
    const folded = foldBatchNorm(stored.network, values);
    expect(folded.spec.nodes.some(({ kind }) => kind === "batch-norm")).toBe(false);
    const plain = buildEngine(folded.spec, { batch: stored.batch });
    copyWeights(plain, folded.values);
    plain.prepare();
    const size = stored.pixels.length / stored.batch;
    for (let b = 0; b < stored.batch; b++) {
      plain.inputValues().set(stored.pixels.subarray(b * size, (b + 1) * size), b * plain.inputStride);
    }
    expect(relativeError(logits(plain, stored.batch), stored.expected.evaluated.flat(2))).toBeLessThan(1e-5);
  });

  it("refuses a normalisation that has no convolution of its own", () => {
    const shape = { height: 4, width: 4, channels: 1 };
    const spec = { input: shape, classes: 2, nodes: [{ kind: "batch-norm", name: "norm" }] as const, exits: [] };
    expect(() => foldBatchNorm(spec, new Map())).toThrow("norm does not follow a convolution of its own");
  });
});
