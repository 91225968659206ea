import type { LayerKind, Loops, Network } from "@joulebook/core";
import { normalisationTerms } from "../counting/layer-rules.js";
import {
  convolutionKind,
  convolutionLoops,
  matrixLoops,
  poolingLoops,
  product,
  recurrentLoops,
} from "../counting/loops.js";
import { repeated } from "../counting/repeated.js";
import { type Padding, slideWindow, type Window } from "../counting/window.js";
import { type LayerDraft, networkDraft } from "./network-draft.js";

/** A tensor of a network in the making; shapes are [batch, ...extents, channels]. */
export interface Value {
  readonly tensor: number;
  readonly shape: readonly number[];
}

export interface BuilderOptions {
  /** Of activations; default 8. */
  readonly bits?: number;
  /** Default: as activations. */
  readonly weightBits?: number;
  /** Default: as weights. */
  readonly biasBits?: number;
}

/** What every layer takes. */
export interface LayerOptions {
  /** Default: the operation's name and a number. */
  readonly name?: string;
  /** Of the output; default: the builder's. */
  readonly bits?: number;
  /** Segment of an early-exit network, from 0. */
  readonly stage?: number;
  /** Part of its stage's exit head. */
  readonly head?: boolean;
}

export interface WeightOptions extends LayerOptions {
  /** Default: the builder's. */
  readonly weightBits?: number;
  /** One per output channel; default true. */
  readonly bias?: boolean;
  /** A normalisation that is computed with the layer keeps its scale, one per output channel; default false. */
  readonly scale?: boolean;
  /** Activation computed with the layer, e.g. "relu6"; its operations are not counted. */
  readonly activation?: string;
}

export interface WindowedOptions {
  /** Of every extent, or per extent. */
  readonly kernel: number | readonly number[];
  /** Default 1; for pooling the kernel. */
  readonly stride?: number | readonly number[];
  /** Default 1. */
  readonly dilation?: number | readonly number[];
  /** Default "same" for convolutions, "valid" for pooling; one number: so many on every side. */
  readonly padding?: Padding | number;
}

export interface ConvolutionOptions extends WeightOptions, WindowedOptions {
  readonly filters: number;
  readonly groups?: number;
}

export interface DepthwiseOptions extends WeightOptions, WindowedOptions {
  /** Output channels per input channel; default 1. */
  readonly multiplier?: number;
}

export interface PoolingOptions extends LayerOptions, WindowedOptions {
  readonly ceil?: boolean;
}

export interface RecurrentOptions extends LayerOptions {
  readonly units: number;
  readonly weightBits?: number;
  /** Biases per gate and unit: 1 (Keras), 2 (ONNX, PyTorch, Keras's GRU) or none; default 1. */
  readonly biases?: 0 | 1 | 2;
  /** LSTM: three weights per unit from the cell to the gates; default false. */
  readonly peepholes?: boolean;
  /** LSTM: the state is projected to this width. */
  readonly projection?: number;
  readonly bidirectional?: boolean;
  /** The output keeps every step rather than the last; default false. */
  readonly sequences?: boolean;
}

export interface AttentionOptions extends LayerOptions {
  readonly heads: number;
  /** Per head, of queries and keys. */
  readonly keyWidth: number;
  /** Per head; default keyWidth. */
  readonly valueWidth?: number;
  /** Queries, keys, values and the result are projected; default true. */
  readonly projections?: boolean;
  readonly bias?: boolean;
  readonly weightBits?: number;
}

