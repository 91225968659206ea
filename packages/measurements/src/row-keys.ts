import type { Measurement } from "@joulebook/core";

/** Device and runtime, on which part of the board, for which task: within it software versions follow one another. Columns of the store. */
export const runtimeColumns: readonly string[] = ["task", "device", "unit", "backend"];

/** What tells a configuration of a runtime apart but the software and the run. */
export const settingColumns: readonly string[] = [
  "model",
  "precision",
  "scenario",
  "power_mode",
  "threads",
  "clock_hz",
  "voltage_v",
  "batch",
];

/** What joins the parts of a key: a character that no name holds. */
const separator = "\u0000";

/** The configuration with its software: records that share it are repeated runs. */
export function runKey({ task, device, unit, model, configuration }: Measurement): string {
  const { backend, precision, scenario, powerMode, threads, clock, voltage, batch, software } = configuration;
  const parts = [task, device, unit, backend, model, precision, scenario, powerMode, threads, clock, voltage, batch];
  return [...parts, software].join(separator);
}
