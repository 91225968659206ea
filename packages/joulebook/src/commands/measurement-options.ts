import type { Command } from "commander";

/** Options that choose measurements, as they were typed; several names are separated by commas. */
export interface MeasurementOptions {
  readonly device?: string;
  readonly model?: string;
  readonly backend?: string;
  readonly precision?: string;
  readonly operatingPoint?: string;
  readonly software?: string;
  readonly task?: string;
  readonly dataset?: string;
  readonly measurements?: readonly string[];
  readonly store?: string;
}

/** Adds the options by which every command chooses measurements; the help says what is taken by default. */
export function measurementOptions(
  command: Command,
  defaults: { readonly dataset: string; readonly software: string },
): void {
  command
    .optionsGroup("Measurements (several names: a,b):")
    .option("--device <name>", "device, e.g. raspberry-pi-4 (see: joulebook devices)")
    .option("--model <name>", "model or network, e.g. mobilenet-v1-1.0-224 (see: joulebook models)")
    .option("--backend <name>", "inference runtime, e.g. tflite-xnnpack")
    .option("--precision <name>", "precision, e.g. int8")
    .option("--operating-point <name>", "power mode, voltage and clock, e.g. MAXN (see: joulebook devices points)")
    .option("--software <name>", `newest, all, or one version as the table names it (default: ${defaults.software})`)
    .option("--task <name>", "task, e.g. image-classification")
    .option(
      "--dataset <id>",
      `shipped or stored dataset (default: ${defaults.dataset}, and all stored ones; see: joulebook datasets)`,
    )
    .option("--measurements <file...>", "own tables with the columns of the MLPerf table, instead of shipped ones")
    .option("--store <folder>", "store of own measurements (default: joulebook-store, where there is one)");
}
