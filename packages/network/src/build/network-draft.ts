import type { Layer, LayerKind, Loops, Network, StatedBits, Tensor } from "@joulebook/core";
import { layerRules, opsConvention } from "../counting/layer-rules.js";
import { loopsMacs, product } from "../counting/loops.js";

/** A layer before it is counted. */
export interface LayerDraft {
  readonly name: string;
  readonly kind: LayerKind;
  readonly op: string;
  /** Activations read. */
  readonly inputs: readonly number[];
  /** Constants whose elements are parameters. */
  readonly parameters?: readonly number[];
  /** Constants that are not: statistics, scales, shapes. */
  readonly settings?: readonly number[];
  readonly outputs: readonly number[];
  readonly loops?: readonly Loops[] | undefined;
  /** Values that meet in one output element, for kinds without MACs; default: the number of inputs and constants. */
  readonly terms?: number | undefined;
  readonly statedBits?: StatedBits | undefined;
  readonly fused?: string | undefined;
  readonly stage?: number | undefined;
  readonly head?: boolean | undefined;
}

export interface NetworkEnds {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly source?: NonNullable<Network["source"]>;
  readonly unsupported?: Network["unsupported"];
  readonly notes?: readonly string[];
}

/** A network in the making: tensors and layers in execution order, counted as they come. */
export interface NetworkDraft {
  readonly tensors: readonly Tensor[];
  /** Adds a tensor and returns its index. */
  tensor(tensor: Tensor): number;
  /** Counts a layer and appends it. */
  layer(draft: LayerDraft): Layer;
  finish(name: string, ends: NetworkEnds): Network;
}

/**
 * The one place where layers get their counts; the readers and the builder both write into it.
 * Source: docs/equations.md#counting
 */
export function networkDraft(): NetworkDraft {
  const tensors: Tensor[] = [];
  const layers: Layer[] = [];
  /** Of each tensor, whether its elements are parameters that were counted. */
  const counted: boolean[] = [];
  return {
    tensors,
    tensor(tensor) {
      tensors.push(tensor);
      counted.push(false);
      return tensors.length - 1;
    },
    layer(draft) {
      const layer = countedLayer(draft, tensors, counted);
      layers.push(layer);
      return layer;
    },
    finish(name, { inputs, outputs, source, unsupported = [], notes = [] }) {
      return {
        name,
        ...(source === undefined ? {} : { source }),
        tensors,
        layers,
        inputs,
        outputs,
        opsConvention,
        unsupported,
        notes,
      };
    },
  };
}

function countedLayer(draft: LayerDraft, tensors: readonly Tensor[], counted: boolean[]): Layer {
  const {
    name,
    kind,
    op,
    inputs,
    parameters = [],
    settings = [],
    outputs,
    loops,
    statedBits,
    fused,
    stage,
    head,
  } = draft;
  const rule = layerRules[kind];
  let macs = 0;
  if (rule.macs && loops !== undefined) for (const part of loops) macs += loopsMacs(part);
  let params = 0;
  for (const weight of parameters) {
    if (counted[weight] === true) continue;
    counted[weight] = true;
    params += elements(tensors, weight);
  }
  const terms = draft.terms ?? inputs.length + parameters.length;
  let written = 0;
  for (const output of outputs) written += elements(tensors, output);
  const firstOutput = elements(tensors, outputs[0]);
  const layer: Mutable<Layer> = {
    name,
    kind,
    op,
    inputs,
    weights: settings.length === 0 ? parameters : [...parameters, ...settings],
    outputs,
    macs,
    params,
    macsPerOutput: firstOutput === 0 ? 0 : macs / firstOutput,
    ops: rule.ops({ macs, outputs: written, inputs: elements(tensors, inputs[0]), terms }),
    outputShape: outputs[0] === undefined ? [] : shapeOf(tensors, outputs[0]),
  };
  if (loops !== undefined) layer.loops = loops;
  if (statedBits !== undefined) layer.statedBits = statedBits;
  if (fused !== undefined) layer.fused = fused;
  if (stage !== undefined) layer.stage = stage;
  if (head !== undefined) layer.head = head;
  return layer;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function elements(tensors: readonly Tensor[], index: number | undefined): number {
  return index === undefined ? 0 : product(shapeOf(tensors, index));
}

function shapeOf(tensors: readonly Tensor[], index: number): readonly number[] {
  return tensors[index]?.shape ?? [];
}
