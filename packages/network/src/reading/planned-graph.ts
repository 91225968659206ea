import type { LayerKind, Loops, Macs, StatedBits } from "@joulebook/core";
import { loopsMacs } from "../counting/loops.js";

/** A constant as it is kept: what a rearranged, converted or renamed constant is counted as. */
export interface StoredConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly bits: number;
  /** Indices, shapes and masks are no weights. */
  readonly isIndex: boolean;
  /** Not in the file but computed from constants that are. */
  readonly isComputed?: boolean;
}

/** A value that layers read and write, before it has a number. */
export interface PlannedValue {
  readonly name: string;
  /** Undefined where nothing tells it. */
  readonly shape?: readonly number[];
  readonly bits: number;
  /** Where it is known before the network runs: what is kept for it. */
  readonly stored?: StoredConstant;
}

/** A layer over values; it becomes one over tensors when the whole graph is known. */
export interface PlannedLayer {
  readonly name: string;
  readonly kind: LayerKind;
  readonly op: string;
  readonly inputs: readonly PlannedValue[];
  readonly parameters: readonly StoredConstant[];
  readonly settings: readonly StoredConstant[];
  readonly outputs: readonly PlannedValue[];
  readonly loops?: readonly Loops[];
  readonly terms?: number;
  readonly statedBits?: StatedBits;
  readonly fused?: string;
}

export interface PlannedGraph<Value extends PlannedValue = PlannedValue> {
  readonly layers: readonly PlannedLayer[];
  readonly outputs: readonly Value[];
  /** Operators that nobody counted, one entry per node. */
  readonly unsupported: readonly string[];
}

export function plannedMacs({ layers }: PlannedGraph): Macs {
  let macs = 0;
  for (const { loops = [] } of layers) for (const part of loops) macs += loopsMacs(part);
  return macs;
}