/** Writes a network layer by layer; every method returns the layer's output. */
export interface NetworkBuilder {
  /** @param shape without the batch, which is 1 */
  input(shape: readonly number[], options?: { readonly name?: string; readonly bits?: number }): Value;
  convolution(x: Value, options: ConvolutionOptions): Value;
  depthwise(x: Value, options: DepthwiseOptions): Value;
  transposed(x: Value, options: ConvolutionOptions): Value;
  dense(x: Value, options: WeightOptions & { readonly units: number }): Value;
  /** Both operands computed: [..., rows, inner] × [..., inner, columns]. */
  matrixProduct(a: Value, b: Value, options?: LayerOptions): Value;
  maxPooling(x: Value, options: PoolingOptions): Value;
  averagePooling(x: Value, options: PoolingOptions): Value;
  /** Extents are dropped unless kept as 1. */
  globalAveragePooling(x: Value, options?: LayerOptions & { readonly keepExtents?: boolean }): Value;
  add(a: Value, b: Value, options?: LayerOptions & { readonly activation?: string }): Value;
  multiply(a: Value, b: Value, options?: LayerOptions & { readonly activation?: string }): Value;
  activation(x: Value, kind: string, options?: LayerOptions): Value;
  softmax(x: Value, options?: LayerOptions): Value;
  /** Scale and shift per channel. Statistics are computed for "layer"; for "batch" they are kept, and no parameters. */
  normalisation(x: Value, options?: LayerOptions & { readonly over?: "batch" | "layer" }): Value;
  concat(values: readonly Value[], options?: LayerOptions & { readonly axis?: number }): Value;
  /** A view: no memory is moved. */
  reshape(x: Value, shape: readonly number[], options?: LayerOptions): Value;
  flatten(x: Value, options?: LayerOptions): Value;
  /** [batch, steps, features] to [batch, units] or [batch, steps, units]. */
  lstm(x: Value, options: RecurrentOptions): Value;
  gru(x: Value, options: RecurrentOptions): Value;
  rnn(x: Value, options: RecurrentOptions): Value;
  /** [batch, steps, width]; keys and values come from `memory` where it is given. */
  attention(x: Value, options: AttentionOptions & { readonly memory?: Value }): Value;
  /** Any other layer, e.g. a resize or padding: the caller says its kind and output shape. */
  other(
    op: string,
    inputs: readonly Value[],
    options: LayerOptions & { readonly kind: LayerKind; readonly shape: readonly number[]; readonly terms?: number },
  ): Value;
  /** @param outputs in order of their exits, where there are several */
  finish(outputs: readonly Value[], notes?: readonly string[]): Network;
}

/**
 * A builder of networks from functions; counts follow the rules that the readers use.
 * Source: docs/equations.md#counting
 *
 * @throws RangeError (its methods) if shapes do not fit
 * @example
 * const b = networkBuilder("tiny");
 * const x = b.convolution(b.input([8, 8, 3]), { filters: 4, kernel: 3, activation: "relu" });
 * b.finish([b.dense(b.flatten(x), { units: 10 })]).layers.map(({ macs }) => macs) // => [6912, 0, 2560]
 */
