import type { Bytes, Joules, Macs, Seconds } from "@joulebook/core";

/** What a part of an early-exit network costs on a device. */
export interface PartCost {
  readonly energy: Joules;
  /** Seconds; cycles where the device has no clock. */
  readonly latency: Seconds;
  readonly macs: Macs;
  readonly weights: Bytes;
  /** Most activations alive while it runs. */
  readonly activations: Bytes;
}

/** Accelerators without a clock know their time in cycles. */
export function cyclesOf(layer: object): number {
  return "cycles" in layer && typeof layer.cycles === "number" ? layer.cycles : 0;
}
