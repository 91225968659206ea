import { InputError } from "@joulebook/core";
import { memoryUse, readNetwork } from "../../src/index.js";
import { tflite } from "../tflite/write-tflite.js";
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

/** A TFLite file with a loop over a subgraph, a recurrent layer and a custom operator. */
const branching = tflite(
  {
    tensors: [
      { shape: [1, 8] },
      { shape: [1, 8] },
      { shape: [1, 8] },
      { shape: [4, 8], constant: true },
      { shape: [1, 4] },
    ],
    operators: [
      { op: 119, inputs: [0], outputs: [1], options: [{ int: 1 }, { int: 1 }] },
      { op: "Own", inputs: [1], outputs: [2] },
      { op: 9, inputs: [2, 3, -1], outputs: [4], options: [{ byte: 1 }] },
    ],
    inputs: [0],
    outputs: [4],
  },
  {
    tensors: [
      { shape: [1, 8] },
      { shape: [8, 8], constant: true },
      { shape: [8, 3], constant: true },
      { shape: [1, 24], variable: true },
      { shape: [1, 8] },
    ],
    operators: [{ op: 27, inputs: [0, 1, 2, -1, 3], outputs: [4], options: [{ int: 1 }, { byte: 1 }] }],
    inputs: [0],
    outputs: [4],
  },
);

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
    const bytes = (
      seed % 8 === 1 ? branching : isWhole ? whole[(seed / 8) % whole.length] : small[seed % small.length]
    ) as Uint8Array;
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
