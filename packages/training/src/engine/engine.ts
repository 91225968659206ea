import { Arena } from "../kernels/arena.js";
import { type Kernels, loadKernels } from "../kernels/load-kernels.js";
import type { Quantiser } from "../compression/quantiser.js";
import type { NetworkSpec, NodeSpec } from "../network/network-spec.js";
import { hashKey, randomStream } from "../random.js";
import { add } from "./add.js";
import { batchNorm } from "./batch-norm.js";
import { convolution } from "./convolution.js";
import { dense } from "./dense.js";
import { depthwise } from "./depthwise.js";
import { fakeQuantise } from "./fake-quantise.js";
import { allocateTensor, type BuildContext, type Operation, type Tensor } from "./operation.js";
import { ParameterStore } from "./parameters.js";
import { pooling } from "./pooling.js";

/** A network ready to run and train in the kernels' memory. */
export interface Engine {
  readonly kernels: Kernels;
  readonly spec: NetworkSpec;
  readonly batch: number;
  readonly parameters: ParameterStore;
  readonly operations: readonly Operation[];
  readonly exits: readonly Operation[];
  /** Room for `batch` input images, `stride` floats apart, height-width-channel. */
  inputValues(): Float32Array;
  readonly inputStride: number;
  /** Logits of exit k for the current batch: `stride` floats from example to example. */
  logits(exit: number): { readonly values: Float32Array; readonly gradient: Float32Array; readonly stride: number };
  /** What a node gives for the first `count` examples, as it lies in memory. */
  valuesOf(output: Tensor, count: number): Float32Array;
  /** Call after weights changed outside of `step`. */
  prepare(): void;
  forward(options: { readonly count: number; readonly training: boolean; readonly seed?: number }): void;
  /** From the exits' gradients to those of the parameters, which start from zero. */
  backward(options: { readonly count: number; readonly seed?: number }): void;
}

export interface EngineOptions {
  /** Most examples in a batch. */
  readonly batch: number;
  /** Nodes that keep their parameters. */
  readonly frozen?: readonly string[];
  /** Grids that feature maps are rounded to before another node reads them, by node. */
  readonly quantisers?: ReadonlyMap<string, Quantiser>;
}

/** Builds the network in a memory of its own. */
export function buildEngine(spec: NetworkSpec, { batch, frozen = [], quantisers }: EngineOptions): Engine {
  const arena = new Arena(loadKernels());
  const parameters = new ParameterStore(arena);
  const context: BuildContext = { arena, parameters, batch };
  const input = allocateTensor(context, spec.input, false);
  const tensors = new Map<string, Tensor>([["input", input]]);
  const operations: Operation[] = [];
  let previous = "input";
  spec.nodes.forEach((node, index) => {
    const declared = parameters.list.length;
    const sources = sourcesOf(node, previous).map((name) => tensorNamed(tensors, name, node.name));
    const operation = buildOperation(context, node, sources, index);
    const own = parameters.list.slice(declared);
    if (frozen.includes(node.name)) for (const parameter of own) parameter.trainable = false;
    const { output } = operation;
    output.needsGradient =
      own.some((parameter) => parameter.trainable && parameter.learned) ||
      sources.some((tensor) => tensor.needsGradient);
    if (output.needsGradient) output.gradient = arena.allocate(batch * output.stride + 16);
    operations.push(operation);
    tensors.set(node.name, output);
    previous = node.name;
    const quantiser = quantisers?.get(node.name);
    if (quantiser === undefined) return;
    const rounded = fakeQuantise(context, `${node.name}#rounded`, quantiser, output);
    rounded.output.needsGradient = output.needsGradient;
    if (output.needsGradient) rounded.output.gradient = arena.allocate(batch * output.stride + 16);
    operations.push(rounded);
    tensors.set(node.name, rounded.output);
  });
  parameters.allocate();
  const exits = spec.exits.map((name) => {
    const found = operations.find((operation) => operation.name === name);
    if (found === undefined) throw new Error(`buildEngine: exit ${name} is not a node`);
    return found;
  });

  return {
    kernels: arena.kernels,
    spec,
    batch,
    parameters,
    operations,
    exits,
    inputStride: input.stride,
    inputValues: () => arena.floats(input.values, batch * input.stride),
    logits(exit) {
      const { output } = exits[exit] as Operation;
      const { stride } = output;
      return {
        values: arena.floats(output.values, batch * stride),
        gradient: arena.floats(output.gradient, output.needsGradient ? batch * stride : 0),
        stride,
      };
    },
    valuesOf: ({ values, stride }, count) => arena.floats(values, count * stride),
    prepare() {
      for (const operation of operations) operation.prepare?.();
    },
    forward({ count, training, seed = 0 }) {
      for (const operation of operations) operation.forward({ batch: count, training, seed });
    },
    backward({ count, seed = 0 }) {
      parameters.region(1).fill(0);
      for (const operation of operations) operation.output.gradientStarted = exits.includes(operation);
      for (const operation of operations.toReversed()) {
        const { output } = operation;
        if (!output.needsGradient) continue;
        if (!output.gradientStarted) throw new Error(`engine: nothing uses node ${operation.name}`);
        operation.backward({ batch: count, training: true, seed });
      }
    },
  };
}

/** Glorot-uniform weights and constant others, each parameter from its own random stream. */
export function initialise({ parameters }: Engine, seed: number): void {
  for (const parameter of parameters.list) {
    const count = parameter.shape.reduce((product, size) => product * size, 1);
    const { initial } = parameter;
    const random = randomStream([seed, "initial", parameter.name]);
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++)
      values[i] = "uniform" in initial ? initial.uniform * (2 * random() - 1) : initial.constant;
    parameters.write(parameter, values);
  }
}

/** Seed of one step's dropout. */
export function stepSeed(seed: number, epoch: number, step: number): number {
  return hashKey([seed, "dropout", epoch, step]);
}

function sourcesOf(node: NodeSpec, previous: string): string[] {
  const first = node.input ?? previous;
  return node.kind === "add" ? [first, node.with] : [first];
}

function tensorNamed(tensors: ReadonlyMap<string, Tensor>, name: string, node: string): Tensor {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new Error(`buildEngine: node ${node} reads ${name}, which does not come before it`);
  return tensor;
}

function buildOperation(context: BuildContext, node: NodeSpec, sources: readonly Tensor[], index: number): Operation {
  const [first, second] = sources as [Tensor, Tensor];
  switch (node.kind) {
    case "convolution":
      return convolution(context, node, first);
    case "dense":
      return dense(context, node, first, index);
    case "depthwise":
      return depthwise(context, node, first);
    case "batch-norm":
      return batchNorm(context, node, first);
    case "add":
      return add(context, node, first, second);
    default:
      return pooling(context, node, first);
  }
}
