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
