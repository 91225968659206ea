import { InputError, type Layer, type Loops, type Network, type Tensor } from "@joulebook/core";
import { type LoopNest, loopNest, type OperandBits } from "../accelerator/loop-nest.js";
import { type LayerStages, layerStages } from "../stages/layer-stages.js";

/** What a node does, as mapping files of several cores name it. */
export type NodeKind = "product" | "pooling" | "elementwise";

/** A layer that takes time on a core. */
export interface WorkNode {
  readonly name: string;
  /** Place in `Network.layers`. */
  readonly layer: number;
  readonly kind: NodeKind;
  /** Names by which mapping files know it, the most special first. */
  readonly operators: readonly string[];
  /** Loops of its products, and how often each runs. */
  readonly parts: readonly { readonly loops: Loops; readonly times: number }[];
  readonly bits: OperandBits;
  /** Tensors read: places in `Workload.tensors`. */
  readonly inputs: readonly number[];
  /** Tensor written. */
  readonly output: number;
  readonly weightBits: number;
  /** Columns of the map that it writes, 1 where it writes none. */
  readonly columns: number;
  readonly macs: number;
  readonly stage: number;
  readonly head: boolean;
}

/** An activation that nodes write and read. */
export interface WorkTensor {
  readonly name: string;
  readonly bits: number;
  /** The extents along y and x that tiles are parts of, 1 where there are none. */
  readonly rows: number;
  readonly columns: number;
  /** Node that writes it; undefined for inputs of the network. */
  readonly producer?: number;
  readonly consumers: readonly number[];
  /** An output of the network. */
  readonly result: boolean;
}

/** A network as nodes for several cores: layers that cost nothing are folded into those before them. */
export interface Workload {
  readonly name: string;
  readonly nodes: readonly WorkNode[];
  readonly tensors: readonly WorkTensor[];
  readonly stages: number;
  /** Layers that are computed with the one before them or move nothing. */
  readonly folded: readonly string[];
}

/** Operand width of the backbone and of the heads of exits. */
export interface WorkBits {
  readonly backbone: number;
  readonly heads: number;
}

export interface WorkloadOptions {
  /** Bits of weights, inputs and results by part; default: the network's own. Partial sums take twice as many, at most 32. */
  readonly bits?: WorkBits;
}

const free: ReadonlySet<Layer["kind"]> = new Set([
  "normalisation",
  "activation",
  "quantisation",
  "view",
  "data-movement",
  "control",
  "softmax",
]);

/**
 * The nodes of a network. Normalisations, activations and views are folded into the node before them.
 *
 * Source: docs/equations.md#many-cores
 *
 * @throws InputError `uncosted-layers` where a layer is neither product, pooling nor element-wise
 */
export function workload(network: Network, options: WorkloadOptions = {}): Workload {
  const stages: LayerStages = layerStages(network);
  const tensors: {
    name: string;
    bits: number;
    rows: number;
    columns: number;
    producer?: number;
    consumers: number[];
    result: boolean;
  }[] = [];
  /** Tensor of the workload by tensor of the network. */
  const place = new Map<number, number>();
  const elements = ({ shape }: Tensor): number => shape.reduce((product, extent) => product * extent, 1);
  const bitsOf = (head: boolean, own: number): number =>
    options.bits === undefined ? own : head ? options.bits.heads : options.bits.backbone;
  const add = (index: number, bits: number, { rows, columns }: MapSize, producer?: number): number => {
    const tensor = network.tensors[index] as Tensor;
    tensors.push({
      name: tensor.name,
      bits: elements(tensor) * bits,
      rows,
      columns,
      ...(producer === undefined ? {} : { producer }),
      consumers: [],
      result: false,
    });
    place.set(index, tensors.length - 1);
    return tensors.length - 1;
  };
  for (const index of network.inputs) {
    const tensor = network.tensors[index] as Tensor;
    add(index, bitsOf(false, tensor.bits), noMap);
  }
  const nodes: WorkNode[] = [];
  const folded: string[] = [];
  for (const [index, layer] of network.layers.entries()) {
    const inputs = layer.inputs.flatMap((input) => place.get(input) ?? []);
    const [output] = layer.outputs;
    if (output === undefined) continue;
    const kind = kindOf(layer);
    if (kind === undefined) {
      const [first] = inputs;
      if (!free.has(layer.kind) || first === undefined) throw uncosted(layer);
      folded.push(layer.name);
      for (const one of layer.outputs) place.set(one, first);
      continue;
    }
    const { stage, head } = stages.of(index);
    const tensor = network.tensors[output] as Tensor;
    const own = bitsOf(head, tensor.bits);
    const before = nodes[tensors[inputs[0] ?? -1]?.producer ?? -1]?.parts[0]?.loops;
    const parts = partsOf(layer, kind, tensor, before);
    const map =
      kind === "elementwise"
        ? commonMap(
            inputs.map((one) => tensors[one] ?? noMap),
            parts,
          )
        : mapOf(parts);
    const written = add(output, own, map, nodes.length);
    for (const one of new Set(inputs)) tensors[one]?.consumers.push(nodes.length);
    const source = network.tensors[layer.inputs[0] ?? -1]?.bits ?? 8;
    const weights = layer.weights.map((one) => network.tensors[one] as Tensor);
    const weightWidth = bitsOf(head, weights[0]?.bits ?? network.tensors[layer.inputs[1] ?? -1]?.bits ?? own);
    nodes.push({
      name: layer.name,
      layer: index,
      kind,
      operators: operatorsOf(layer, kind),
      parts,
      bits: {
        W: kind === "pooling" ? 0 : weightWidth,
        I: bitsOf(head, source),
        partial: own >= 32 ? own : Math.min(32, 2 * own),
        final: own,
      },
      inputs,
      output: written,
      // The products' own weights: biases and scales are folded into them by the tools that this is compared with.
      weightBits: kind === "product" && weights[0] !== undefined ? elements(weights[0]) * weightWidth : 0,
      columns: map.columns,
      macs: layer.macs,
      stage,
      head,
    });
  }
  for (const index of network.outputs) {
    const tensor = tensors[place.get(index) ?? -1];
    if (tensor !== undefined) tensor.result = true;
  }
  return { name: network.name, nodes, tensors, stages: stages.count, folded };
}

