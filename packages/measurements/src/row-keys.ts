import type { Measurement } from "@joulebook/core";

/** What joins the parts of a key: a character that no name holds. */
const separator = "\u0000";

/** Device and runtime, on which part of the board, for which task: within it software versions follow one another. */
export function runtimeKey({ device, unit, configuration, task }: Measurement): string {
  return [task, device, unit, configuration.backend].join(separator);
}

/** Everything that tells a configuration apart but the software and the run. */
export function configurationKey(row: Measurement): string {
  const { precision, scenario, powerMode, threads, clock, voltage, batch } = row.configuration;
  return [runtimeKey(row), row.model, precision, scenario, powerMode, threads, clock, voltage, batch].join(separator);
}

/** The configuration with its software: rows that share it are repeated runs. */
export function runKey(row: Measurement): string {
  return [configurationKey(row), row.configuration.software].join(separator);
}
