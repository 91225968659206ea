import type { Bytes } from "@joulebook/core";
import type { BufferLifetime } from "./buffer-lifetime.js";

/**
 * Buffers that have their place, lowest first; in columns, because graphs of ten thousand layers meet them fifty million
 * times.
 */
export class PlacedBuffers {
  #count = 0;
  #columns: readonly [start: Float64Array, end: Float64Array, first: Float64Array, last: Float64Array];

  constructor(capacity: number) {
    this.#columns = [
      new Float64Array(capacity),
      new Float64Array(capacity),
      new Float64Array(capacity),
      new Float64Array(capacity),
    ];
  }

  /** The lowest offset at which a buffer overlaps none whose lifetime meets its own. */
  lowestFree({ size, firstUse, lastUse }: BufferLifetime): Bytes {
    const [start, end, first, last] = this.#columns;
    let offset = 0;
    for (let at = 0; at < this.#count; at++) {
      if ((first[at] as number) > lastUse || (last[at] as number) < firstUse) continue;
      if ((start[at] as number) - offset >= size) break;
      if ((end[at] as number) > offset) offset = end[at] as number;
    }
    return offset;
  }

  insert({ size, firstUse, lastUse }: BufferLifetime, offset: Bytes): void {
    if (this.#count === this.#columns[0].length) this.#columns = grown(this.#columns);
    const at = firstAbove(this.#columns[0], this.#count, offset);
    const values = [offset, offset + size, firstUse, lastUse];
    for (const [index, column] of this.#columns.entries()) {
      column.copyWithin(at + 1, at, this.#count);
      column[at] = values[index] as number;
    }
    this.#count++;
  }
}

type Columns = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

function grown([start, end, first, last]: Columns): Columns {
  const twice = (column: Float64Array): Float64Array => {
    const larger = new Float64Array(Math.max(8, 2 * column.length));
    larger.set(column);
    return larger;
  };
  return [twice(start), twice(end), twice(first), twice(last)];
}

/** Index of the first of `count` rising values that is above a value. */
function firstAbove(values: Float64Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
