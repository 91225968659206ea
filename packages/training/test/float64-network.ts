import type { NetworkSpec, NodeSpec } from "../src/network/network-spec.js";

/** A feature map in double precision: [height][width][channels], flat. */
interface Map64 {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly data: Float64Array;
}

export type Weights64 = ReadonlyMap<string, Float64Array>;

/**
 * Summed cross entropy of a network over a batch, mean over examples, in double precision and the plainest loops: written from the
 * equations alone, shares no code with the engine. Batch normalisation uses the batch (training).
 */
export function loss64(
  spec: NetworkSpec,
  weights: Weights64,
  images: readonly Float64Array[],
  labels: readonly number[],
  keep: (node: string, example: number, input: number) => number = () => 1,
): number {
  const values = new Map<string, readonly Map64[]>([["input", images.map((data) => ({ ...spec.input, data }))]]);
  let previous = "input";
  for (const node of spec.nodes) {
    const source = values.get(node.input ?? previous) as readonly Map64[];
    const raw =
      node.kind === "batch-norm"
        ? batchNorm64(source, node.epsilon ?? 1e-5, part(weights, node, "scale"), part(weights, node, "shift"))
        : source.map((map, b) => node64(node, map, weights, values, b, (i) => keep(node.name, b, i)));
    values.set(
      node.name,
      raw.map((map) => ({
        ...map,
        data: map.data.map((value) => activate64(value, "activation" in node ? node.activation : undefined)),
      })),
    );
    previous = node.name;
  }
  let loss = 0;
  for (const exit of spec.exits) {
    (values.get(exit) as readonly Map64[]).forEach(({ data }, b) => {
      const largest = Math.max(...data);
      const sum = data.reduce((total, z) => total + Math.exp(z - largest), 0);
      loss += largest + Math.log(sum) - (data[labels[b] as number] as number);
    });
  }
  return loss / images.length;
}

function part(weights: Weights64, { name }: NodeSpec, which: string): Float64Array {
  return weights.get(`${name}.${which}`) as Float64Array;
}

function activate64(value: number, activation: "relu" | "relu6" | undefined): number {
  if (activation === undefined) return value;
  return Math.min(activation === "relu6" ? 6 : Number.POSITIVE_INFINITY, Math.max(0, value));
}

function node64(
  node: NodeSpec,
  map: Map64,
  weights: Weights64,
  values: ReadonlyMap<string, readonly Map64[]>,
  example: number,
  keep: (input: number) => number,
): Map64 {
  switch (node.kind) {
    case "convolution":
    case "depthwise":
      return convolution64(node, map, part(weights, node, "weight"), weights.get(`${node.name}.bias`));
    case "dense": {
      const weight = part(weights, node, "weight");
      const bias = part(weights, node, "bias");
      const inputs = map.data.length;
      const data = bias.map((b, u) =>
        map.data.reduce((sum, x, i) => sum + x * keep(i) * (weight[u * inputs + i] as number), b),
      );
      return { height: 1, width: 1, channels: node.units, data };
    }
    case "add": {
      const other = (values.get(node.with) as readonly Map64[])[example] as Map64;
      return { ...map, data: map.data.map((value, i) => value + (other.data[i] as number)) };
    }
    case "batch-norm":
      throw new Error("handled over the whole batch");
    default:
      return pool64(node, map);
  }
}

function convolution64(
  node: Extract<NodeSpec, { kind: "convolution" | "depthwise" }>,
  map: Map64,
  weight: Float64Array,
  bias: Float64Array | undefined,
): Map64 {
  const { kernel, stride = 1 } = node;
  const pad = node.padding === "same" ? (kernel - 1) / 2 : 0;
  const deep = node.kind === "depthwise";
  const channels = deep ? map.channels : node.filters;
  const height = Math.floor((map.height + 2 * pad - kernel) / stride) + 1;
  const width = Math.floor((map.width + 2 * pad - kernel) / stride) + 1;
  const data = new Float64Array(height * width * channels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++) {
        let sum = bias?.[c] ?? 0;
        for (let ky = 0; ky < kernel; ky++)
          for (let kx = 0; kx < kernel; kx++) {
            const iy = y * stride + ky - pad;
            const ix = x * stride + kx - pad;
            if (iy < 0 || iy >= map.height || ix < 0 || ix >= map.width) continue;
            const pixel = (iy * map.width + ix) * map.channels;
            const tap = ky * kernel + kx;
            if (deep) sum += (map.data[pixel + c] as number) * (weight[tap * channels + c] as number);
            else
              for (let i = 0; i < map.channels; i++)
                sum += (map.data[pixel + i] as number) * (weight[(tap * map.channels + i) * channels + c] as number);
          }
        data[(y * width + x) * channels + c] = sum;
      }
  return { height, width, channels, data };
}

function batchNorm64(maps: readonly Map64[], epsilon: number, scale: Float64Array, shift: Float64Array): Map64[] {
  const { channels } = maps[0] as Map64;
  const all = scale.length;
  const mean = new Float64Array(all);
  const variance = new Float64Array(all);
  const count = (maps.length * (maps[0] as Map64).data.length) / channels;
  for (const { data } of maps)
    data.forEach((value, i) => void (mean[i % channels] = (mean[i % channels] as number) + value / count));
  for (const { data } of maps)
    data.forEach((value, i) => {
      const c = i % channels;
      variance[c] = (variance[c] as number) + (value - (mean[c] as number)) ** 2 / count;
    });
  return maps.map((map) => ({
    ...map,
    data: map.data.map((value, i) => {
      const c = i % channels;
      const normal = (value - (mean[c] as number)) / Math.sqrt((variance[c] as number) + epsilon);
      return (scale[c] as number) * normal + (shift[c] as number);
    }),
  }));
}

function pool64(node: Extract<NodeSpec, { size: number }>, map: Map64): Map64 {
  const adaptive = node.kind.startsWith("adaptive");
  const stride = "stride" in node ? (node.stride ?? node.size) : node.size;
  const side = (size: number): number => (adaptive ? node.size : Math.floor((size - node.size) / stride) + 1);
  const range = (i: number, size: number): [number, number] =>
    adaptive
      ? [Math.floor((i * size) / node.size), Math.ceil(((i + 1) * size) / node.size)]
      : [i * stride, i * stride + node.size];
  const [height, width] = [side(map.height), side(map.width)];
  const data = new Float64Array(height * width * map.channels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < map.channels; c++) {
        const window: number[] = [];
        const [y0, y1] = range(y, map.height);
        const [x0, x1] = range(x, map.width);
        for (let iy = y0; iy < y1; iy++)
          for (let ix = x0; ix < x1; ix++) window.push(map.data[(iy * map.width + ix) * map.channels + c] as number);
        const mean = window.reduce((sum, value) => sum + value, 0) / window.length;
        data[(y * width + x) * map.channels + c] =
          node.kind.endsWith("max-pool") || node.kind === "max-pool" ? Math.max(...window) : mean;
      }
  return { height, width, channels: map.channels, data };
}
