import type { Device, Joules } from "@joulebook/core";
import type { NetworkCost } from "./estimate.js";

/**
 * The part of an estimate that leaks, P_s t, whether or not anything switches: what an accelerator's engine counted, the file's static
 * power, else that of the operating point that its numbers were taken at. It is part of the estimate's energy, not more.
 *
 * Source: docs/equations.md#operating-points
 *
 * @returns undefined where the file states no static power, or no time is known
 */
export function staticEnergy(
  device: Device,
  { latency, overhead }: Pick<NetworkCost, "latency" | "overhead">,
): Joules | undefined {
  if (latency === undefined) return undefined;
  if (device.kind === "accelerator") return overhead?.energy;
  if (device.kind === "roofline" && device.staticPower !== undefined) return device.staticPower.value * latency;
  const { operatingPoints = [], clock, voltage } = device;
  const own = operatingPoints.find((one) => one.clock === clock?.value && one.voltage === voltage?.value);
  return own?.staticPower === undefined ? undefined : own.staticPower * latency;
}
