import type { Layer, LayerKind, Loops, Network, Tensor } from "@joulebook/core";
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
  readonly loops?: readonly Loops[];
  /** Values that meet in one output element, for kinds without MACs; default: the number of inputs and constants. */
  readonly terms?: number;
  readonly fused?: string;
  readonly stage?: number;
  readonly head?: boolean;
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
  const counted = new Set<number>();
  return {
    tensors,
    tensor(tensor) {
      tensors.push(tensor);
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

function countedLayer(draft: LayerDraft, tensors: readonly Tensor[], counted: Set<number>): Layer {
  const { name, kind, op, inputs, parameters = [], settings = [], outputs, loops, fused, stage, head } = draft;
  const macs = layerRules[kind].macs ? (loops ?? []).reduce((sum, part) => sum + loopsMacs(part), 0) : 0;
  const elements = (index: number | undefined): number => (index === undefined ? 0 : product(shapeOf(tensors, index)));
  const firstOutput = elements(outputs[0]);
  let params = 0;
  for (const weight of parameters) {
    if (counted.has(weight)) continue;
    counted.add(weight);
    params += elements(weight);
  }
  return {
    name,
    kind,
    op,
    inputs,
    weights: [...parameters, ...settings],
    outputs,
    macs,
    params,
    macsPerOutput: firstOutput === 0 ? 0 : macs / firstOutput,
    ops: layerRules[kind].ops({
      macs,
      outputs: outputs.reduce((sum, output) => sum + elements(output), 0),
      inputs: elements(inputs[0]),
      terms: draft.terms ?? inputs.length + parameters.length,
    }),
    outputShape: outputs[0] === undefined ? [] : shapeOf(tensors, outputs[0]),
    ...(loops === undefined ? {} : { loops }),
    ...(fused === undefined ? {} : { fused }),
    ...(stage === undefined ? {} : { stage }),
    ...(head === undefined ? {} : { head }),
  };
}

function shapeOf(tensors: readonly Tensor[], index: number): readonly number[] {
  return tensors[index]?.shape ?? [];
}
