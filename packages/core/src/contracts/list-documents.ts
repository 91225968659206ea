import type { MeasuredRatio } from "./device.js";
import type { JoulebookDocument } from "./document.js";
import type { Fraction, Hertz, Macs, Volts, Watts } from "./units.js";

/** One dataset as `joulebook datasets` lists it. */
export interface DatasetEntry {
  readonly id: string;
  readonly title: string;
  readonly rows: number;
  readonly licence: string;
  /** Where it was published. */
  readonly origin?: string;
  readonly commit?: string;
  /** Rows with an energy. */
  readonly rowsWithEnergy?: number;
  readonly caveats?: readonly string[];
}

/** `joulebook datasets --json`. */
export interface DatasetsDocument extends JoulebookDocument<"datasets"> {
  readonly datasets: readonly DatasetEntry[];
}

/** One model as `joulebook models` lists it. */
export interface ModelEntry {
  readonly model: string;
  readonly network?: string;
  readonly family?: string;
  readonly task: string;
  readonly precision?: string;
  readonly macs?: Macs;
  readonly params?: number;
  readonly accuracy?: Fraction;
  readonly accuracyMetric?: string;
  readonly devices: readonly string[];
  readonly measurements: number;
}

/** `joulebook models --json`. */
export interface ModelsDocument extends JoulebookDocument<"models"> {
  readonly models: readonly ModelEntry[];
}

/** One device as `joulebook devices` lists it: measured, described by a device file, or both. */
export interface DeviceEntry {
  readonly id: string;
  readonly title?: string;
  /** Kind of its device file, where it has one. */
  readonly kind?: "op-table" | "roofline" | "accelerator" | "measured";
  readonly backends: readonly string[];
  readonly models: number;
  readonly measurements: number;
  /** Measurements with an energy. */
  readonly measurementsWithEnergy: number;
}

/** `joulebook devices --json`. */
export interface DevicesDocument extends JoulebookDocument<"devices"> {
  readonly devices: readonly DeviceEntry[];
}

/** One operating point of a device as `joulebook devices points` lists it. */
export interface DevicePointEntry {
  /** In words, as `--operating-point` takes it. */
  readonly label: string;
  readonly voltage?: Volts;
  readonly clock?: Hertz;
  readonly powerMode?: string;
  readonly measurements: number;
  /** Inferences that were measured here and at the reference, all other settings equal. */
  readonly compared: number;
  /** Energy and time of an inference over those at the reference. */
  readonly energy?: MeasuredRatio;
  readonly time?: MeasuredRatio;
  readonly idlePower?: Watts;
}

/** Static power fitted to a device's operating points, E = C V² + P t. */
export interface FittedStaticPower {
  readonly power: Watts;
  readonly degreesOfFreedom: number;
  /** Fitted over measured energy less 1. */
  readonly residuals: readonly { readonly model: string; readonly point: string; readonly residual: number }[];
}

/** A device that was measured at several operating points. */
export interface DevicePointsEntry {
  readonly device: string;
  /** Label of the point that the others are compared with. */
  readonly reference: string;
  readonly points: readonly DevicePointEntry[];
  readonly staticPower?: FittedStaticPower;
  /** Why static power could not be fitted although voltages are stated. */
  readonly notFitted?: string;
  /** Devices that `joulebook estimate --on` takes to other points. */
  readonly estimateOn: readonly string[];
}

/** `joulebook devices points --json`. */
export interface DevicesPointsDocument extends JoulebookDocument<"devices-points"> {
  readonly devices: readonly DevicePointsEntry[];
}
