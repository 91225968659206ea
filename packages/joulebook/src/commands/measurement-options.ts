import type { Command } from "commander";

/** Options that choose measurements, as they were typed; several names are separated by commas. */
export interface MeasurementOptions {
  readonly device?: string;
  readonly model?: string;
  readonly backend?: string;
  readonly precision?: string;
  readonly software?: string;
  readonly measurements?: readonly string[];
}

/** Adds the options by which every command chooses measurements. */
export function measurementOptions(command: Command): void {
  command
    .optionsGroup("Measurements:")
    .option("--device <name>", "device, e.g. raspberry-pi-4 (see: joulebook devices)")
    .option("--model <name>", "model or network, e.g. mobilenet-v1-1.0-224 (see: joulebook models)")
    .option("--backend <name>", "inference runtime, e.g. tflite-xnnpack")
    .option("--precision <name>", "precision, e.g. int8")
    .option("--software <name>", "newest, all, or one version as the table names it (default: newest)")
    .option("--measurements <file...>", "own tables with the columns of the MLPerf table, instead of the shipped one");
}
