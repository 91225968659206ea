/** Bits per element by TensorProto.DataType; text has no fixed width and counts as one byte. */
const bits: Readonly<Record<number, number>> = {
  1: 32, // float
  2: 8, // uint8
  3: 8, // int8
  4: 16, // uint16
  5: 16, // int16
  6: 32, // int32
  7: 64, // int64
  8: 8, // string
  9: 8, // bool
  10: 16, // float16
  11: 64, // double
  12: 32, // uint32
  13: 64, // uint64
  14: 64, // complex64
  15: 128, // complex128
  16: 16, // bfloat16
  17: 8, // float8e4m3fn
  18: 8, // float8e4m3fnuz
  19: 8, // float8e5m2
  20: 8, // float8e5m2fnuz
  21: 4, // uint4
  22: 4, // int4
  23: 4, // float4e2m1
  24: 8, // float8e8m0
  25: 2, // uint2
  26: 2, // int2
};

/** Numbers of TensorProto.DataType that rules name. */
export const elementType = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7, string: 8, bool: 9 } as const;

/** Bits per element; types without a number here (a newer one) count as 32. */
export function elementBits(type: number): number {
  return bits[type] ?? 32;
}

/** Whether a type is one of the wide integers and truth values that hold indices, shapes and masks rather than weights. */
export function isIndexType(type: number): boolean {
  return (
    type === elementType.int32 || type === elementType.int64 || type === elementType.string || type === elementType.bool
  );
}
