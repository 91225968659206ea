import type { Measurement, PointedFigure } from "@joulebook/core";

/** The operating point that a row states. */
export function measuredPoint({ device, configuration }: Measurement): PointedFigure {
  const { voltage, clock, powerMode } = configuration;
  return { device, voltage, clock, powerMode };
}