export function networkBuilder(name: string, options: BuilderOptions = {}): NetworkBuilder {
  const { bits = 8, weightBits = bits, biasBits = weightBits } = options;
  const draft = networkDraft();
  const inputs: number[] = [];
  const used = new Map<string, number>();

  const unique = (wanted: string): string => {
    const times = used.get(wanted) ?? 0;
    used.set(wanted, times + 1);
    return times === 0 ? wanted : `${wanted}-${times + 1}`;
  };
  const constant = (of: string, shape: readonly number[], width: number): number =>
    draft.tensor({ name: of, shape, bits: width, constant: true });

  const stored = (layerName: string, weights: readonly WeightShape[]): readonly number[] => {
    const indices: number[] = [];
    for (const { role, shape, bits: width } of weights) indices.push(constant(`${layerName}/${role}`, shape, width));
    return indices;
  };

  const layer = (
    op: string,
    from: readonly Value[],
    shape: readonly number[],
    rest: Pick<LayerDraft, "kind"> & Partial<Pick<LayerDraft, "loops" | "terms" | "fused">>,
    common: LayerOptions,
    parameterShapes: readonly WeightShape[] = none,
    settingShapes: readonly WeightShape[] = none,
  ): Value => {
    const name = unique(common.name ?? op);
    const parameters = stored(name, parameterShapes);
    const settings = stored(name, settingShapes);
    const tensor = draft.tensor({ name, shape, bits: common.bits ?? bits });
    const { kind, loops, terms, fused } = rest;
    const { stage, head } = common;
    const read = from.map((value) => value.tensor);
    draft.layer({
      name,
      kind,
      op,
      inputs: read,
      parameters,
      settings,
      outputs: [tensor],
      loops,
      terms,
      fused,
      stage,
      head,
    });
    return { tensor, shape };
  };

  /** The weights of a product: kernel, and what it adds per output channel. */
  const weighted = (kernel: readonly number[], channels: number, chosen: WeightOptions): readonly WeightShape[] => {
    const weights: WeightShape[] = [{ role: "weights", shape: kernel, bits: chosen.weightBits ?? weightBits }];
    if (chosen.scale === true) weights.push({ role: "scale", shape: [channels], bits: biasBits });
    if (chosen.bias !== false) weights.push({ role: "bias", shape: [channels], bits: biasBits });
    return weights;
  };

  const convolve = (
    op: string,
    x: Value,
    chosen: WindowedOptions & WeightOptions,
    filters: number,
    groups: number,
    always?: LayerKind,
  ): Value => {
    const { batch, extents, channels } = image(x);
    const window = windowOf(extents, chosen, "same", 1);
    const loops = convolutionLoops({ window, batch, groups, inChannels: channels, outChannels: filters });
    return layer(
      op,
      [x],
      [batch, ...window.output, filters],
      { kind: always ?? convolutionKind(loops), loops: [loops], fused: chosen.activation },
      chosen,
      weighted([filters, ...window.kernel, channels / groups], filters, chosen),
    );
  };

  const pool = (op: string, kind: LayerKind, x: Value, chosen: PoolingOptions): Value => {
    const { batch, extents, channels } = image(x);
    const window = windowOf(extents, chosen, "valid", chosen.kernel);
    const loops = poolingLoops(window, batch, channels);
    const terms = product(window.kernel);
    return layer(op, [x], [batch, ...window.output, channels], { kind, loops: [loops], terms }, chosen);
  };

  const join = (
    op: string,
    kind: LayerKind,
    a: Value,
    b: Value,
    chosen: LayerOptions & { readonly activation?: string },
  ): Value => layer(op, [a, b], broadcast(a.shape, b.shape), { kind, fused: chosen.activation }, chosen);

  const recur = (op: string, kind: "lstm" | "gru" | "rnn", x: Value, chosen: RecurrentOptions): Value => {
    const [batch, steps, features] = exactly(x, 3);
    const { units, projection, biases = 1, bidirectional = false } = chosen;
    const gates = { lstm: 4, gru: 3, rnn: 1 }[kind];
    const directions = bidirectional ? 2 : 1;
    const state = projection ?? units;
    const loops = recurrentLoops({
      gates,
      steps,
      inputs: features,
      units,
      batch,
      directions,
      ...(projection === undefined ? {} : { projection }),
    });
    const width = chosen.weightBits ?? weightBits;
    const parameters: WeightShape[] = [
      { role: "input-weights", shape: [directions, gates * units, features], bits: width },
      { role: "state-weights", shape: [directions, gates * units, state], bits: width },
    ];
    if (projection !== undefined)
      parameters.push({ role: "projection", shape: [directions, projection, units], bits: width });
    if (chosen.peepholes === true) parameters.push({ role: "peepholes", shape: [directions, 3 * units], bits: width });
    if (biases > 0) parameters.push({ role: "bias", shape: [directions, biases * gates * units], bits: biasBits });
    const shape = chosen.sequences === true ? [batch, steps, directions * state] : [batch, directions * state];
    return layer(op, [x], shape, { kind, loops }, chosen, parameters);
  };

  return {
    input(shape, chosen = {}) {
      const whole = [1, ...shape];
      checkShape(whole);
      const tensor = draft.tensor({ name: unique(chosen.name ?? "input"), shape: whole, bits: chosen.bits ?? bits });
      inputs.push(tensor);
      return { tensor, shape: whole };
    },
    convolution: (x, chosen) => convolve("convolution", x, chosen, chosen.filters, chosen.groups ?? 1),
    depthwise(x, chosen) {
      const { channels } = image(x);
      const filters = channels * (chosen.multiplier ?? 1);
      return convolve("depthwise", x, chosen, filters, channels, "depthwise-convolution");
    },
    transposed(x, chosen) {
      const { batch, extents, channels } = image(x);
      const { filters, groups = 1 } = chosen;
      const window = transposedWindow(extents, chosen);
      const loops = convolutionLoops({ window, batch, groups, inChannels: filters, outChannels: channels });
      return layer(
        "transposed",
        [x],
        [batch, ...window.input, filters],
        { kind: "transposed-convolution", loops: [loops], fused: chosen.activation },
        chosen,
        weighted([filters / groups, ...window.kernel, channels], filters, chosen),
      );
    },
    dense(x, chosen) {
      const inner = x.shape.at(-1) as number;
      const batch = product(x.shape.slice(0, -1));
      const loops = [matrixLoops({ batch, inner, columns: chosen.units })];
      return layer(
        "dense",
        [x],
        [...x.shape.slice(0, -1), chosen.units],
        { kind: "dense", loops, fused: chosen.activation },
        chosen,
        weighted([chosen.units, inner], chosen.units, chosen),
      );
    },
    matrixProduct(a, b, chosen = {}) {
      const [rows, inner] = [a.shape.at(-2) ?? 1, a.shape.at(-1) ?? 1];
      const [rightRows, columns] = [b.shape.at(-2), b.shape.at(-1) ?? 1];
      if (rightRows !== inner)
        throw new RangeError(`matrixProduct: [${a.shape}] and [${b.shape}] do not share the inner extent`);
      const outer = broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2));
      const loops = [matrixLoops({ groups: product(outer), rows, inner, columns, computed: true })];
      return layer("matrix-product", [a, b], [...outer, rows, columns], { kind: "matrix-product", loops }, chosen);
    },
    maxPooling: (x, chosen) => pool("max-pooling", "max-pooling", x, chosen),
    averagePooling: (x, chosen) => pool("average-pooling", "average-pooling", x, chosen),
    globalAveragePooling(x, chosen = {}) {
      const { batch, extents, channels } = image(x);
      const loops = [poolingLoops(slideWindow(extents, extents), batch, channels)];
      const kept = chosen.keepExtents === true ? extents.map(() => 1) : [];
      const kind = "average-pooling";
      return layer(
        "global-average-pooling",
        [x],
        [batch, ...kept, channels],
        { kind, loops, terms: product(extents) },
        chosen,
      );
    },
    add: (a, b, chosen = {}) => join("add", "addition", a, b, chosen),
    multiply: (a, b, chosen = {}) => join("multiply", "multiplication", a, b, chosen),
    activation: (x, kind, chosen = {}) => layer(kind, [x], x.shape, { kind: "activation" }, chosen),
    softmax: (x, chosen = {}) => layer("softmax", [x], x.shape, { kind: "softmax" }, chosen),
    normalisation(x, chosen = {}) {
      const shape = [x.shape.at(-1) as number];
      const known = (chosen.over ?? "batch") === "batch";
      const kept = (role: string): WeightShape => ({ role, shape, bits: biasBits });
      const terms = known ? normalisationTerms.known : normalisationTerms.computed;
      const learnt = [kept("scale"), kept("shift")];
      const statistics = known ? [kept("mean"), kept("variance")] : [];
      return layer("normalisation", [x], x.shape, { kind: "normalisation", terms }, chosen, learnt, statistics);
    },
    concat(values, chosen = {}) {
      const axis = chosen.axis ?? -1;
      const shapes = values.map((value) => value.shape);
      return layer("concat", values, joined(shapes, axis), { kind: "data-movement" }, chosen);
    },
    reshape(x, shape, chosen = {}) {
      if (product(shape) !== product(x.shape))
        throw new RangeError(`reshape: [${x.shape}] does not hold as many elements as [${shape}]`);
      return layer("reshape", [x], shape, { kind: "view" }, chosen);
    },
    flatten(x, chosen = {}) {
      const [batch = 1, ...extents] = x.shape;
      return layer("flatten", [x], [batch, product(extents)], { kind: "view" }, chosen);
    },
    lstm: (x, chosen) => recur("lstm", "lstm", x, chosen),
    gru: (x, chosen) => recur("gru", "gru", x, chosen),
    rnn: (x, chosen) => recur("rnn", "rnn", x, chosen),
    attention(x, chosen) {
      const memory = chosen.memory ?? x;
      const [batch, steps, width] = exactly(x, 3);
      const [, memorySteps, memoryWidth] = exactly(memory, 3);
      const { heads, keyWidth, valueWidth = keyWidth, projections = true, bias = true } = chosen;
      const shapes = attentionShapes({ batch, steps, width, memorySteps, memoryWidth, heads, keyWidth, valueWidth });
      const outWidth = projections ? width : heads * valueWidth;
      const parameters = projections
        ? shapes.weights.flatMap(({ role, shape }) => [
            { role, shape, bits: chosen.weightBits ?? weightBits },
            ...(bias ? [{ role: `${role}-bias`, shape: [shape[0] as number], bits: biasBits }] : []),
          ])
        : [];
      const loops = projections ? [...shapes.projections, ...shapes.products] : shapes.products;
      const from = memory === x ? [x] : [x, memory];
      return layer("attention", from, [batch, steps, outWidth], { kind: "attention", loops }, chosen, parameters);
    },
    other(op, from, chosen) {
      checkShape(chosen.shape);
      const { kind, terms } = chosen;
      return layer(op, from, chosen.shape, { kind, terms }, chosen);
    },
    finish: (outputs, notes = []) =>
      draft.finish(name, { inputs, outputs: outputs.map(({ tensor }) => tensor), source: { format: "zoo" }, notes }),
  };
}

