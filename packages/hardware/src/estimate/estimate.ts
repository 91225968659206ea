import type {
  Bytes,
  EstimateDocument,
  EstimatedStatic,
  Interval,
  Joules,
  LayerKind,
  Macs,
  Seconds,
} from "@joulebook/core";
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

/** What moves at one memory, and what it costs. */
export interface MemoryTraffic {
  readonly memory: string;
  readonly read: Bytes;
  readonly written: Bytes;
  readonly energy: Joules;
}

/** Something the reader of an estimate must know, by a stable name. */
export interface EstimateNotice {
  readonly code: "uncosted-layers" | "extrapolated" | "unverified" | "assumed" | "no-interval" | "bits" | "note";
  readonly message: string;
}

/** Energy and latency of one inference on a device, from a model of the device. */
export interface NetworkCost {
  readonly energy: Joules;
  /** Missing where the device has no clock: then the time is known in cycles alone. */
  readonly latency?: Seconds;
  readonly latencyCycles?: number;
  readonly energyInterval?: Interval;
  readonly latencyInterval?: Interval;
  readonly layers: readonly LayerCost[];
  /** Cost of an inference that belongs to no layer, where the device file knows one. */
  readonly overhead?: { readonly energy: Joules; readonly latency: Seconds };
  /** By memory, from the innermost out, where the engine knows it. */
  readonly traffic?: readonly MemoryTraffic[];
  /** The same without the options that were asked for. */
  readonly before?: NetworkCost;
  readonly notices: readonly EstimateNotice[];
}

/** A network on a device: cost, its split, and what memory it needs against what there is. */
export interface Estimate extends NetworkCost {
  readonly network: string;
  readonly device: string;
  /** The part of the energy that leaks, or that it is not known. */
  readonly static: EstimatedStatic;
  /** The operating point that the figures are of, as far as the device's file states it. */
  readonly operatingPoint: EstimateDocument["operatingPoint"];
  readonly byKind: Readonly<Partial<Record<LayerKind, KindCost>>>;
  readonly memory: {
    readonly weightBytes: number;
    readonly peakActivationBytes: number;
    readonly arenaBytes: number;
  };
  readonly fits: MemoryFits;
}
