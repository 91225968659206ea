import { type DevicePointsEntry, formatNumber, formatPercent, formatPower, type MeasuredRatio } from "@joulebook/core";
import { builtInDevice, builtInDeviceIds } from "@joulebook/hardware";
import { type DevicePoints, devicePoints } from "@joulebook/measurements";
import { printable } from "@joulebook/runtime";
import type { CommandResult } from "../../command-line/command-result.js";
import { quantityColumn } from "../../command-line/number-columns.js";
import { textTable } from "../../command-line/text-table.js";
import type { MeasurementOptions } from "../measurement-options.js";
import { hasEnergy, selectMeasurements } from "../select-measurements.js";

/** Lists operating points by what was measured at them. */
export async function pointsAction(options: MeasurementOptions): Promise<CommandResult> {
  const { measurements, warnings, inputs } = await selectMeasurements({ software: "all", ...options }, hasEnergy);
  const devices = devicePoints(measurements).map(entry);
  return {
    name: "devices-points",
    document: { devices },
    text: () => devices.map(deviceText).join("\n\n") || "No device was measured at several operating points.",
    warnings,
    inputs,
  };
}

function entry({ device, reference, points, staticPower: fit, notFitted }: DevicePoints): DevicePointsEntry {
  return {
    device,
    reference,
    points,
    ...(notFitted === undefined ? {} : { notFitted }),
    ...(fit === undefined
      ? {}
      : {
          staticPower: {
            power: fit.staticPower,
            degreesOfFreedom: fit.degreesOfFreedom,
            residuals: fit.fitted.map(({ model, label }, at) => ({
              model,
              point: label,
              residual: fit.residuals[at] ?? Number.NaN,
            })),
          },
        }),
    estimateOn: builtInDeviceIds().filter((id) => {
      const { operatingPoints, powerModes } = builtInDevice(id);
      return id.startsWith(`${device}-`) && (operatingPoints ?? powerModes) !== undefined;
    }),
  };
}

function deviceText({ device, reference, points, staticPower, notFitted, estimateOn }: DevicePointsEntry): string {
  const column = (title: string, of: (point: (typeof points)[number]) => MeasuredRatio | undefined) => ({
    title,
    cells: points.map((point) => ratioText(of(point))),
    align: "right" as const,
  });
  const compared = points.some((point) => point.compared > 0);
  return [
    compared
      ? `${printable(device)}: times what the same inference takes at ${printable(reference)} (median, range)`
      : `${printable(device)}: no inference was measured at two of its points with all other settings equal`,
    textTable([
      { title: "Operating point", cells: points.map(({ label }) => printable(label)) },
      { title: "Rows", cells: points.map((point) => `${point.measurements}`), align: "right" },
      { title: "Compared", cells: points.map(({ compared }) => `${compared}`), align: "right" },
      column("Energy", ({ energy }) => energy),
      column("Time", ({ time }) => time),
      quantityColumn(
        "Idle",
        points.map(({ idlePower }) => idlePower),
        "W",
      ),
    ]),
    ...(staticPower === undefined ? [] : [fitText(staticPower)]),
    ...(notFitted === undefined ? [] : [`static power: not known, ${notFitted}`]),
    ...(staticPower === undefined && notFitted === undefined
      ? ["static power: not known, no voltages are stated"]
      : []),
    ...(estimateOn.length === 0
      ? []
      : [`joulebook estimate NETWORK --on ${estimateOn.join(" | ")} takes --point and --deadline`]),
  ].join("\n");
}

function ratioText(ratio: MeasuredRatio | undefined): string {
  if (ratio === undefined) return "";
  const { value, low, high } = ratio;
  const [middle, least, most] = [value, low, high].map((one) => formatNumber(one));
  return least === most ? `${middle}` : `${middle} (${least} to ${most})`;
}

function fitText({ power, degreesOfFreedom, residuals }: NonNullable<DevicePointsEntry["staticPower"]>): string {
  const networks = new Set(residuals.map(({ model }) => model)).size;
  const largest = Math.max(...residuals.map(({ residual }) => Math.abs(residual)));
  const fit = `${residuals.length} energies of ${networks} networks, residuals up to ${formatPercent(largest, { decimals: 2 })}`;
  const said = degreesOfFreedom === 0 ? "; no point is left to check it" : "";
  return `static power: ${formatPower(power)}, fitted as E = C V² + P t (${fit}${said})`;
}
