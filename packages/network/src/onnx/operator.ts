import type { LayerKind, Loops } from "@joulebook/core";
import type { AttributeRecord } from "./messages.js";
import type { Value } from "./value.js";

/** A node as an operator rule sees it. */
export interface NodeView {
  readonly op: string;
  readonly name: string;
  /** Version of the operator set of the node's domain. */
  readonly opset: number;
  readonly inputs: readonly (Value | undefined)[];
  /** How many outputs are wanted. */
  readonly outputs: number;
  readonly attributes: ReadonlyMap<string, AttributeRecord>;
}

export interface OutputView {
  readonly shape?: readonly number[];
  readonly type: number;
  readonly data?: readonly number[];
}

/** What an operator makes of its inputs, and what it costs. */
export interface Outcome {
  readonly outputs: readonly OutputView[];
  readonly kind: LayerKind;
  readonly loops?: readonly Loops[];
  readonly terms?: number;
  readonly fused?: string;
  /** Inputs whose elements are parameters where they are constant. */
  readonly parameters?: readonly number[];
  /** The input that the first output rearranges, converts or renames. */
  readonly rearranges?: number;
  /** An input whose stored elements hold several weights each, and what they hold. */
  readonly packed?: { readonly input: number; readonly shape: readonly number[]; readonly bits: number };
  /** The rule knows the shapes but not the cost: the operator is reported as not counted. */
  readonly uncounted?: boolean;
}

export type OperatorRule = (node: NodeView) => Outcome;

/** Thrown where a rule needs a shape or a value that nobody knows. */
export class UnknownInput extends Error {}

export function shapeOf(node: NodeView, index: number): readonly number[] {
  const shape = node.inputs[index]?.shape;
  if (shape === undefined) throw new UnknownInput(`shape of input ${index}`);
  return shape;
}

export function typeOf(node: NodeView, index: number): number {
  return node.inputs[index]?.type ?? 0;
}

/** Elements of an input, where they are known. */
export function dataOf(node: NodeView, index: number): readonly number[] | undefined {
  return node.inputs[index]?.data;
}

export function isComputed(node: NodeView, index: number): boolean {
  return node.inputs[index] !== undefined && node.inputs[index]?.constant !== true;
}

export function integer(node: NodeView, name: string, otherwise: number): number {
  return node.attributes.get(name)?.i ?? otherwise;
}

export function integers(node: NodeView, name: string): readonly number[] | undefined {
  return node.attributes.get(name)?.ints;
}

export function text(node: NodeView, name: string, otherwise: string): string {
  return node.attributes.get(name)?.s ?? otherwise;
}

/** Integers that older operator sets take as an attribute and newer ones as an input; undefined where they are left out. */
export function listed(node: NodeView, attribute: string, input: number): readonly number[] | undefined {
  const value = node.inputs[input];
  if (value === undefined) return integers(node, attribute);
  if (value.data === undefined) throw new UnknownInput(`values of input ${input}`);
  return value.data;
}

/**
 * An axis counted from the front.
 *
 * @throws RangeError if the tensor has no such axis
 */
export function axisOf(axis: number, rank: number): number {
  const counted = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(counted) || counted < 0 || counted >= rank)
    throw new RangeError(`axis ${axis} of a tensor of ${rank} axes`);
  return counted;
}

/**
 * Extents of an elementwise result, by ONNX's (NumPy's) broadcasting.
 *
 * @throws RangeError if the shapes do not fit together
 */
export function broadcast(shapes: readonly (readonly number[])[]): readonly number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    let extent = 1;
    for (const shape of shapes) {
      const own = shape[axis - rank + shape.length] ?? 1;
      if (own === extent || own === 1) continue;
      if (extent !== 1)
        throw new RangeError(`shapes ${shapes.map((s) => `[${s.join(", ")}]`).join(" and ")} do not fit together`);
      extent = own;
    }
    return extent;
  });
}

/** An outcome with one output. */
export function single(kind: LayerKind, output: OutputView, rest: Omit<Outcome, "outputs" | "kind"> = {}): Outcome {
  return { kind, outputs: [output], ...rest };
}
