import { kernelsBase64 } from "./kernels.generated.js";

/** Linear memory of an instance (the part of WebAssembly.Memory that is used). */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The compiled kernels: pointers and steps are bytes in `memory`, sizes count floats. See kernels/*.ts. */
export interface Kernels {
  readonly memory: KernelMemory;
  heapBase(): number;
  peak(rounds: number): number;
  adam(
    weights: number,
    gradients: number,
    first: number,
    second: number,
    count: number,
    decay: number,
    beta1: number,
    beta2: number,
    stepSize: number,
    rootScale: number,
    epsilon: number,
  ): void;
  convolve(
    input: number,
    weights: number,
    bias: number,
    output: number,
    outHeight: number,
    outWidth: number,
    channels: number,
    stepX: number,
    stepY: number,
    rowBytes: number,
    kernelRows: number,
    segment: number,
    mode: number,
  ): void;
  convolveWeightGradient(
    input: number,
    outGradient: number,
    gradient: number,
    outHeight: number,
    outWidth: number,
    channels: number,
    stepX: number,
    stepY: number,
    rowBytes: number,
    kernelRows: number,
    segment: number,
    gradientStepX: number,
    gradientStepY: number,
  ): void;
  dense(
    input: number,
    weights: number,
    bias: number,
    output: number,
    batch: number,
    inputs: number,
    units: number,
    inputBytes: number,
    outputBytes: number,
  ): void;
  denseWeightGradient(
    input: number,
    outGradient: number,
    gradient: number,
    batch: number,
    inputs: number,
    units: number,
    inputBytes: number,
    outBytes: number,
  ): void;
  denseInputGradient(
    outGradient: number,
    weights: number,
    inGradient: number,
    batch: number,
    inputs: number,
    units: number,
    outBytes: number,
    inBytes: number,
    accumulate: number,
    dropSeed: number,
    dropBelow: number,
    keepScale: number,
  ): void;
  dropout(
    input: number,
    output: number,
    batch: number,
    inputs: number,
    inputBytes: number,
    outputBytes: number,
    dropSeed: number,
    dropBelow: number,
    keepScale: number,
  ): void;
  sumExamples(values: number, target: number, batch: number, units: number, valueBytes: number): void;
  copyRows(source: number, target: number, rows: number, rowBytes: number, targetRowBytes: number): void;
  maskGradient(
    outGradient: number,
    output: number,
    target: number,
    height: number,
    width: number,
    channels: number,
    stepX: number,
    stepY: number,
    mode: number,
  ): void;
  sumPixels(
    values: number,
    sums: number,
    height: number,
    width: number,
    channels: number,
    stepX: number,
    stepY: number,
  ): void;
  depthwise(
    input: number,
    weights: number,
    bias: number,
    output: number,
    outHeight: number,
    outWidth: number,
    channels: number,
    stepX: number,
    stepY: number,
    rowBytes: number,
    kernel: number,
    mode: number,
  ): void;
  depthwiseWeightGradient(
    input: number,
    outGradient: number,
    gradient: number,
    outHeight: number,
    outWidth: number,
    channels: number,
    stepX: number,
    stepY: number,
    rowBytes: number,
    kernel: number,
    gradientStepX: number,
    gradientStepY: number,
  ): void;
  addValues(first: number, second: number, output: number, count: number, mode: number): void;
  passGradient(outGradient: number, output: number, target: number, count: number, mode: number): void;
  channelSums(values: number, sums: number, pixels: number, channels: number): void;
  channelSquares(values: number, mean: number, sums: number, pixels: number, channels: number): void;
  scaleShift(
    input: number,
    factor: number,
    term: number,
    output: number,
    pixels: number,
    channels: number,
    mode: number,
  ): void;
  normaliseSums(
    outGradient: number,
    output: number,
    input: number,
    mean: number,
    gradients: number,
    products: number,
    pixels: number,
    channels: number,
    mode: number,
  ): void;
  normaliseGradient(
    outGradient: number,
    output: number,
    input: number,
    a: number,
    b: number,
    d: number,
    inGradient: number,
    pixels: number,
    channels: number,
    mode: number,
  ): void;
  averageWindow(input: number, output: number, rows: number, columns: number, rowBytes: number, channels: number): void;
  averageWindowGradient(
    outGradient: number,
    inGradient: number,
    rows: number,
    columns: number,
    rowBytes: number,
    channels: number,
  ): void;
  maximumWindow(input: number, output: number, rows: number, columns: number, rowBytes: number, channels: number): void;
  maximumWindowGradient(
    outGradient: number,
    output: number,
    input: number,
    inGradient: number,
    rows: number,
    columns: number,
    rowBytes: number,
    channels: number,
  ): void;
  fakeQuantise(input: number, output: number, count: number, low: number, scale: number, levels: number): void;
  fakeQuantiseGradient(
    outGradient: number,
    input: number,
    inGradient: number,
    count: number,
    low: number,
    high: number,
    mode: number,
  ): void;
}

/** What is used of the WebAssembly namespace, which the compiler knows only together with a browser's. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

let compiled: object | undefined;

/** A fresh instance of the kernels with its own memory. */
export function loadKernels(): Kernels {
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };
  compiled ??= new WebAssembly.Module(Buffer.from(kernelsBase64, "base64"));
  return new WebAssembly.Instance(compiled, {}).exports as Kernels;
}
