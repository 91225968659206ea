import type { JoulebookDocument } from "./document.js";
import type { LayerKind, Network } from "./network.js";
import type { Bytes, Macs } from "./units.js";

/** One layer as `joulebook count` lists it. */
export interface CountedLayer {
  readonly name: string;
  readonly kind: LayerKind;
  /** Operator as the source names it. */
  readonly op: string;
  readonly macs: Macs;
  readonly params: number;
  readonly macsPerOutput: number;
  readonly ops: number;
  readonly outputShape: readonly number[];
  /** Segment of an early-exit network, from 0. */
  readonly stage?: number;
}

/** Sum over the layers of one kind. */
export interface CountedKind {
  readonly kind: LayerKind;
  readonly layers: number;
  readonly macs: Macs;
  readonly params: number;
  readonly ops: number;
}

/** `joulebook count FILE|NAME --json`. */
export interface CountDocument extends JoulebookDocument<"count"> {
  readonly network: string;
  readonly macs: Macs;
  readonly params: number;
  readonly ops: number;
  readonly opsConvention: string;
  /** Weights and biases at their bits. */
  readonly weightBytes: Bytes;
  /** Largest first by MACs. */
  readonly byKind: readonly CountedKind[];
  readonly layers: readonly CountedLayer[];
  readonly unsupported: Network["unsupported"];
  readonly notes: readonly string[];
}

/** One step of the timeline: a layer runs. */
export interface MemoryTimelineStep {
  readonly layer: string;
  /** Inputs, outputs and all that is still needed, in bytes. */
  readonly live: Bytes;
}

/** One buffer of the arena: where it lies, and the steps during which it is needed, both inclusive. */
export interface PlannedBuffer {
  /** Tensors that share it. */
  readonly tensors: readonly string[];
  readonly size: Bytes;
  readonly offset: Bytes;
  readonly firstUse: number;
  readonly lastUse: number;
}

/** A device's memory against what a network needs of it. */
export interface MemoryNeed {
  readonly needed: Bytes;
  /** Absent where nobody said how much there is. */
  readonly available?: Bytes;
  readonly fits?: boolean;
  /** 0 where it fits. */
  readonly shortfall?: Bytes;
}

/** `joulebook memory FILE|NAME --json`. */
export interface MemoryDocument extends JoulebookDocument<"memory"> {
  readonly network: string;
  /** Most that is alive at once while layers run in this order. */
  readonly peakActivationBytes: Bytes;
  readonly order: "file" | "best";
  /** No order has a smaller peak than this; equal to the peak where the order is proven best. Only with order "best". */
  readonly orderLowerBoundBytes?: Bytes;
  readonly inPlace: boolean;
  /** Activations and normalisations that alone read a layer's result are computed with it. */
  readonly fuse?: boolean;
  readonly plan: "greedy" | "linear" | "best";
  readonly alignment: Bytes;
  readonly arenaBytes: Bytes;
  /** No plan of these buffers is smaller. */
  readonly lowerBoundBytes: Bytes;
  /** Weights and biases at their bits. */
  readonly weightBytes: Bytes;
  /** Weights and peak of the activations. */
  readonly footprintBytes: Bytes;
  readonly timeline: readonly MemoryTimelineStep[];
  readonly buffers: readonly PlannedBuffer[];
  /** Only where a device or its memories are given: weights against flash, the arena against SRAM. */
  readonly fits?: { readonly flash: MemoryNeed; readonly sram: MemoryNeed };
  readonly notes: readonly string[];
}
