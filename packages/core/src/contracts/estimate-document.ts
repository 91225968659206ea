import type { Device, MeasuredRatio, OpTableDevice } from "./device.js";
import type { JoulebookDocument } from "./document.js";
import type { Interval } from "./interval.js";
import type { LayerKind } from "./network.js";
import type { MemoryNeed } from "./network-documents.js";
import type { Bytes, Fraction, Hertz, Joules, Macs, Seconds, Volts, Watts } from "./units.js";

/** What one layer costs; energy and latency are missing where the device file says nothing of its kind. */
export interface EstimatedLayer {
  readonly name: string;
  readonly kind: LayerKind;
  readonly macs: Macs;
  readonly energy?: Joules;
  readonly latency?: Seconds;
  /** Outside what the device was characterised for. */
  readonly extrapolated?: boolean;
  /** On accelerators: cycles, how the loops are mapped, and what moves at each memory. */
  readonly latencyCycles?: number;
  readonly mapping?: EstimatedMapping;
  readonly utilisation?: { readonly spatial: Fraction; readonly ideal: Fraction; readonly whole: Fraction };
  readonly macEnergy?: Joules;
  readonly accesses?: readonly EstimatedAccesses[];
  /** On several cores: where and when it ran. */
  readonly core?: string;
  readonly startCycle?: number;
  readonly endCycle?: number;
}

/** What one of several cores does: cycles in which it computes, and bytes of activations in its memory from a cycle on. */
export interface EstimatedCore {
  readonly id: string;
  readonly role: "compute" | "pooling" | "simd";
  readonly busyCycles: number;
  readonly peakMemoryBytes: Bytes;
  readonly memory: readonly { readonly cycle: number; readonly bytes: Bytes }[];
}

/** Energy by where it goes. */
export interface EstimatedEnergySplit {
  readonly mac: Joules;
  readonly onChip: Joules;
  readonly offChip: Joules;
  readonly links: Joules;
  readonly static: Joules;
}

/** A stage of an early-exit network: what its blocks and head cost, alone and with all stages before. */
export interface EstimatedStage {
  readonly energy: Joules;
  readonly latencyCycles: number;
  readonly cumulativeEnergy: Joules;
  readonly cumulativeLatencyCycles: number;
}

/** A network without early exits beside the mean of one with them; products are J cycles. */
export interface EstimatedBaseline {
  readonly name: "all-exits" | "backbone";
  readonly energy: Joules;
  readonly latencyCycles: number;
  readonly energyDelay: number;
  /** Its energy x delay over the mean with early exits. */
  readonly reduction: number;
}

/** Means over where inputs leave an early-exit network; products are J cycles. */
export interface EstimatedExits {
  /** Of inputs that leave at each exit, summing to one. */
  readonly shares: readonly Fraction[];
  /** What the given shares were multiplied by, where they did not sum to one. */
  readonly factor?: number;
  readonly meanEnergy: Joules;
  readonly meanLatencyCycles: number;
  /** E[E T]. */
  readonly meanOfProducts: number;
  /** E[E] E[T]. */
  readonly productOfMeans: number;
  /** E[E T] with each stage from the allocation that suits it best, and how much less that is: the authors' way. */
  readonly leastMeanOfProducts?: number;
  readonly optimism?: number;
  readonly baselines: readonly EstimatedBaseline[];
}

/** A supply voltage and clock, or a setting of the board that states neither. */
export interface EstimatedPoint {
  readonly name: string;
  readonly voltage?: Volts;
  readonly clock?: Hertz;
  readonly staticPower?: Watts;
  /** Power while a board waits in this setting. */
  readonly idlePower?: Watts;
}

/** The part of an energy that leaks whether or not anything switches, and how it is known. */
export interface EstimatedStatic {
  /** Part of the estimate's energy; missing where it is not known. */
  readonly energy?: Joules;
  readonly power?: Watts;
  readonly obtained: "stated" | "measured" | "fitted" | "assumed" | "unverified" | "not known";
  /** Where the static power is from; why it is not known. */
  readonly source: string;
}

/** What a deadline allows: energies from start to deadline, waiting included. */
export interface EstimatedPace {
  readonly deadline: Seconds;
  /** Points that are in time, cheapest first. */
  readonly paces: readonly {
    readonly point: string;
    readonly energy: Joules;
    readonly latency: Seconds;
    readonly slack: Seconds;
  }[];
  readonly best: string;
  /** The fastest point, then sleep. */
  readonly raceToIdle: string;
  /** The lowest voltage that is in time. */
  readonly slowAndLow: string;
}

