import type { Arena } from "../kernels/arena.js";
import type { Activation, Shape } from "../network/network-spec.js";
import type { ParameterStore } from "./parameters.js";

/** Feature maps of one batch, examples one after the other, height-width-channel, channels padded to a multiple of four. */
export interface Tensor {
  readonly shape: Shape;
  /** Channels in memory. */
  readonly channels: number;
  /** Floats from one example to the next. */
  readonly stride: number;
  readonly values: number;
  /** Same layout as values; 0 when nothing upstream is trained. */
  gradient: number;
  /** Whether any trained parameter lies at or before it. */
  needsGradient: boolean;
  /** Set while going backward: a first consumer overwrites the gradient, later ones add. */
  gradientStarted: boolean;
}

/** What differs from step to step. */
export interface StepContext {
  readonly batch: number;
  readonly training: boolean;
  /** Seeds dropout; differs in every step. */
  readonly seed: number;
}

/** One node of the running network. */
export interface Operation {
  readonly name: string;
  readonly output: Tensor;
  /** Called once after the weights changed (layouts that kernels want). */
  prepare?(): void;
  forward(step: StepContext): void;
  /** Adds to the gradients of its parameters and of its inputs; its output's gradient is complete. */
  backward(step: StepContext): void;
}

export interface BuildContext {
  readonly arena: Arena;
  readonly parameters: ParameterStore;
  readonly batch: number;
}

/** Smallest multiple of four that is not below n. */
function roundUpToFour(n: number): number {
  return (n + 3) & ~3;
}

/** The kernels' code of an activation. */
export function activationMode(activation: Activation | undefined): number {
  return activation === undefined ? 0 : activation === "relu" ? 2 : 4;
}

export function allocateTensor({ arena, batch }: BuildContext, shape: Shape, paddedChannels = true): Tensor {
  const channels = paddedChannels ? roundUpToFour(shape.channels) : shape.channels;
  const stride = roundUpToFour(shape.height * shape.width * channels);
  return {
    shape,
    channels,
    stride,
    values: arena.allocate(batch * stride + 16),
    gradient: 0,
    needsGradient: false,
    gradientStarted: false,
  };
}

/** Whether the caller must add to the gradient of `tensor` (true) or may overwrite it (false). */
export function startGradient(tensor: Tensor): boolean {
  const started = tensor.gradientStarted;
  tensor.gradientStarted = true;
  return started;
}
