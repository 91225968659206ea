import type { Interval } from "./interval.js";
import type { EnergyBasis } from "./measurement.js";
import type { LayerKind } from "./network.js";

/** Where numbers of a device file come from; `DeviceFile.sources` names each once. */
export interface DeviceSource {
  readonly title: string;
  readonly url?: string;
  readonly licence?: string;
  /** Page, table or row in it, and what was done to it. */
  readonly note?: string;
}

/** What stands beside every number: its source by name, and whether it was checked against the printed source. */
export interface Sourced {
  /** A name in `sources`. */
  readonly source: string;
  /** Taken from the literature without a check against the printed source; shown wherever the number is used. */
  readonly unverified?: boolean;
  /** Nobody measured it: a guess to be varied. */
  readonly assumed?: boolean;
}

/** One number in SI units, with its source. */
export interface SourcedNumber extends Sourced {
  readonly value: number;
  readonly interval?: Interval;
}

/** A supply voltage and clock at which the device runs, with what it draws there. */
export interface OperatingPoint extends Sourced {
  readonly name: string;
  /** V. */
  readonly voltage: number;
  /** Hz. */
  readonly clock: number;
  /** W. */
  readonly staticPower?: number;
  /** How the static power came about; default: as the source states it. */
  readonly obtained?: "measured" | "fitted" | "assumed";
}

/** How well one static power explains energies at several voltages, E = C V² + P_s t. */
export interface StaticPowerResiduals extends Sourced {
  readonly networks: number;
  /** Measured energies. */
  readonly points: number;
  readonly degreesOfFreedom: number;
  /** Largest of the fitted over the measured energies, less 1, without sign. */
  readonly largest: number;
}

