import type { NamedWeights } from "../checkpoint/weights-file.js";
import type { BatchNormSpec, ConvolutionSpec, DepthwiseSpec, NetworkSpec, NodeSpec } from "../network/network-spec.js";

type Values = NamedWeights["values"];

/**
 * The same network in evaluation without batch normalisation: each is folded into the convolution before it, whose name stays.
 * Source: docs/equations.md#training-fold
 *
 * @throws RangeError when a batch normalisation does not follow a convolution that nothing else reads
 */
export function foldBatchNorm(
  spec: NetworkSpec,
  values: Values,
): { readonly spec: NetworkSpec; readonly values: Values } {
  const folded = new Map(values);
  const nodes: NodeSpec[] = [];
  const renamed = new Map<string, string>();
  const resolve = (name: string): string => renamed.get(name) ?? name;
  let previous = "input";
  for (const node of spec.nodes) {
    const input = node.input ?? previous;
    previous = node.name;
    if (node.kind !== "batch-norm") {
      nodes.push({ ...node, input: resolve(input), ...(node.kind === "add" ? { with: resolve(node.with) } : {}) });
      continue;
    }
    const place = nodes.findIndex(({ name }) => name === input);
    const source = nodes[place];
    if (
      source === undefined ||
      (source.kind !== "convolution" && source.kind !== "depthwise") ||
      readers(spec, input) !== 1
    ) {
      throw new RangeError(`foldBatchNorm: ${node.name} does not follow a convolution of its own`);
    }
    nodes[place] = withNorm(source, node);
    foldValues(folded, source, node);
    renamed.set(node.name, source.name);
  }
  return { spec: { ...spec, nodes, exits: spec.exits.map(resolve) }, values: folded };
}

function withNorm(source: ConvolutionSpec | DepthwiseSpec, { activation }: BatchNormSpec): NodeSpec {
  return { ...source, bias: true, ...(activation === undefined ? {} : { activation }) };
}

function foldValues(
  values: Map<string, { shape: readonly number[]; data: Float32Array }>,
  { name }: NodeSpec,
  norm: BatchNormSpec,
): void {
  const read = (key: string): Float32Array => {
    const found = values.get(key);
    if (found === undefined) throw new RangeError(`foldBatchNorm: there is no ${key}`);
    return found.data;
  };
  const [scale, shift, mean, variance] = ["scale", "shift", "mean", "variance"].map((part) =>
    read(`${norm.name}.${part}`),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const channels = scale.length;
  const factor = Float64Array.from(
    scale,
    (value, c) => value / Math.sqrt((variance[c] as number) + (norm.epsilon ?? 1e-5)),
  );
  const weight = values.get(`${name}.weight`);
  const bias = values.get(`${name}.bias`)?.data;
  values.set(`${name}.weight`, {
    shape: weight?.shape ?? [],
    data: read(`${name}.weight`).map((value, i) => value * (factor[i % channels] as number)),
  });
  values.set(`${name}.bias`, {
    shape: [channels],
    data: shift.map((value, c) => value + ((bias?.[c] ?? 0) - (mean[c] as number)) * (factor[c] as number)),
  });
  for (const part of ["scale", "shift", "mean", "variance"]) values.delete(`${norm.name}.${part}`);
}

function readers(spec: NetworkSpec, name: string): number {
  let previous = "input";
  let count = spec.exits.includes(name) ? 1 : 0;
  for (const node of spec.nodes) {
    if ((node.input ?? previous) === name || (node.kind === "add" && node.with === name)) count += 1;
    previous = node.name;
  }
  return count;
}
