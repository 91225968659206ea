import type { Device, EstimatedStatic, OperatingPoint, SourcedNumber } from "@joulebook/core";
import { ownPoint } from "../operating-points/device-points.js";
import type { NetworkCost } from "./estimate.js";

/** What tells how an accelerator's engine counted. */
type Counted = Pick<NetworkCost, "latency" | "overhead"> & { readonly convention?: string };

/**
 * The part of an estimate that leaks, P_s t, whether or not anything switches: what an accelerator's engine counted, the file's static
 * power, else that of the operating point that its numbers were taken at. It is part of the estimate's energy, not more.
 *
 * Source: docs/equations.md#operating-points
 *
 * @returns with `obtained: "not known"` and why, where the file states no static power or no time is known
 */
export function staticEnergy(device: Device, cost: Counted): EstimatedStatic {
  const { latency } = cost;
  if (latency === undefined) return notKnown("the device's file states no clock");
  if (device.kind === "accelerator") {
    if (cost.convention === "zigzag") return notKnown("the convention zigzag counts none");
    return ofCores(device, cost.overhead?.energy ?? 0);
  }
  if (device.kind === "roofline" && device.staticPower !== undefined) {
    const power = device.staticPower.value;
    return {
      energy: power * latency,
      power,
      obtained: obtainedOf(device.staticPower),
      source: title(device, [device.staticPower]),
    };
  }
  const own = ownPoint(device);
  if (own?.staticPower === undefined) return notKnown("the device's file states no static power");
  return {
    energy: own.staticPower * latency,
    power: own.staticPower,
    obtained: own.obtained ?? obtainedOf(own),
    source: pointSource(device, own),
  };
}

function notKnown(source: string): EstimatedStatic {
  return { obtained: "not known", source };
}

/** Of the cores that state it; that others do not is said. */
function ofCores(device: Extract<Device, { readonly kind: "accelerator" }>, energy: number): EstimatedStatic {
  const stated = device.cores.flatMap(({ staticPower }) => (staticPower === undefined ? [] : [staticPower]));
  if (stated.length === 0) return notKnown("the device's file states no static power");
  const silent = device.cores.length - stated.length;
  return {
    energy,
    power: stated.reduce((sum, { value }) => sum + value, 0),
    obtained: stated.map(obtainedOf).find((one) => one !== "stated") ?? "stated",
    source: title(device, stated) + (silent === 0 ? "" : `; ${silent} of ${device.cores.length} cores state none`),
  };
}

function obtainedOf({
  assumed,
  unverified,
}: Pick<SourcedNumber, "assumed" | "unverified">): EstimatedStatic["obtained"] {
  if (assumed === true) return "assumed";
  return unverified === true ? "unverified" : "stated";
}

function title({ sources }: Device, numbers: readonly Pick<SourcedNumber, "source">[]): string {
  return Array.from(new Set(numbers.map(({ source }) => sources[source]?.title ?? source))).join("; ");
}

/** A fitted static power says what it was fitted to. */
function pointSource(device: Device, point: OperatingPoint): string {
  const { staticPowerResiduals: fit } = device;
  if (point.obtained !== "fitted" || fit === undefined) return title(device, [point]);
  return `E = C V² + P t over ${fit.points} energies of ${fit.networks} networks, residuals up to ${Number((100 * fit.largest).toPrecision(2))} %`;
}
