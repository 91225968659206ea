import { checkShape } from "../reading/check-shape.js";
import type { StoredConstant } from "../reading/planned-graph.js";
import { elementBits, elementType, isIndexType } from "./element-types.js";
import type { AttributeRecord, TensorRecord } from "./messages.js";
import type { Value } from "./value.js";

/** A value that the network computes, or is given. */
export function known(name: string, type: number, shape: readonly number[] | undefined): Value {
  const bits = elementBits(type);
  return shape === undefined ? { name, type, bits } : { name, type, bits, shape: checkShape(name, shape) };
}

/** A constant of the file. */
export function constant({ shape, type, data }: TensorRecord, name: string): Value {
  const stored: StoredConstant = { name, shape, bits: elementBits(type), isIndex: isIndexType(type) };
  return { ...known(name, type, shape), constant: true, stored, ...(data === undefined ? {} : { data }) };
}

/** The tensor of a Constant node, in whichever of its forms. */
export function constantTensor(
  attributes: ReadonlyMap<string, AttributeRecord>,
  name: string,
): TensorRecord | undefined {
  const value = attributes.get("value")?.tensor;
  if (value !== undefined) return value;
  const integers = attributes.get("value_ints")?.ints;
  if (integers !== undefined) return { name, shape: [integers.length], type: elementType.int64, data: integers };
  const floats = attributes.get("value_floats")?.floats;
  if (floats !== undefined) return { name, shape: [floats.length], type: elementType.float, data: floats };
  const integer = attributes.get("value_int")?.i;
  if (integer !== undefined) return { name, shape: [], type: elementType.int64, data: [integer] };
  const float = attributes.get("value_float")?.f;
  if (float !== undefined) return { name, shape: [], type: elementType.float, data: [float] };
  return undefined;
}
