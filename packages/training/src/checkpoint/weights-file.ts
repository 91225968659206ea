import { InputError } from "@joulebook/core";
import { contentHash } from "@joulebook/runtime";
import type { Engine } from "../engine/engine.js";
import { readSealed, writeSealed } from "./sealed-file.js";

/** Trained values by parameter name, in logical order. */
export interface NamedWeights {
  readonly experiment: string;
  readonly values: ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>;
  /** Hash of all values. */
  readonly hash: string;
}

interface Header {
  readonly experiment: string;
  readonly parameters: readonly { readonly name: string; readonly shape: readonly number[] }[];
}

/** Writes the current weights of a network. */
export async function writeWeights(file: string, experiment: string, { parameters }: Engine): Promise<void> {
  const header: Header = { experiment, parameters: parameters.list.map(({ name, shape }) => ({ name, shape })) };
  await writeSealed(file, { header, arrays: parameters.list.map((parameter) => parameters.read(parameter)) });
}

/** @throws InputError `missing-weights`, or as `readSealed` for a damaged file */
export async function readWeights(file: string): Promise<NamedWeights> {
  const sealed = await readSealed<Header>(file, "weights");
  if (sealed === undefined) {
    throw new InputError([
      {
        code: "missing-weights",
        message: "there are no weights to start from",
        file,
        fix: "train that experiment first",
      },
    ]);
  }
  const { header, arrays } = sealed;
  const values = new Map(
    header.parameters.map(({ name, shape }, k) => [name, { shape, data: arrays[k] as Float32Array }] as const),
  );
  const hash = contentHash(Buffer.concat(arrays.map(({ buffer }) => Buffer.from(buffer))));
  return { experiment: header.experiment, values, hash };
}

/** Copies what both have, by name; returns the names of the nodes that were copied. */
export function copyWeights({ parameters }: Engine, values: NamedWeights["values"]): ReadonlySet<string> {
  const nodes = new Set<string>();
  for (const parameter of parameters.list) {
    const found = values.get(parameter.name);
    if (found === undefined) continue;
    if (found.shape.join() !== parameter.shape.join()) {
      throw new RangeError(
        `copyWeights: ${parameter.name} is [${found.shape}], the network wants [${parameter.shape}]`,
      );
    }
    parameters.write(parameter, found.data);
    nodes.add(nodeOf(parameter.name));
  }
  return nodes;
}

/** Node of a parameter named `<node>.<part>`. */
export function nodeOf(parameter: string): string {
  return parameter.slice(0, parameter.lastIndexOf("."));
}
