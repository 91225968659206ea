import type { Kernels } from "./load-kernels.js";

const page = 65_536;
const alignment = 64;

/** Hands out zeroed regions of the kernels' memory; nothing is ever given back before the whole instance goes. */
export class Arena {
  readonly kernels: Kernels;
  #next: number;

  constructor(kernels: Kernels) {
    this.kernels = kernels;
    this.#next = Math.ceil(kernels.heapBase() / alignment) * alignment;
  }

  /** Pointer to `count` zeroed floats, aligned to a cache line. */
  allocate(count: number): number {
    const pointer = this.#next;
    this.#next += Math.ceil((count * 4) / alignment) * alignment;
    const missing = this.#next - this.kernels.memory.buffer.byteLength;
    if (missing > 0) this.kernels.memory.grow(Math.ceil(missing / page));
    return pointer;
  }

  /** A view of `count` floats; valid until the next allocation. */
  floats(pointer: number, count: number): Float32Array {
    return new Float32Array(this.kernels.memory.buffer, pointer, count);
  }
}
