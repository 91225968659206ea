import { stat } from "node:fs/promises";
import type { InputFile, Network, Problem } from "@joulebook/core";
import { exitCodes, InputError, nearestNames, quoteInput } from "@joulebook/core";
import { findZooNetwork, zooNames } from "@joulebook/network";
import { fileHash } from "@joulebook/runtime";
import { readNetworkFile } from "../../networks/read-network-file.js";
import type { NetworkOptions } from "./network-options.js";

/** A network as it was named on the command line. */
export interface NamedNetwork {
  readonly network: Network;
  readonly inputs: readonly InputFile[];
  readonly warnings: readonly Problem[];
}

/**
 * The network of a file, or of the zoo where its name is one of the zoo's.
 *
 * @throws InputError for a name that is neither (exit code 2), or with what is wrong with the file (exit code 3)
 */
export async function namedNetwork(name: string, options: NetworkOptions): Promise<NamedNetwork> {
  const dims = dimensions(options.dim);
  const known = findZooNetwork(name);
  if (known !== undefined) {
    refuseDimensions(name, dims);
    return { network: known, inputs: [], warnings: [] };
  }
  if (!looksLikeFile(name)) throw unknownNetwork(name);
  const network = await readNetworkFile(name, { dims });
  const input = { name, sha256: await fileHash(name), bytes: (await stat(name)).size };
  return { network, inputs: [input], warnings: network.unsupported.map(uncounted) };
}

/** What nobody can take for the name of a network: it has an extension or a folder. */
function looksLikeFile(name: string): boolean {
  return /[\\/]|\.[a-z]\w*$/i.test(name);
}

function uncounted({ op, count }: Network["unsupported"][number]): Problem {
  const times = count === 1 ? "1 operator" : `${count} operators`;
  return {
    code: "unsupported-operator",
    message: `${times} ${quoteInput(op)} not counted: costs of its own are unknown`,
  };
}

function dimensions(given: readonly string[]): Readonly<Record<string, number>> {
  const pairs = given.map((text) => /^(.+)=(\d{1,9})$/.exec(text));
  const bad = given.filter((_, index) => !(Number(pairs[index]?.[2] ?? 0) >= 1));
  if (bad.length > 0) {
    const problem = (text: string): Problem => ({
      code: "bad-dimension",
      message: `--dim: cannot read ${quoteInput(text)}`,
      expected: "a name and a whole number from 1, such as batch=1",
    });
    throw new InputError(bad.map(problem), exitCodes.usage);
  }
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? "", Number(pair?.[2])]));
}

function refuseDimensions(name: string, dims: Readonly<Record<string, number>>): void {
  if (Object.keys(dims).length === 0) return;
  const message = `--dim: ${quoteInput(name)} is a network of the zoo and leaves no dimension open`;
  throw new InputError([{ code: "no-open-dimension", message, expected: "--dim with a file" }], exitCodes.usage);
}

function unknownNetwork(name: string): InputError {
  const nearest = nearestNames(name, zooNames());
  const problem: Problem = {
    code: "unknown-network",
    message: `${quoteInput(name)} is no network of the zoo, and no file by its look`,
    expected: `one of ${zooNames().length} names, or the path of an ONNX or TFLite file`,
    ...(nearest.length > 0 ? { nearest } : {}),
    fix: `for a file of that name write ./${quoteInput(name).replaceAll('"', "")}`,
  };
  return new InputError([problem], exitCodes.usage);
}