const none: readonly WeightShape[] = [];

interface WeightShape {
  readonly role: string;
  readonly shape: readonly number[];
  readonly bits: number;
}

interface AttentionShape {
  readonly batch: number;
  readonly steps: number;
  readonly width: number;
  readonly memorySteps: number;
  readonly memoryWidth: number;
  readonly heads: number;
  readonly keyWidth: number;
  readonly valueWidth: number;
}

/** Weights and products of multi-head attention: projections (4 N d² of self-attention), then scores and mixing (2 N² d). */
function attentionShapes(shape: AttentionShape): {
  readonly weights: readonly { readonly role: string; readonly shape: readonly number[] }[];
  readonly projections: readonly Loops[];
  readonly products: readonly Loops[];
} {
  const { batch, steps, width, memorySteps, memoryWidth, heads, keyWidth, valueWidth } = shape;
  const keys = heads * keyWidth;
  const values = heads * valueWidth;
  const each = { groups: batch * heads, rows: steps, computed: true };
  return {
    weights: [
      { role: "query", shape: [keys, width] },
      { role: "key", shape: [keys, memoryWidth] },
      { role: "value", shape: [values, memoryWidth] },
      { role: "result", shape: [width, values] },
    ],
    projections: [
      matrixLoops({ batch, rows: steps, inner: width, columns: keys }),
      matrixLoops({ batch, rows: memorySteps, inner: memoryWidth, columns: keys }),
      matrixLoops({ batch, rows: memorySteps, inner: memoryWidth, columns: values }),
      matrixLoops({ batch, rows: steps, inner: values, columns: width }),
    ],
    products: [
      matrixLoops({ ...each, inner: keyWidth, columns: memorySteps }),
      matrixLoops({ ...each, inner: memorySteps, columns: valueWidth }),
    ],
  };
}

