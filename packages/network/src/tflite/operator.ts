import type { LayerKind, Loops } from "@joulebook/core";
import type { FlatTable } from "./flat-table.js";

/** A tensor as an operator rule sees it. */
export interface TensorView {
  readonly shape: readonly number[];
  readonly isConstant: boolean;
}

/** An operator as a rule sees it. */
export interface OperatorView {
  readonly inputs: readonly (TensorView | undefined)[];
  readonly outputs: readonly TensorView[];
  readonly options: FlatTable | undefined;
}

/** What an operator costs; the file itself says the shapes. */
export interface Cost {
  readonly kind: LayerKind;
  readonly loops?: readonly Loops[];
  readonly terms?: number;
  /** Inputs whose elements are parameters where they are constant. */
  readonly parameters?: readonly number[];
  /** Slot of the fused activation among the options. */
  readonly fusedAt?: number;
}

export type CostRule = (operator: OperatorView) => Cost;

/** Shape of an input; a scalar where it is left out. */
export function inputShape({ inputs }: OperatorView, index: number): readonly number[] {
  return inputs[index]?.shape ?? [];
}

export function outputShape({ outputs }: OperatorView): readonly number[] {
  return outputs[0]?.shape ?? [];
}

/**
 * Shape of an input that must be there with a given number of axes.
 *
 * @throws RangeError if it is not
 */
export function shapeOfRank(operator: OperatorView, index: number, rank: number): readonly number[] {
  const shape = inputShape(operator, index);
  if (shape.length !== rank) throw new RangeError(`input ${index} must have ${rank} axes, got [${shape.join(", ")}]`);
  return shape;
}

export function isComputed({ inputs }: OperatorView, index: number): boolean {
  return inputs[index]?.isConstant === false;
}
