import { InputError, type Network } from "@joulebook/core";
import { badNetwork } from "./bad-network.js";
import type { ByteSource } from "./byte-source.js";
import type { ReadOptions } from "./read-options.js";

/** Beginnings of files that people take for networks, and what to do with them. */
const others: readonly { readonly bytes: readonly number[]; readonly what: string; readonly fix: string }[] = [
  { bytes: [0x50, 0x4b, 3, 4], what: "a zip archive", fix: "unpack it, or export the model (.pt, .keras) to ONNX" },
  { bytes: [0x1f, 0x8b], what: "compressed by gzip", fix: "unpack it first" },
  { bytes: [0x89, 0x48, 0x44, 0x46], what: "an HDF5 file", fix: "convert the Keras model to TFLite or ONNX" },
  { bytes: [0x80, 2], what: "a Python pickle", fix: "export the model to ONNX" },
  { bytes: [0x3c], what: "text in HTML or XML", fix: "was an error page downloaded in place of the model?" },
  { bytes: [0x7b], what: "text in JSON", fix: "give the model itself" },
];

/**
 * A network from an ONNX or TFLite file; the format is told from the content, and weights are never read.
 * Source: docs/equations.md#counting
 *
 * @throws InputError (exit code 3) with one clear message where the file is neither, is damaged, or contradicts itself
 * @example (await readNetwork(source, { dims: { batch: 1 } })).layers.length
 */
export async function readNetwork(source: ByteSource, options: ReadOptions = {}): Promise<Network> {
  try {
    return await read(source, options);
  } catch (error) {
    if (error instanceof InputError && options.file !== undefined) {
      const { file } = options;
      throw new InputError(
        error.problems.map((problem) => ({ file, ...problem })),
        error.exitCode,
      );
    }
    throw error;
  }
}

async function read(source: ByteSource, options: ReadOptions): Promise<Network> {
  if (source.size === 0) throw badNetwork("the file is empty", { expected: "an ONNX model or a TFLite file" });
  const head = await source.read(0, Math.min(8, source.size));
  for (const { bytes, what, fix } of others) {
    if (bytes.every((byte, index) => head[index] === byte))
      throw badNetwork(`the file is ${what}`, { expected: "an ONNX model or a TFLite file", fix });
  }
  const isTflite = [0x54, 0x46, 0x4c, 0x33].every((byte, index) => head[index + 4] === byte);
  // One of the two is needed, and neither where a network of the zoo is meant.
  if (isTflite) return (await import("../tflite/read-tflite.js")).readTflite(source, options);
  return (await import("../onnx/read-onnx.js")).readOnnx(source, options);
}
