import type { PowerMode } from "@joulebook/core";
import type { MeasuredAtPoint } from "./energy-at-point.js";

/**
 * An inference in another power mode of a board: energy and time by the ratios that other inferences took there, E r_E and t r_t.
 *
 * Source: docs/equations.md#operating-points
 *
 * @param inference in the mode of which the ratios are 1
 * @example inMode({ energy: 2, latency: 1 }, { name: "eco", energyRatio: { value: 0.8, low: 0.8, high: 0.8 }, timeRatio: { value: 3, low: 3, high: 3 }, compared: 1, source: "s" }).latency // => 3
 */
export function inMode({ energy, latency }: MeasuredAtPoint, { energyRatio, timeRatio }: PowerMode): MeasuredAtPoint {
  return { energy: energy * energyRatio.value, latency: latency * timeRatio.value };
}

/** The mode that a file's numbers are of: the one whose ratios are 1. */
export function ownMode(modes: readonly PowerMode[]): PowerMode | undefined {
  return modes.find(({ energyRatio, timeRatio }) => energyRatio.value === 1 && timeRatio.value === 1);
}
