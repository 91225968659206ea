import { kernelsBase64 } from "./kernels.generated.js";
import { Sum } from "./pair-layout.js";

/** The compiled kernels: pointers are bytes in `memory`. See kernels/*.ts. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  heapBase(): number;
  pairSums(watch: number, called: number, pairs: number, sums: number): void;
}

/** What is used of the host, which the compiler knows only together with a browser's. */
interface Host {
  readonly atob: (text: string) => string;
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object) => { readonly exports: unknown };
  };
}

let compiled: object | undefined;

const page = 65_536;
const bytesPerNumber = Float64Array.BYTES_PER_ELEMENT;

/** Stages as rows of numbers in the memory of the compiled kernels, and sums over pairs of them. */
export class PairKernel {
  readonly #exports: Exports;
  readonly #sums: number;
  #end: number;
  #values: Float64Array;

  constructor() {
    const { WebAssembly, atob } = globalThis as unknown as Host;
    compiled ??= new WebAssembly.Module(Uint8Array.from(atob(kernelsBase64), (letter) => letter.charCodeAt(0)));
    this.#exports = new WebAssembly.Instance(compiled).exports as Exports;
    this.#values = new Float64Array(this.#exports.memory.buffer);
    // Two numbers side by side lie at multiples of 16 bytes.
    this.#sums = Math.ceil(this.#exports.heapBase() / 16) * 16;
    this.#end = this.#sums + Sum.width * bytesPerNumber;
  }

  /** Keeps a row; gives its place. */
  keep(row: Float64Array): number {
    const at = this.#end;
    this.#end += row.byteLength;
    const { memory } = this.#exports;
    const missing = Math.ceil((this.#end - memory.buffer.byteLength) / page);
    if (missing > 0) {
      memory.grow(Math.max(missing, memory.buffer.byteLength / page));
      this.#values = new Float64Array(memory.buffer);
    }
    this.#values.set(row, at / bytesPerNumber);
    return at;
  }

  /** Forgets the row at a place and all that were kept after it. */
  forget(at: number): void {
    this.#end = at;
  }

  /** Writes the sums of two kept stages, `Sum.width` numbers, over so many pairs of cells. */
  pairSums(watch: number, called: number, pairs: number, into: Float64Array): void {
    this.#exports.pairSums(watch, called, pairs, this.#sums);
    const from = this.#sums / bytesPerNumber;
    for (let place = 0; place < Sum.width; place++) into[place] = this.#values[from + place] as number;
  }
}
