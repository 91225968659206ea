import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildEngine, type Engine } from "../src/engine/engine.js";
import type { NetworkSpec } from "../src/network/network-spec.js";
import { pseudoParameter, pseudoValues } from "./pseudo-values.js";

const root = fileURLToPath(new URL("./golden/gradients/", import.meta.url));

/** A small network with stored float64 results of PyTorch. */
export interface GradientCase {
  readonly name: string;
  readonly network: NetworkSpec;
  readonly batch: number;
  readonly pixels: Float32Array;
  readonly labels: readonly number[];
  readonly gradients: Float64Array;
  readonly expected: Expected;
}

type Logits = readonly (readonly (readonly number[])[])[];

interface Expected {
  readonly loss: number;
  readonly logits: Logits;
  readonly evaluated: Logits;
  readonly running: Readonly<Record<string, readonly number[]>>;
}

export const gradientCases: readonly string[] = readdirSync(root);

export function readGradientCase(name: string): GradientCase {
  const read = (file: string): Buffer => readFileSync(`${root}${name}/${file}`);
  const { network, batch } = JSON.parse(read("case.json").toString()) as { network: NetworkSpec; batch: number };
  const bytes = read("gradients.f64");
  const { height, width, channels } = network.input;
  return {
    name,
    network,
    batch,
    pixels: pseudoValues(batch * height * width * channels, 0).map((value) => value + 0.5),
    labels: Array.from({ length: batch }, (_, b) => b % network.classes),
    gradients: new Float64Array(Uint8Array.from(bytes).buffer),
    expected: JSON.parse(read("expected.json").toString()) as Expected,
  };
}

/** The case's network with its parameters set and its images loaded; one place of the batch stays unused. */
export function engineOf({ network, batch, pixels }: GradientCase): Engine {
  const engine = buildEngine(network, { batch: batch + 1 });
  const { parameters } = engine;
  parameters.list.forEach((parameter, index) => {
    parameters.write(parameter, pseudoParameter(parameter.name, elements(parameter.shape), index));
  });
  engine.prepare();
  const size = pixels.length / batch;
  const input = engine.inputValues();
  for (let b = 0; b < batch; b++) input.set(pixels.subarray(b * size, (b + 1) * size), b * engine.inputStride);
  return engine;
}

export function elements(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** |a - b| / |b|, Euclidean. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let error = 0;
  let norm = 0;
  for (let i = 0; i < b.length; i++) {
    error += ((a[i] as number) - (b[i] as number)) ** 2;
    norm += (b[i] as number) ** 2;
  }
  return Math.sqrt(error / norm);
}
