import { InputError } from "@joulebook/core";
import { memoryUse, readNetwork } from "../../src/index.js";
import { nodeTests } from "./node-tests.js";
import { goldenBytes, sourceOf } from "./sources.js";
import { mutate } from "./mutate.js";

const files = [
  "onnx/attention_head.onnx",
  "onnx/two_conv.onnx",
  "onnx/resnet18.onnx",
  "onnx/light_squeezenet.onnx",
  "onnx/mlperf_tiny_ds_cnn.onnx",
  "tflite/kws01_int8.tflite",
];

export interface FuzzResult {
  readonly read: number;
  readonly refused: number;
  /** Of a single file, in seconds. */
  readonly slowest: number;
  /** Outcomes that are neither a network nor one clear error. */
  readonly wrong: readonly string[];
}

/** Reads `count` damaged copies of the golden networks and of ONNX's node tests; seeds run on from `from`. */
export async function fuzzReaders(from: number, count: number): Promise<FuzzResult> {
  const whole = files.map(goldenBytes);
  const small = nodeTests().map(({ bytes }) => bytes);
  let read = 0;
  let refused = 0;
  let slowest = 0;
  const wrong: string[] = [];
  for (let seed = from; seed < from + count; seed++) {
    // The node tests are small, so that damage hits what they say rather than weights.
    const isWhole = seed % 8 === 0;
    const bytes = (isWhole ? whole[(seed / 8) % whole.length] : small[seed % small.length]) as Uint8Array;
    const other = whole[(seed * 7 + 1) % whole.length] as Uint8Array;
    const start = performance.now();
    try {
      const network = await readNetwork(sourceOf(mutate(bytes, other, seed)));
      const bad = network.layers.find(
        ({ macs, params, ops }) => ![macs, params, ops].every((value) => Number.isFinite(value) && value >= 0),
      );
      if (bad !== undefined)
        wrong.push(`seed ${seed}: layer ${bad.name} counts ${bad.macs}, ${bad.params}, ${bad.ops}`);
      memoryUse(network);
      read++;
    } catch (error) {
      refused++;
      const clear = error instanceof InputError && error.problems.length === 1 && error.exitCode === 3;
      if (!clear) wrong.push(`seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`);
    }
    slowest = Math.max(slowest, (performance.now() - start) / 1000);
  }
  return { read, refused, slowest, wrong };
}
