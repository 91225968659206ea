import type { SparseBytes } from "../reading/sparse-bytes.js";
import { elementType } from "./element-types.js";
import { type Field, WireCursor, wire } from "./wire.js";

/** Shapes, axes and scales are short; longer constants are never needed to know a shape. */
const mostIntegers = 1024;
const mostOthers = 64;

const floatData = 4;
const int32Data = 5;
const int64Data = 7;
const rawData = 9;

const readers: Readonly<
  Record<number, { readonly size: number; readonly read: (view: DataView, at: number) => number }>
> = {
  1: { size: 4, read: (view, at) => view.getFloat32(at, true) },
  2: { size: 1, read: (view, at) => view.getUint8(at) },
  3: { size: 1, read: (view, at) => view.getInt8(at) },
  4: { size: 2, read: (view, at) => view.getUint16(at, true) },
  5: { size: 2, read: (view, at) => view.getInt16(at, true) },
  6: { size: 4, read: (view, at) => view.getInt32(at, true) },
  7: { size: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  9: { size: 1, read: (view, at) => view.getUint8(at) },
  11: { size: 8, read: (view, at) => view.getFloat64(at, true) },
  12: { size: 4, read: (view, at) => view.getUint32(at, true) },
  13: { size: 8, read: (view, at) => Number(view.getBigUint64(at, true)) },
};

/** Values of a constant of at most 1024 integers or 64 other numbers, where the file holds them; else undefined. */
export function tensorData(
  bytes: SparseBytes,
  type: number,
  shape: readonly number[],
  payloads: readonly Field[],
): readonly number[] | undefined {
  const count = shape.reduce((product, extent) => product * extent, 1);
  const most = type === elementType.int64 || type === elementType.int32 ? mostIntegers : mostOthers;
  if (!(count >= 0 && count <= most)) return undefined;
  const values: number[] = [];
  for (const field of payloads) {
    if (!bytes.has(field.start, field.end - field.start)) return undefined;
    if (field.number === rawData) values.push(...rawValues(bytes, field, type, count));
    else if (field.number === floatData && type === elementType.float) values.push(...floats(bytes, field, count));
    else if (field.number === int32Data || field.number === int64Data)
      values.push(...new WireCursor(bytes, field.start).integers(field, count));
    if (values.length > count) return undefined;
  }
  return values.length === count ? values : undefined;
}

function rawValues(bytes: SparseBytes, field: Field, type: number, count: number): readonly number[] {
  const reader = readers[type];
  if (reader === undefined || field.wire !== wire.bytes || field.end - field.start !== count * reader.size) return [];
  const { buffer, byteOffset, byteLength } = bytes.slice(field.start, field.end - field.start);
  const view = new DataView(buffer, byteOffset, byteLength);
  return Array.from({ length: count }, (_, index) => {
    bytes.step();
    return reader.read(view, index * reader.size);
  });
}

function floats(bytes: SparseBytes, field: Field, count: number): readonly number[] {
  if (field.wire === wire.varint) return [];
  const length = Math.min(count, Math.floor((field.end - field.start) / 4));
  const { buffer, byteOffset, byteLength } = bytes.slice(field.start, field.end - field.start);
  const view = new DataView(buffer, byteOffset, byteLength);
  return Array.from({ length }, (_, index) => {
    bytes.step();
    return view.getFloat32(4 * index, true);
  });
}
