import type { Interval, Joules, LayerKind, Macs, Seconds } from "@joulebook/core";
import type { MemoryFits } from "@joulebook/network";

/** What one layer costs; what the device file cannot say is missing. */
export interface LayerCost {
  readonly name: string;
  readonly kind: LayerKind;
  readonly macs: Macs;
  readonly energy?: Joules;
  readonly latency?: Seconds;
  readonly energyInterval?: Interval;
  readonly latencyInterval?: Interval;
  /** Outside what the device was characterised for. */
  readonly extrapolated?: boolean;
}

/** What the layers of one kind cost together. */
export interface KindCost {
  readonly layers: number;
  readonly macs: Macs;
  /** Missing where the device file says nothing of this kind. */
  readonly energy?: Joules;
  readonly latency?: Seconds;
}

/** Something the reader of an estimate must know, by a stable name. */
export interface EstimateNotice {
  readonly code: "uncosted-layers" | "extrapolated" | "unverified" | "assumed" | "no-interval" | "bits" | "note";
  readonly message: string;
}

/** Energy and latency of one inference on a device, from a model of the device. */
export interface NetworkCost {
  readonly energy: Joules;
  readonly latency: Seconds;
  readonly energyInterval?: Interval;
  readonly latencyInterval?: Interval;
  readonly layers: readonly LayerCost[];
  readonly notices: readonly EstimateNotice[];
}

/** A network on a device: cost, its split, and what memory it needs against what there is. */
export interface Estimate extends NetworkCost {
  readonly network: string;
  readonly device: string;
  readonly byKind: Readonly<Partial<Record<LayerKind, KindCost>>>;
  readonly memory: {
    readonly weightBytes: number;
    readonly peakActivationBytes: number;
    readonly arenaBytes: number;
  };
  readonly fits: MemoryFits;
}
