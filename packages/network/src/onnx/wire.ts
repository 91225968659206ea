import { badNetwork } from "../reading/bad-network.js";
import { decodeText } from "../reading/decode-text.js";
import type { SparseBytes } from "../reading/sparse-bytes.js";

/** Wire types of protocol buffers that ONNX uses. */
export const wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** A field of a message: where its value lies, and the value itself where it is an integer. */
export interface Field {
  readonly number: number;
  readonly wire: number;
  /** Signed value of a varint. */
  readonly value: number;
  /** Of the payload. */
  readonly start: number;
  readonly end: number;
}

/**
 * Reads protocol buffers' wire format by offsets: https://protobuf.dev/programming-guides/encoding.
 *
 * @throws InputError where a field runs past its message, or is of no known wire type
 */
export class WireCursor {
  readonly #bytes: SparseBytes;
  offset: number;

  constructor(bytes: SparseBytes, offset: number) {
    this.#bytes = bytes;
    this.offset = offset;
  }

  /** The next field of a message that ends at `end`; the cursor moves behind its payload. */
  field(end: number): Field {
    this.#bytes.step();
    const at = this.offset;
    const tag = this.#varint(end);
    const number = Math.floor(tag / 8);
    const type = tag % 8;
    if (number < 1 || number > 0x1fff_ffff) throw badNetwork(`the file is damaged at byte ${at}: field ${number}`);
    if (type === wire.varint) {
      const start = this.offset;
      return { number, wire: type, value: this.#varint(end), start, end: this.offset };
    }
    const length = type === wire.bytes ? this.#varint(end) : type === wire.fixed32 ? 4 : type === wire.fixed64 ? 8 : -1;
    if (length < 0) throw badNetwork(`the file is damaged at byte ${at}: a field of wire type ${type}`);
    const start = this.offset;
    if (length > end - start) {
      throw badNetwork(
        `the file is damaged or cut short: ${length} bytes wanted at byte ${start}, ${end - start} left`,
      );
    }
    this.offset = start + length;
    return { number, wire: type, value: 0, start, end: this.offset };
  }

  /** A signed 64-bit integer; beyond 2^53 it is rounded. */
  #varint(end: number): number {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.offset >= end) throw badNetwork(`the file is damaged or cut short at byte ${this.offset}`);
      const byte = this.#bytes.at(this.offset++);
      if (shift < 28) low += (byte & 0x7f) * 2 ** shift;
      else high += (byte & 0x7f) * 2 ** (shift - 28);
      if (byte < 0x80) {
        const value = low + high * 2 ** 28;
        // Negative numbers are ten bytes of two's complement; the subtraction is done where it is exact.
        return high >= 2 ** 35 ? low + ((high % 2 ** 36) - 2 ** 36) * 2 ** 28 : value;
      }
    }
    throw badNetwork(`the file is damaged at byte ${this.offset}: an integer of more than ten bytes`);
  }

  /** Integers of a repeated field, packed or one by one; at most `most` of them. */
  integers(field: Field, most: number): readonly number[] {
    if (field.wire === wire.varint) return [field.value];
    if (field.wire !== wire.bytes) return [];
    const values: number[] = [];
    this.offset = field.start;
    while (this.offset < field.end && values.length < most) {
      this.#bytes.step();
      values.push(this.#varint(field.end));
    }
    this.offset = field.end;
    return values;
  }

  /** Text of a field. */
  text(field: Field): string {
    return field.wire === wire.bytes ? decodeText(this.#bytes.slice(field.start, field.end - field.start)) : "";
  }
}

/** Calls `visit` with every field of the message in [start, end). */
export function eachField(
  bytes: SparseBytes,
  start: number,
  end: number,
  visit: (field: Field, cursor: WireCursor) => void,
): void {
  const cursor = new WireCursor(bytes, start);
  while (cursor.offset < end) {
    const field = cursor.field(end);
    const behind = cursor.offset;
    visit(field, cursor);
    cursor.offset = behind;
  }
}
