import { badNetwork } from "../reading/bad-network.js";
import { decodeText } from "../reading/decode-text.js";
import type { SparseBytes } from "../reading/sparse-bytes.js";

/** Names and texts beyond this are no names. */
const longestText = 2 ** 20;

/**
 * A table of a flatbuffer (https://flatbuffers.dev/internals): fields by slot, absent ones at their default. Every
 * offset is checked against the file before it is followed.
 *
 * @throws InputError (its methods) where an offset or length leaves the file
 */
export class FlatTable {
  readonly #bytes: SparseBytes;
  readonly #at: number;
  readonly #fields: number;
  readonly #fieldsSize: number;

  constructor(bytes: SparseBytes, at: number) {
    bytes.step();
    this.#bytes = bytes;
    this.#at = at;
    this.#fields = at - int32(bytes, at);
    this.#fieldsSize = uint16(bytes, this.#fields);
  }

  has(slot: number): boolean {
    return this.#field(slot) !== undefined;
  }

  byte(slot: number, otherwise = 0): number {
    const at = this.#field(slot);
    return at === undefined ? otherwise : (byteAt(this.#bytes, at) << 24) >> 24;
  }

  boolean(slot: number): boolean {
    return this.byte(slot) !== 0;
  }

  int32(slot: number, otherwise = 0): number {
    const at = this.#field(slot);
    return at === undefined ? otherwise : int32(this.#bytes, at);
  }

  /** An unsigned integer of eight bytes; beyond 2^53 it is rounded. */
  uint64(slot: number): number {
    const at = this.#field(slot);
    return at === undefined ? 0 : uint32(this.#bytes, at) + uint32(this.#bytes, at + 4) * 2 ** 32;
  }

  text(slot: number): string {
    const vector = this.#vector(slot, 1);
    if (vector === undefined) return "";
    if (vector.length > longestText) throw badNetwork(`a text of ${vector.length} bytes at byte ${vector.start}`);
    return decodeText(this.#bytes.slice(vector.start, vector.length));
  }

  /** Length of a vector of bytes, without reading it. */
  byteLength(slot: number): number {
    return this.#vector(slot, 1)?.length ?? 0;
  }

  int32s(slot: number): readonly number[] {
    return this.#each(slot, (at) => int32(this.#bytes, at));
  }

  tables(slot: number): readonly FlatTable[] {
    return this.#each(slot, (at) => new FlatTable(this.#bytes, target(this.#bytes, at)));
  }

  /** Number of items of a vector of tables. */
  count(slot: number): number {
    return this.#vector(slot, 4)?.length ?? 0;
  }

  /** One item of a vector of tables, without a look at the others. */
  item(slot: number, index: number): FlatTable {
    const vector = this.#vector(slot, 4);
    if (vector === undefined || index >= vector.length)
      throw badNetwork(`the file is damaged: item ${index} is missing`);
    return new FlatTable(this.#bytes, target(this.#bytes, vector.start + 4 * index));
  }

  table(slot: number): FlatTable | undefined {
    const at = this.#field(slot);
    return at === undefined ? undefined : new FlatTable(this.#bytes, target(this.#bytes, at));
  }

  #each<T>(slot: number, read: (at: number) => T): readonly T[] {
    const vector = this.#vector(slot, 4);
    const items: T[] = [];
    for (let index = 0; index < (vector?.length ?? 0); index++) {
      this.#bytes.step();
      items.push(read((vector as { start: number }).start + 4 * index));
    }
    return items;
  }

  #vector(slot: number, itemSize: number): { readonly start: number; readonly length: number } | undefined {
    const at = this.#field(slot);
    if (at === undefined) return undefined;
    const vector = target(this.#bytes, at);
    const length = uint32(this.#bytes, vector);
    const start = vector + 4;
    if (start + length * itemSize > this.#bytes.size)
      throw badNetwork(`the file is damaged or cut short: ${length} items at byte ${start} of ${this.#bytes.size}`);
    return { start, length };
  }

  #field(slot: number): number | undefined {
    const entry = 4 + 2 * slot;
    if (entry + 2 > this.#fieldsSize) return undefined;
    const offset = uint16(this.#bytes, this.#fields + entry);
    return offset === 0 ? undefined : this.#at + offset;
  }
}

/** The root table of a flatbuffer. */
export function rootTable(bytes: SparseBytes): FlatTable {
  return new FlatTable(bytes, target(bytes, 0));
}

/** Where an offset leads that is stored at `at`. */
function target(bytes: SparseBytes, at: number): number {
  return at + uint32(bytes, at);
}

function byteAt(bytes: SparseBytes, at: number): number {
  if (at < 0 || at >= bytes.size)
    throw badNetwork(`the file is damaged or cut short: byte ${at} of ${bytes.size} is needed`);
  return bytes.at(at);
}

function uint16(bytes: SparseBytes, at: number): number {
  return byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8);
}

function int32(bytes: SparseBytes, at: number): number {
  return uint16(bytes, at) | (uint16(bytes, at + 2) << 16);
}

function uint32(bytes: SparseBytes, at: number): number {
  return int32(bytes, at) >>> 0;
}
