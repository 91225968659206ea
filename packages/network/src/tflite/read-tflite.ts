import { InputError, type Network, quoteInput } from "@joulebook/core";
import { assembleNetwork } from "../reading/assemble-network.js";
import { badNetwork } from "../reading/bad-network.js";
import type { ByteSource } from "../reading/byte-source.js";
import { cleanName } from "../reading/clean-name.js";
import type { ReadOptions } from "../reading/read-options.js";
import { MissingBytes, SparseBytes } from "../reading/sparse-bytes.js";
import { parseTflite, type TfliteModel } from "./parse-tflite.js";
import { planTflite, type TflitePlan } from "./plan-tflite.js";

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
  const { model, plan } = await loaded(new SparseBytes(source), (bytes) => {
    const parsed = parseTflite(bytes);
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

interface Loaded {
  readonly model: TfliteModel;
  readonly plan: TflitePlan;
}

/**
 * Runs a parser again and again until the bytes that it needs are loaded. Each time twice as much is read at once, so
 * that the structure of a file of gigabytes, which lies between its weights, takes few rounds.
 */
async function loaded(bytes: SparseBytes, parse: (bytes: SparseBytes) => Loaded): Promise<Loaded> {
  for (let ahead = 64 * 1024; ; ahead = Math.min(2 * ahead, 4 * 2 ** 20)) {
    try {
      return parse(bytes);
    } catch (error) {
      if (!(error instanceof MissingBytes)) throw error;
      if (error.offset < 0 || error.offset >= bytes.size)
        throw badNetwork(`the file is damaged or cut short: byte ${error.offset} of ${bytes.size} is needed`);
      bytes.forget();
      await bytes.load(error.offset, 1, ahead);
    }
  }
}
