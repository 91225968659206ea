import type { Padding, Shape } from "./network-spec.js";

/** Zeros on each side that keep the size at stride 1; odd kernels only. */
export function samePadding(kernel: number): number {
  return (kernel - 1) / 2;
}

/**
 * Shape after a window of `kernel` moved by `stride`.
 * @example convolvedShape({ height: 32, width: 32, channels: 3 }, { kernel: 3, stride: 1, padding: "valid", channels: 16 })
 * // => { height: 30, width: 30, channels: 16 }
 */
export function convolvedShape(
  input: Shape,
  window: { readonly kernel: number; readonly stride: number; readonly padding: Padding; readonly channels: number },
): Shape {
  const { kernel, stride, padding, channels } = window;
  const border = padding === "same" ? 2 * samePadding(kernel) : 0;
  const length = (size: number): number => Math.floor((size + border - kernel) / stride) + 1;
  return { height: length(input.height), width: length(input.width), channels };
}
