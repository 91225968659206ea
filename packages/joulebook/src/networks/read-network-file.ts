import { basename } from "node:path";
import type { Network } from "@joulebook/core";
import { readNetwork, type ReadOptions } from "@joulebook/network";
import { fileSource } from "@joulebook/runtime";

/**
 * The network of an ONNX or TFLite file. Weights are never read, and a file of weights beside it may be missing.
 *
 * @throws InputError (exit code 3) with what is wrong with the file
 * @example await readNetworkFile("model.onnx", { dims: { batch: 1 } })
 */
export async function readNetworkFile(path: string, options: Omit<ReadOptions, "file"> = {}): Promise<Network> {
  const source = await fileSource(path);
  try {
    return await readNetwork(source, { name: basename(path), ...options, file: path });
  } finally {
    await source.close();
  }
}