function kindOf(layer: Layer): NodeKind | undefined {
  if (layer.macs > 0 && (layer.loops?.length ?? 0) > 0) return "product";
  if (layer.kind === "max-pooling" || layer.kind === "average-pooling") return "pooling";
  if (layer.inputs.length > 1 && ["addition", "multiplication", "elementwise"].includes(layer.kind))
    return "elementwise";
  if (["elementwise", "reduction", "resize"].includes(layer.kind) && layer.ops > 0) return "elementwise";
  return undefined;
}

/** Loops of an element-wise node: a product without sums, its lanes over the channels of the layer before. */
function partsOf(layer: Layer, kind: NodeKind, output: Tensor, before: Loops | undefined): WorkNode["parts"] {
  if (kind !== "elementwise" && layer.loops !== undefined) {
    return layer.loops.map((loops) => ({ loops, times: loops.times ?? 1 }));
  }
  const all = output.shape.reduce((product, extent) => product * extent, 1);
  const wanted = before === undefined ? (output.shape.at(-1) ?? 1) : before.groups * before.outChannels;
  const channels = all % wanted === 0 ? wanted : all;
  const loops: Loops = {
    batch: all / channels,
    groups: channels,
    inChannels: 1,
    outChannels: 1,
    rows: 1,
    input: [],
    output: [],
    kernel: [],
    stride: [],
    dilation: [],
    padding: { before: [], after: [] },
    computed: true,
  };
  return [{ loops, times: 1 }];
}

interface MapSize {
  readonly rows: number;
  readonly columns: number;
}

const noMap: MapSize = { rows: 1, columns: 1 };

function mapOf(parts: WorkNode["parts"]): MapSize {
  const { output = [] } = parts.length === 1 ? (parts[0]?.loops ?? {}) : {};
  return { rows: output.at(-2) ?? 1, columns: output.at(-1) ?? 1 };
}

/** The map of an element-wise result: that of its inputs, where they agree and its lanes run within a pixel. */
function commonMap(maps: readonly MapSize[], parts: WorkNode["parts"]): MapSize {
  const [first = noMap] = maps;
  const { rows, columns } = first;
  const pixels = parts.every(({ loops }) => loops.batch % (rows * columns) === 0);
  return pixels && maps.every((map) => map.rows === rows && map.columns === columns) ? first : noMap;
}

function operatorsOf(layer: Layer, kind: NodeKind): readonly string[] {
  const usual = { pooling: ["Pool"], elementwise: ["Add"], product: [isConvolution(layer) ? "Conv" : "Gemm"] }[kind];
  return [layer.name, layer.op, ...usual, "default"];
}

function isConvolution({ loops }: Layer): boolean {
  return (loops?.[0]?.output.length ?? 0) > 0;
}

function uncosted(layer: Layer): InputError {
  return new InputError([
    {
      code: "uncosted-layers",
      message: `layer ${layer.name}: nothing is known of ${layer.op} on several cores`,
      expected: "products, pooling, element-wise layers, and what is folded into them",
    },
  ]);
}

/** How pooling is counted: as its windows, or with a loop over channels in each channel that reads nothing new, as Stream counts it. */
export type PoolingCount = "windows" | "channels-squared";
/** What the lanes of an element-wise layer run over: channels, or columns of the map, as Stream has it. */
export type LaneCount = "channels" | "columns";

/** How operators without weights become loops. */
export interface OperatorCounts {
  readonly pooling: PoolingCount;
  readonly lanes: LaneCount;
}

/** The loop nest of one part of a node. */
export function nodeNest(node: WorkNode, loops: Loops, { pooling, lanes }: OperatorCounts): LoopNest {
  const { batch, groups } = loops;
  if (node.kind === "pooling" && pooling === "channels-squared") {
    return { ...loopNest({ ...loops, inChannels: groups }, node.bits), inputWithoutC: true };
  }
  if (node.kind === "elementwise" && lanes === "columns" && node.columns > 1) {
    return loopNest({ ...loops, batch: (batch * groups) / node.columns, groups: node.columns }, node.bits);
  }
  return loopNest(loops, node.bits);
}
