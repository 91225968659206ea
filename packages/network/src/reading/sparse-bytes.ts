import { badNetwork } from "./bad-network.js";
import type { ByteSource } from "./byte-source.js";

/** Thrown where bytes are wanted that have not been loaded. */
export class MissingBytes extends Error {
  readonly offset: number;
  constructor(offset: number) {
    super(`byte ${offset} is not loaded`);
    this.offset = offset;
  }
}

interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
}

const none: Chunk = { start: 0, end: 0, bytes: new Uint8Array(0) };
/** The structure of a network, its weights apart, is a few megabytes even for large language models. */
const mostLoaded = 64 * 2 ** 20;
/** Fields, numbers and tables looked at; the largest language models take one to two million. */
const mostSteps = 3_000_000;

/**
 * The loaded parts of a byte source, addressed by the source's own offsets.
 *
 * Parsing is synchronous over what is loaded; loading is asynchronous and bounded, so that no file can ask for more
 * memory than its structure may take.
 */
export class SparseBytes {
  readonly size: number;
  readonly #source: ByteSource;
  /** In order, without overlaps. */
  readonly #chunks: Chunk[] = [];
  #current: Chunk = none;
  #loaded = 0;
  #steps = 0;
  #earlierSteps = 0;

  constructor(source: ByteSource) {
    this.#source = source;
    this.size = source.size;
  }

  /** The byte at an offset. */
  at(offset: number): number {
    const { start, end, bytes } = this.#current;
    if (offset >= start && offset < end) return bytes[offset - start] as number;
    return this.#seek(offset).bytes[offset - this.#current.start] as number;
  }

  /** Loaded bytes as a view where one chunk holds them, else a copy. */
  slice(offset: number, length: number): Uint8Array {
    if (length === 0) return none.bytes;
    const { start, end, bytes } = this.#seek(offset);
    if (offset + length <= end) return bytes.subarray(offset - start, offset - start + length);
    this.#seek(offset + length - 1);
    const copy = new Uint8Array(length);
    for (let index = 0; index < length; index++) copy[index] = this.at(offset + index);
    return copy;
  }

  /** Counts one thing looked at, so that a file of millions of empty fields ends in an error rather than in a wait. */
  step(): void {
    if (++this.#steps > mostSteps) throw badNetwork(`the file has more than ${mostSteps} fields and numbers`);
  }

  /** Starts the count of things looked at anew, before a file is looked at again; all looks together are bounded too. */
  lookAgain(): void {
    this.#earlierSteps += this.#steps;
    this.#steps = 0;
    if (this.#earlierSteps > 6 * mostSteps) throw badNetwork("the structure of the file is too scattered to be read");
  }

  has(offset: number, length: number): boolean {
    for (let at = offset; at < offset + length; ) {
      const chunk = this.#find(at);
      if (chunk === undefined) return false;
      at = chunk.end;
    }
    return true;
  }

  /**
   * Loads at least the bytes [offset, offset + length), and up to `ahead` in one read.
   *
   * @returns up to where bytes are now loaded without a gap
   */
  async load(offset: number, length: number, ahead: number): Promise<number> {
    let at = offset;
    while (at < offset + length) {
      const chunk = this.#find(at);
      if (chunk !== undefined) {
        at = chunk.end;
        continue;
      }
      const next = this.#chunks.find(({ start }) => start > at)?.start ?? this.size;
      const end = Math.min(next, this.size, Math.max(offset + length, at + ahead));
      if (end <= at) throw badNetwork(`the file ends at byte ${this.size}, but byte ${at} is needed`);
      this.#loaded += end - at;
      if (this.#loaded > mostLoaded) {
        throw badNetwork(`the structure of the file takes more than ${mostLoaded / 2 ** 20} MiB, weights apart`);
      }
      const bytes = await this.#source.read(at, end - at);
      if (bytes.length !== end - at)
        throw badNetwork(`the file ends early: ${end - at} bytes wanted at byte ${at}, got ${bytes.length}`);
      this.#insert({ start: at, end, bytes });
      at = end;
    }
    return at;
  }

  #insert(chunk: Chunk): void {
    let index = this.#chunks.length;
    while (index > 0 && (this.#chunks[index - 1] as Chunk).start > chunk.start) index--;
    this.#chunks.splice(index, 0, chunk);
  }

  #seek(offset: number): Chunk {
    const chunk = this.#find(offset);
    if (chunk === undefined) throw new MissingBytes(offset);
    this.#current = chunk;
    return chunk;
  }

  #find(offset: number): Chunk | undefined {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const chunk = this.#chunks[middle] as Chunk;
      if (offset < chunk.start) high = middle - 1;
      else if (offset >= chunk.end) low = middle + 1;
      else return chunk;
    }
    return undefined;
  }
}