function windowOf(
  extents: readonly number[],
  { kernel, stride, dilation = 1, padding }: WindowedOptions,
  usualPadding: Padding,
  usualStride: number | readonly number[],
): Window {
  return slideWindow(extents, spread(kernel, extents), {
    stride: spread(stride ?? usualStride, extents),
    dilation: spread(dilation, extents),
    padding: sides(padding ?? usualPadding, extents),
  });
}

/** The window of the convolution that is transposed: over our output, giving our input. */
function transposedWindow(extents: readonly number[], options: WindowedOptions): Window {
  const kernel = spread(options.kernel, extents);
  const stride = spread(options.stride ?? 1, extents);
  const dilation = spread(options.dilation ?? 1, extents);
  const padding = sides(options.padding ?? "same", extents);
  const result = extents.map((extent, axis) => {
    const step = stride[axis] as number;
    if (padding === "same" || padding === "same-lower") return extent * step;
    const reach = (dilation[axis] as number) * ((kernel[axis] as number) - 1) + 1;
    const cut = padding === "valid" ? 0 : (padding.before[axis] ?? 0) + (padding.after[axis] ?? 0);
    return (extent - 1) * step + reach - cut;
  });
  return slideWindow(result, kernel, { stride, dilation, padding });
}

function sides(padding: Padding | number, extents: readonly number[]): Padding {
  return typeof padding === "number" ? { before: spread(padding, extents), after: spread(padding, extents) } : padding;
}

function spread(value: number | readonly number[], extents: readonly number[]): readonly number[] {
  return typeof value === "number" ? repeated(value, extents.length) : value;
}

function image({ shape }: Value): { batch: number; extents: readonly number[]; channels: number } {
  if (shape.length < 3) throw new RangeError(`a window needs [batch, ...extents, channels], got [${shape}]`);
  return { batch: shape[0] as number, extents: shape.slice(1, -1), channels: shape.at(-1) as number };
}

function exactly({ shape }: Value, rank: 3): readonly [number, number, number] {
  if (shape.length !== rank) throw new RangeError(`[batch, steps, features] wanted, got [${shape}]`);
  return shape as unknown as readonly [number, number, number];
}

function broadcast(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === b.length && a.every((extent, axis) => extent === b[axis])) return a;
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) throw new RangeError(`[${a}] and [${b}] do not fit together`);
    return Math.max(left, right);
  });
}

function joined(shapes: readonly (readonly number[])[], axis: number): readonly number[] {
  const [first, ...rest] = shapes;
  if (first === undefined) throw new RangeError("concat: nothing to join");
  const at = axis < 0 ? axis + first.length : axis;
  const fits = (shape: readonly number[]): boolean =>
    shape.length === first.length && shape.every((extent, index) => index === at || extent === first[index]);
  const misfit = rest.find((shape) => !fits(shape));
  if (misfit !== undefined || first[at] === undefined)
    throw new RangeError(`concat: [${first}] and [${misfit ?? []}] cannot be joined on axis ${axis}`);
  return first.map((extent, index) =>
    index === at ? shapes.reduce((sum, shape) => sum + (shape[at] as number), 0) : extent,
  );
}

function checkShape(shape: readonly number[]): void {
  const bad = shape.find((extent) => !Number.isSafeInteger(extent) || extent < 1);
  if (bad !== undefined) throw new RangeError(`extents must be positive integers, got [${shape}]`);
}
