import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { buildEngine } from "../../src/engine/engine.js";
import { softmax } from "../../src/loss/softmax-cross-entropy.js";
import type { NetworkSpec } from "../../src/network/network-spec.js";
import { pseudoParameter, pseudoValues } from "../pseudo-values.js";

interface Case {
  readonly network: NetworkSpec;
  readonly batch: number;
}

interface Expected {
  readonly loss: number;
  readonly logits: readonly (readonly (readonly number[])[])[];
  readonly evaluated: readonly (readonly (readonly number[])[])[];
}

const root = fileURLToPath(new URL("../golden/gradients/", import.meta.url));

describe("gradients of the single-precision kernels against stored float64 gradients from PyTorch", () => {
  for (const name of readdirSync(root)) {
    it(`agree to 1e-5 of the norm for ${name}`, () => {
      const { network, batch } = JSON.parse(readFileSync(`${root}${name}/case.json`, "utf8")) as Case;
      const expected = JSON.parse(readFileSync(`${root}${name}/expected.json`, "utf8")) as Expected;
      const bytes = readFileSync(`${root}${name}/gradients.f64`);
      const reference = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));

      // One more place than there are examples: a batch that does not fill the memory is the usual last one.
      const engine = buildEngine(network, { batch: batch + 1 });
      const { parameters } = engine;
      parameters.list.forEach((parameter, index) => {
        parameters.write(parameter, pseudoParameter(parameter.name, sizeOf(parameter.shape), index));
      });
      engine.prepare();
      const size = sizeOf([network.input.height, network.input.width, network.input.channels]);
      const pixels = pseudoValues(batch * size, 0).map((value) => value + 0.5);
      const input = engine.inputValues();
      for (let b = 0; b < batch; b++) input.set(pixels.subarray(b * size, (b + 1) * size), b * engine.inputStride);

      engine.forward({ count: batch, training: false });
      expect(logitError(engine, expected.evaluated, network.classes)).toBeLessThan(1e-5);
      engine.forward({ count: batch, training: true });
      expect(logitError(engine, expected.logits, network.classes)).toBeLessThan(1e-5);

      let loss = 0;
      for (let exit = 0; exit < engine.exits.length; exit++) {
        const { values, gradient, stride } = engine.logits(exit);
        for (let b = 0; b < batch; b++) {
          const label = b % network.classes;
          const p = softmax(values.subarray(b * stride, b * stride + network.classes));
          loss -= Math.log(p[label] as number) / batch;
          for (let k = 0; k < network.classes; k++) gradient[b * stride + k] = ((p[k] as number) - (k === label ? 1 : 0)) / batch;
        }
      }
      expect(Math.abs(loss - expected.loss) / expected.loss).toBeLessThan(1e-5);

      engine.backward({ count: batch });
      const ours = parameters.list.flatMap((parameter) => [...parameters.read(parameter, 1)]);
      expect(ours.length).toBe(reference.length);
      let error = 0;
      let norm = 0;
      for (let i = 0; i < ours.length; i++) {
        error += ((ours[i] as number) - (reference[i] as number)) ** 2;
        norm += (reference[i] as number) ** 2;
      }
      expect(norm).toBeGreaterThan(0);
      expect(Math.sqrt(error / norm)).toBeLessThan(1e-5);
    });
  }
});

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, value) => product * value, 1);
}

/** Largest error over all exits, relative to the largest logit. */
function logitError(engine: ReturnType<typeof buildEngine>, expected: Expected["logits"], classes: number): number {
  let error = 0;
  let largest = 0;
  expected.forEach((rows, exit) => {
    const { values, stride } = engine.logits(exit);
    rows.forEach((row, b) => {
      for (let k = 0; k < classes; k++) {
        error = Math.max(error, Math.abs((row[k] as number) - (values[b * stride + k] as number)));
        largest = Math.max(largest, Math.abs(row[k] as number));
      }
    });
  });
  return error / largest;
}
