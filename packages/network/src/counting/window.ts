import { repeated } from "./repeated.js";

/** A window that slides over one or more extents, outermost first. */
export interface Window {
  readonly input: readonly number[];
  readonly output: readonly number[];
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: { readonly before: readonly number[]; readonly after: readonly number[] };
}

/** "same" keeps ⌈input / stride⌉ with the odd element after ("same-lower": before); "valid" adds nothing. */
export type Padding =
  | "same"
  | "same-lower"
  | "valid"
  | { readonly before: readonly number[]; readonly after: readonly number[] };

export interface WindowOptions {
  /** Default 1 everywhere. */
  readonly stride?: readonly number[];
  /** Default 1 everywhere. */
  readonly dilation?: readonly number[];
  /** Default "valid". */
  readonly padding?: Padding;
  /** Whether a last window that is not full counts (pooling's ceil mode); default false. */
  readonly ceil?: boolean;
}

/**
 * Output extents and paddings of a sliding window: out = ⌊(in + before + after − dilation (kernel − 1) − 1) / stride⌋ + 1.
 * Source: docs/equations.md#windows
 *
 * @throws RangeError if an extent is not a positive integer or a window is larger than its padded input
 * @example slideWindow([49, 10], [10, 4], { stride: [2, 2], padding: "same" }).output // => [25, 5]
 */
export function slideWindow(input: readonly number[], kernel: readonly number[], options: WindowOptions = {}): Window {
  const { stride = ones(input), dilation = ones(input), padding = "valid", ceil = false } = options;
  checkExtents("input", input, input.length);
  checkExtents("kernel", kernel, input.length);
  checkExtents("stride", stride, input.length);
  checkExtents("dilation", dilation, input.length);
  const output: number[] = [];
  const before: number[] = [];
  const after: number[] = [];
  for (let axis = 0; axis < input.length; axis++) {
    const slid = slide(
      at(input, axis),
      at(kernel, axis),
      at(stride, axis),
      at(dilation, axis),
      axisPadding(padding, axis),
      ceil,
    );
    output.push(slid.output);
    before.push(slid.before);
    after.push(slid.after);
  }
  return { input, kernel, stride, dilation, output, padding: { before, after } };
}

function checkExtents(name: string, values: readonly number[], count: number): void {
  if (values.length !== count) throw new RangeError(`window: ${name} must have ${count} extents, got ${values.length}`);
  for (let axis = 0; axis < count; axis++) {
    const value = at(values, axis);
    if (!Number.isSafeInteger(value) || value < 1)
      throw new RangeError(`window: ${name} must be positive integers, got ${value}`);
  }
}

type AxisPadding = "same" | "same-lower" | "valid" | { readonly before: number; readonly after: number };

function slide(
  input: number,
  kernel: number,
  stride: number,
  dilation: number,
  padding: AxisPadding,
  ceil: boolean,
): { readonly output: number; readonly before: number; readonly after: number } {
  const reach = dilation * (kernel - 1) + 1;
  if (padding === "same" || padding === "same-lower") {
    const output = Math.ceil(input / stride);
    const total = Math.max(0, (output - 1) * stride + reach - input);
    const small = Math.floor(total / 2);
    const before = padding === "same" ? small : total - small;
    return { output, before, after: total - before };
  }
  const { before, after } = padding === "valid" ? { before: 0, after: 0 } : padding;
  const room = input + before + after - reach;
  if (room < 0) {
    throw new RangeError(`window: kernel reaches ${reach} but the padded input has ${input + before + after}`);
  }
  let output = Math.floor(room / stride) + 1;
  // A window beyond the input and its leading padding would see nothing but trailing padding: it does not count.
  if (ceil && room % stride !== 0 && output * stride < input + before) output += 1;
  return { output, before, after };
}

function axisPadding(padding: Padding, axis: number): AxisPadding {
  if (typeof padding === "string") return padding;
  const before = padding.before[axis];
  const after = padding.after[axis];
  const whole = Number.isSafeInteger(before) && Number.isSafeInteger(after);
  if (!whole || before === undefined || after === undefined) {
    throw new RangeError(`window: padding must be whole numbers on every axis, got ${before} and ${after}`);
  }
  return { before, after };
}

function ones(values: readonly number[]): readonly number[] {
  return repeated(1, values.length);
}

function at(values: readonly number[], axis: number): number {
  return values[axis] as number;
}
