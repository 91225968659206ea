import type { JoulebookDocument } from "./document.js";
import type { Fraction, Macs } from "./units.js";

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
