import type { Layer, LayerKind, Network } from "@joulebook/core";
import { tensorBytes, zooEntries } from "@joulebook/network";

/** What a fit sees of a layer or a network, by name. */
export type Features = Readonly<Record<string, number>>;

/** What a fit knows a network by. */
export interface NetworkFeatures {
  readonly features: Features;
  /** Family of a network of the zoo; "unknown" for others. */
  readonly family: string;
  /** By the bits of the weights that most MACs use: "fp32", "int8", "16 bits". */
  readonly precision: string;
  readonly kinds: readonly LayerKind[];
}

const macsOf: Readonly<Partial<Record<LayerKind, string>>> = {
  convolution: "convolution-macs",
  "grouped-convolution": "convolution-macs",
  "transposed-convolution": "convolution-macs",
  "pointwise-convolution": "pointwise-macs",
  "depthwise-convolution": "depthwise-macs",
  dense: "dense-macs",
  "matrix-product": "dense-macs",
  attention: "dense-macs",
  lstm: "dense-macs",
  gru: "dense-macs",
  rnn: "dense-macs",
  svdf: "dense-macs",
};
const pooling: ReadonlySet<LayerKind> = new Set(["max-pooling", "average-pooling", "reduction"] as const);

/** Features of the physical fit: what takes time and energy. All are sums over layers but the last. */
export const physicalFeatures: readonly string[] = [
  "pointwise-macs",
  "depthwise-macs",
  "convolution-macs",
  "dense-macs",
  "elementwise-ops",
  "pooling-ops",
  "weight-bytes",
  "activation-bytes",
  "layers",
  "inference",
];

/**
 * Features of one layer: its MACs or operations under its type's name, bytes of weights it reads and of results it
 * writes, and itself. Views take nothing.
 * Source: docs/equations.md#physical-fit
 */
export function layerFeatures(layer: Layer, network: Network): Features {
  const whole = { macs: layer.macs, params: layer.params };
  if (layer.kind === "view") return whole;
  const bytes = (indices: readonly number[]): number =>
    indices.reduce((sum, index) => {
      const tensor = network.tensors[index];
      return tensor === undefined ? sum : sum + tensorBytes(tensor);
    }, 0);
  const macs = macsOf[layer.kind];
  const work =
    macs === undefined
      ? { [pooling.has(layer.kind) ? "pooling-ops" : "elementwise-ops"]: layer.ops }
      : { [macs]: layer.macs };
  return {
    ...whole,
    ...work,
    "weight-bytes": bytes(layer.weights),
    "activation-bytes": bytes(layer.outputs),
    layers: 1,
  };
}

/** Features of a whole network, with MACs, parameters and input values for predictors that look at nothing else. */
export function networkFeatures(network: Network): NetworkFeatures {
  const features: Record<string, number> = Object.fromEntries(
    ["macs", "params", ...physicalFeatures].map((name) => [name, 0]),
  );
  for (const layer of network.layers) {
    for (const [name, value] of Object.entries(layerFeatures(layer, network)))
      features[name] = (features[name] ?? 0) + value;
  }
  features["inference"] = 1;
  features["input-values"] = network.inputs.reduce(
    (sum, input) => sum + (network.tensors[input]?.shape ?? []).reduce((product, extent) => product * extent, 1),
    0,
  );
  return {
    features,
    family: familyOf(network.name),
    precision: precisionOf(network),
    kinds: [...new Set(network.layers.map(({ kind }) => kind))].toSorted(),
  };
}

let families: ReadonlyMap<string, string> | undefined;

function familyOf(name: string): string {
  families ??= new Map(zooEntries().map((entry) => [entry.name, entry.family]));
  return families.get(name.replace(/-(fp32|fp16|int8|int4)$/, "")) ?? "unknown";
}

const precisionNames: Readonly<Record<number, string>> = { 32: "fp32", 8: "int8" };

function precisionOf({ layers, tensors }: Network): string {
  const macsByBits = new Map<number, number>();
  for (const { macs, weights } of layers) {
    const bits = weights[0] === undefined ? undefined : tensors[weights[0]]?.bits;
    if (bits !== undefined && macs > 0) macsByBits.set(bits, (macsByBits.get(bits) ?? 0) + macs);
  }
  const [most] = [...macsByBits].toSorted(([, a], [, b]) => b - a);
  return most === undefined ? "unknown" : (precisionNames[most[0]] ?? `${most[0]} bits`);
}
