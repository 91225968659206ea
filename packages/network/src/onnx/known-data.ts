import { type NodeView, type OutputView, dataOf, shapeOf, UnknownInput } from "./operator.js";
import type { SmallArray } from "./small-array.js";

/** The known elements of an input with their shape; undefined where they are unknown. */
export function known(node: NodeView, index: number): SmallArray | undefined {
  const data = dataOf(node, index);
  return data === undefined ? undefined : { shape: shapeOf(node, index), data };
}

/** The elements that a rule cannot do without. */
export function wanted(node: NodeView, index: number): readonly number[] {
  const data = dataOf(node, index);
  if (data === undefined) throw new UnknownInput(`values of input ${index}`);
  return data;
}

/** An output, with its elements where they are known. */
export function withData(shape: readonly number[], type: number, data: readonly number[] | undefined): OutputView {
  return data === undefined ? { shape, type } : { shape, type, data };
}