/** One inference at an operating point that was asked for. */
export interface EstimatedOperation {
  /** The point that the device's numbers are of. */
  readonly base: EstimatedPoint;
  readonly point: EstimatedPoint;
  readonly energy: Joules;
  readonly latency: Seconds;
  /** Where voltages and static powers are known. */
  readonly dynamicEnergy?: Joules;
  readonly staticEnergy?: Joules;
  /** Of main memory, which has a supply of its own: the same at every point. */
  readonly ownSupplyEnergy?: Joules;
  /** Of a power mode: what other inferences took in it over the file's mode, and how many they were. */
  readonly ratios?: { readonly energy: MeasuredRatio; readonly time: MeasuredRatio; readonly compared: number };
  readonly pace?: EstimatedPace;
}

/** How a layer's loops are laid out on an accelerator. */
export interface EstimatedMapping {
  /** `searched` where a dimension of the array at least was left open. */
  readonly source: "given" | "searched";
  /** Loop orders that there are, and those that were costed: the others were shown to be no better. */
  readonly orders?: number;
  readonly evaluated: number;
  readonly spatial: readonly { readonly array: string; readonly loop: string; readonly factor: number }[];
  /** Innermost first. */
  readonly temporal: readonly { readonly loop: string; readonly size: number }[];
}

/** Accesses of one operand at one memory of an accelerator, in words of the full port width. */
export interface EstimatedAccesses {
  readonly memory: string;
  readonly operand: "O" | "W" | "I";
  readonly reads: number;
  readonly writes: number;
  readonly energy: Joules;
}

/** Sum over the layers of one kind. */
export interface EstimatedKind {
  readonly layers: number;
  readonly macs: Macs;
  readonly energy?: Joules;
  readonly latency?: Seconds;
}

/** What moves at one memory of a roofline device. */
export interface EstimatedTraffic {
  readonly memory: string;
  readonly read: Bytes;
  readonly written: Bytes;
  readonly energy: Joules;
}

/** `joulebook estimate FILE|NAME --on DEVICE --json`: estimated, never measured. */
export interface EstimateDocument extends JoulebookDocument<"estimate"> {
  readonly network: string;
  readonly device: string;
  readonly deviceKind: Device["kind"];
  /** Of one inference. */
  readonly energy: Joules;
  readonly static: EstimatedStatic;
  /** The operating point that the figures are of, as far as the device's file states it. */
  readonly operatingPoint: { readonly name?: string; readonly voltage?: Volts; readonly clock?: Hertz };
  /** Missing where an accelerator file has no clock. */
  readonly latency?: Seconds;
  /** On accelerators. */
  readonly latencyCycles?: number;
  /** On accelerators: how traffic and loading are counted, and what the mapping search makes least. */
  readonly convention?: "zigzag" | "stream" | "sound";
  readonly objective?: "latency" | "energy" | "edp";
  readonly interval: { readonly energy?: Interval; readonly latency?: Interval };
  readonly byKind: Readonly<Partial<Record<LayerKind, EstimatedKind>>>;
  readonly layers: readonly EstimatedLayer[];
  /** On several cores. */
  readonly energySplit?: EstimatedEnergySplit;
  readonly cores?: readonly EstimatedCore[];
  /** How nodes were given to cores, how many ways were tried, and the seed of the search. */
  readonly allocation?: {
    readonly method: "exhaustive" | "nsga-ii" | "stream" | "only";
    readonly evaluated: number;
    readonly seed: number;
  };
  readonly stages?: readonly EstimatedStage[];
  /** Each stage from the allocation that suits it best among those tried: no machine runs them all. */
  readonly leastStages?: readonly EstimatedStage[];
  /** Where shares of inputs were given. */
  readonly exits?: EstimatedExits;
  /** Where another operating point or a deadline was asked for. */
  readonly operation?: EstimatedOperation;
  /** What belongs to no layer. */
  readonly overhead?: { readonly energy: Joules; readonly latency: Seconds };
  /** By memory, from the innermost out; only of roofline devices. */
  readonly traffic?: readonly EstimatedTraffic[];
  /** The same without folding, fusing and sparsity, where one was asked for. */
  readonly before?: {
    readonly energy: Joules;
    readonly latency: Seconds;
    readonly traffic?: readonly EstimatedTraffic[];
  };
  readonly memory: {
    readonly weightBytes: Bytes;
    readonly peakActivationBytes: Bytes;
    readonly arenaBytes: Bytes;
  };
  readonly fits: { readonly flash: MemoryNeed; readonly sram: MemoryNeed };
  /** What the estimate rests on, e.g. the errors of a fit on networks left out. */
  readonly notes: readonly string[];
}

/** `joulebook devices characterise FILE --json`. */
export interface DevicesCharacteriseDocument extends JoulebookDocument<"devices-characterise"> {
  /** The device file that the table makes. */
  readonly device: OpTableDevice;
}