/** A ratio, and the range over what it is the median of. */
export interface MeasuredRatio {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A setting of a board of which nobody states voltage and clock: what it did to inferences that were measured in it and in the mode
 * that the file's numbers are of.
 */
export interface PowerMode extends Sourced {
  readonly name: string;
  /** Energy and time of an inference over those in the file's mode; 1 in that mode. */
  readonly energyRatio: MeasuredRatio;
  readonly timeRatio: MeasuredRatio;
  /** Inferences that were measured in both. */
  readonly compared: number;
  /** Power while it waits, W. */
  readonly idlePower?: number;
}

/** What all kinds of device files share. Numbers are SI: W, V, Hz, B, J. */
export interface DeviceBase {
  readonly schema: "joulebook/device@1";
  readonly id: string;
  readonly title: string;
  readonly sources: Readonly<Record<string, DeviceSource>>;
  readonly notes?: readonly string[];
  readonly clock?: SourcedNumber;
  readonly voltage?: SourcedNumber;
  /** Power while it waits. */
  readonly idlePower?: SourcedNumber;
  /** Memory for weights and code. */
  readonly flash?: SourcedNumber;
  /** Memory for activations. */
  readonly sram?: SourcedNumber;
  readonly operatingPoints?: readonly OperatingPoint[];
  /** Of the fit that static powers of `operatingPoints` are from. */
  readonly staticPowerResiduals?: StaticPowerResiduals;
  readonly powerModes?: readonly PowerMode[];
}

/** Throughput of some layer kinds against MACs per output; between points log-log, beyond them flagged. */
export interface OpTableEntry {
  readonly kinds: readonly LayerKind[];
  /** What the throughput counts: MACs, or operations or output elements where a layer has no MACs. */
  readonly counts: "macs" | "ops" | "outputs";
  readonly points: readonly (Sourced & {
    /** MACs per output element; for layers without MACs the operations per output element. */
    readonly macsPerOutput: number;
    /** Counts per second. */
    readonly throughput: number;
    readonly interval?: Interval;
  })[];
  /** Power while layers of these kinds run; default the device's. */
  readonly power?: SourcedNumber;
}

/** Throughput per operation type by MACs per output: microcontrollers. */
export interface OpTableDevice extends DeviceBase {
  readonly kind: "op-table";
  /** Average power while computing, W. */
  readonly power: SourcedNumber;
  /** Kernels that were characterised, e.g. "CMSIS-NN 1.0". */
  readonly software?: string;
  readonly table: readonly OpTableEntry[];
}

/** Peak rate, bandwidth, energy per MAC and byte, static power. */
export interface RooflineDevice extends DeviceBase {
  readonly kind: "roofline";
  /** MACs per second at an operand width. */
  readonly peak: readonly (SourcedNumber & { readonly bits: number })[];
  /** Share of the peak that layer kinds reach; kinds not named reach 1. */
  readonly utilisation?: readonly (SourcedNumber & { readonly kinds: readonly LayerKind[] })[];
  /** J per MAC at an operand width. */
  readonly macEnergy: readonly (SourcedNumber & { readonly bits: number })[];
  /** From the innermost to main memory. */
  readonly memories: readonly {
    readonly name: string;
    /** B. */
    readonly size?: SourcedNumber;
    /** B/s. */
    readonly bandwidth?: SourcedNumber;
    /** J/B. */
    readonly readEnergy: SourcedNumber;
    readonly writeEnergy: SourcedNumber;
  }[];
  /** W. */
  readonly staticPower?: SourcedNumber;
}

/** A transfer between a memory and its neighbours: data of an operand that comes from or goes to the level above (high) or below (low). */
export interface MemoryLink {
  readonly operand: string;
  readonly direction: "from-high" | "to-low" | "from-low" | "to-high";
}

/** A memory of an accelerator core; energies in J per access of the full port width, sizes and widths in bits. */
export interface AcceleratorMemory extends Sourced {
  readonly name: string;
  readonly sizeBits: number;
  readonly readEnergy: number;
  readonly writeEnergy: number;
  /** Operands it holds, e.g. ["W", "I"]. */
  readonly operands: readonly string[];
  /** Array dimensions that share one instance. */
  readonly servedDimensions: readonly string[];
  readonly ports: readonly {
    readonly name: string;
    readonly kind: "read" | "write" | "read-write";
    /** Bits per cycle, and the smallest access. */
    readonly widthBits: number;
    readonly minWidthBits?: number;
    readonly links: readonly MemoryLink[];
  }[];
  readonly doubleBuffered?: boolean;
}

/** An array of units and its memories, from the innermost out; the order is the hierarchy. */
export interface AcceleratorCore {
  readonly id: string;
  readonly role: "compute" | "pooling" | "simd" | "off-chip";
  readonly array?: Sourced & {
    readonly dimensions: readonly { readonly name: string; readonly size: number }[];
    /** J per operation of one unit. */
    readonly unitEnergy: number;
    /** Operand width that `unitEnergy` is for. */
    readonly bits?: number;
  };
  readonly memories: readonly AcceleratorMemory[];
  /** Operators that may run here; undefined: any. */
  readonly ops?: readonly string[];
  /** Spatial mapping by operator or "default": loop dimensions and factors on each array dimension. */
  readonly dataflows?: Readonly<
    Record<string, Readonly<Record<string, readonly { readonly loop: string; readonly factor: number }[]>>>
  >;
  /** Names of network operands (I, W, O) by memory operand names, by operator or "default". */
  readonly operandNames?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** W. */
  readonly staticPower?: SourcedNumber;
}

/** Arrays, memory hierarchy, cores, interconnect. */
export interface AcceleratorDevice extends DeviceBase {
  readonly kind: "accelerator";
  readonly technology?: string;
  readonly cores: readonly AcceleratorCore[];
  readonly links?: readonly (Sourced & {
    readonly from: string;
    readonly to: string;
    /** Bits per cycle. */
    readonly widthBits: number;
    /** J per bit. */
    readonly energyPerBit: number;
    readonly bidirectional?: boolean;
    /** Links of one name share their width, as on a bus. */
    readonly bus?: string;
  })[];
}

/** Errors of a fit, relative to the measured values, on data that it did not see. */
export interface FitResiduals {
  /** What was left out together, e.g. "leave-one-network-out". */
  readonly method: string;
  readonly points: number;
  readonly networks: number;
  readonly medianAbsolute: number;
  readonly p90Absolute: number;
}

/** A fit of one quantity of inference to measured networks. */
export interface DeviceFit extends Sourced {
  readonly quantity: "energy" | "latency";
  readonly energyBasis?: EnergyBasis;
  readonly idleIncluded?: boolean;
  /** Keys the rows share: never a mix of versions. */
  readonly backend?: string;
  readonly software?: string;
  readonly precision?: string;
  /** How it was fitted, e.g. "non-negative-least-squares", "gaussian-process". */
  readonly form: string;
  /** The value is the sum of coefficient x feature (J or s per feature), before anything `parameters` adds. */
  readonly coefficients: readonly {
    readonly feature: string;
    readonly value: number;
    readonly interval?: Interval;
  }[];
  readonly parameters?: Readonly<Record<string, number | string | readonly number[] | readonly string[]>>;
  /** Range of each feature in the data; outside it a prediction is an extrapolation. */
  readonly range: Readonly<Record<string, { readonly low: number; readonly high: number }>>;
  readonly residuals: FitResiduals;
}

/** A fit to measurements, with residuals. */
export interface MeasuredDevice extends DeviceBase {
  readonly kind: "measured";
  readonly fits: readonly DeviceFit[];
}

/** A device file: what is known about a device, by kind. */
export type Device = OpTableDevice | RooflineDevice | AcceleratorDevice | MeasuredDevice;
