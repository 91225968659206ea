import { InputError, type Network, quoteInput } from "@joulebook/core";
import { assembleNetwork } from "../reading/assemble-network.js";
import type { ByteSource } from "../reading/byte-source.js";
import { cleanName } from "../reading/clean-name.js";
import type { ReadOptions } from "../reading/read-options.js";
import { SparseBytes } from "../reading/sparse-bytes.js";
import { whenLoaded } from "../reading/when-loaded.js";
import { bufferCount, isFilled, parseTflite } from "./parse-tflite.js";
import { planTflite } from "./plan-tflite.js";

/**
 * Reads a network from a TFLite file, without its weights.
 *
 * @throws InputError if the file is damaged or contradicts itself, or a dimension is given a number: TFLite states them
 */
export async function readTflite(source: ByteSource, options: ReadOptions = {}): Promise<Network> {
  const [dimension] = Object.keys(options.dims ?? {});
  if (dimension !== undefined) {
    const message = `dimension ${quoteInput(dimension)}: a TFLite file fixes its dimensions`;
    throw new InputError([{ code: "fixed-dimensions", message, fix: "convert the model with the wanted shape" }]);
  }
  const bytes = new SparseBytes(source);
  const filled = await filledBuffers(bytes);
  const { model, plan } = await whenLoaded(bytes, () => {
    const parsed = parseTflite(bytes, filled);
    return { model: parsed, plan: planTflite(parsed) };
  });
  const name = options.name ?? (cleanName(model.subgraphs[0]?.name ?? "") || "network");
  const description = cleanName(model.description);
  const origin = {
    format: "tflite",
    version: `schema ${model.version}`,
    ...(description === "" ? {} : { producer: description }),
  } as const;
  return assembleNetwork(name, plan, origin, plan.notes);
}

/** The head of each buffer lies beside its weights, so that each is loaded by itself. */
async function filledBuffers(bytes: SparseBytes): Promise<readonly boolean[]> {
  const count = await whenLoaded(bytes, () => bufferCount(bytes));
  const filled: boolean[] = [];
  for (let index = 0; index < count; index++) filled.push(await whenLoaded(bytes, () => isFilled(bytes, index)));
  return filled;
}
