import {
  type DeviceFit,
  type DeviceSource,
  type EnergyBasis,
  InputError,
  type MeasuredDevice,
  type Network,
  quantile,
} from "@joulebook/core";
import { storedPhysical, storedPowerLaw, storedProcess } from "./fit-file.js";
import type { Fitter, FitRow } from "./fit-row.js";
import { leaveOneNetworkOut } from "./leave-one-network-out.js";
import { networkFeatures } from "./network-features.js";
import { physicalFit, physicalFitter } from "./physical-fit.js";
import { powerLaw, powerLawFitter } from "./power-law.js";
import { processFit, processFitter } from "./process-fit.js";

/** What one network took on a device. */
export interface MeasuredRow {
  readonly network: Network;
  /** The network without its precision: rows that share it are left out together; default its name. */
  readonly name?: string;
  /** J. */
  readonly energy?: number;
  /** s. */
  readonly latency?: number;
}

export interface MeasuredDeviceOptions {
  readonly id: string;
  readonly title?: string;
  readonly source: DeviceSource;
  readonly energyBasis: EnergyBasis;
  readonly idleIncluded?: boolean;
  readonly backend?: string;
  readonly software?: string;
  readonly notes?: readonly string[];
  readonly clock?: number;
  readonly voltage?: number;
}

/** Networks from which on a Gaussian process answers; with fewer its kernel would be guesswork. */
const processNetworks = 20;
/** Share of networks that the interval of an answer is meant to hold. */
const level = 0.9;

/**
 * A device known by what networks took on it: fits of energy and latency with their leave-one-network-out errors.
 *
 * Fits: non-negative coefficients per operation type, bytes and layers; with 20 networks or more a Gaussian process over
 * what they leave; MACs alone and parameters alone beside them.
 * Source: docs/equations.md#measured-fits
 *
 * @throws InputError (exit code 3) with fewer than 3 networks for energy or latency, or values not above 0
 */
export function measuredDevice(rows: readonly MeasuredRow[], options: MeasuredDeviceOptions): MeasuredDevice {
  const { id, title = id, source, backend, software, notes, clock, voltage } = options;
  const seen = new Map(rows.map((row) => [row, networkFeatures(row.network)] as const));
  const fitRows = (quantity: DeviceFit["quantity"]): readonly FitRow[] =>
    rows.flatMap((row) => {
      const value = row[quantity];
      const features = seen.get(row);
      if (value === undefined || features === undefined) return [];
      return [{ ...features, network: row.name ?? row.network.name, value }];
    });
  return {
    schema: "joulebook/device@1",
    id,
    title,
    kind: "measured",
    sources: { measurements: source },
    ...(notes === undefined ? {} : { notes }),
    ...(clock === undefined ? {} : { clock: { value: clock, source: "measurements" } }),
    ...(voltage === undefined ? {} : { voltage: { value: voltage, source: "measurements" } }),
    fits: (["energy", "latency"] as const).flatMap((quantity) =>
      fits(fitRows(quantity), {
        quantity,
        source: "measurements",
        ...(backend === undefined ? {} : { backend }),
        ...(software === undefined ? {} : { software }),
        ...(quantity === "latency" ? {} : energyKeys(options)),
      }),
    ),
  };
}

type FitKeys = Pick<DeviceFit, "quantity" | "source" | "backend" | "software" | "energyBasis" | "idleIncluded">;

function energyKeys({
  energyBasis,
  idleIncluded,
}: MeasuredDeviceOptions): Pick<FitKeys, "energyBasis" | "idleIncluded"> {
  return { energyBasis, ...(idleIncluded === undefined ? {} : { idleIncluded }) };
}

function fits(rows: readonly FitRow[], keys: FitKeys): readonly DeviceFit[] {
  const networks = new Set(rows.map(({ network }) => network)).size;
  if (networks < 3) throw tooFew(keys.quantity, networks);
  const bad = rows.find(({ value }) => !(value > 0 && Number.isFinite(value)));
  if (bad !== undefined) throw notPositive(keys.quantity, bad);
  const one = (stored: Pick<DeviceFit, "form" | "coefficients" | "parameters">, fitter: Fitter): DeviceFit =>
    assembled(rows, keys, stored, fitter);
  return [
    one(storedPhysical(physicalFit(rows)), physicalFitter),
    ...(networks < processNetworks ? [] : [one(storedProcess(processFit(rows)), processFitter)]),
    one(storedPowerLaw(powerLaw(rows, "macs")), powerLawFitter("macs")),
    one(storedPowerLaw(powerLaw(rows, "params")), powerLawFitter("params")),
  ];
}

function assembled(
  rows: readonly FitRow[],
  keys: FitKeys,
  { form, coefficients, parameters }: Pick<DeviceFit, "form" | "coefficients" | "parameters">,
  fitter: Fitter,
): DeviceFit {
  const { ratios, residuals } = leaveOneNetworkOut(rows, fitter);
  const truths = ratios.filter((ratio) => ratio > 0).map((ratio) => 1 / ratio);
  const kinds = [...new Set(rows.flatMap((row) => row.kinds))].toSorted();
  const names = Object.keys(rows[0]?.features ?? {});
  return {
    ...keys,
    form,
    coefficients,
    parameters: {
      ...parameters,
      kinds,
      // Measured over predicted, for networks left out.
      heldOutLow: quantile(truths, (1 - level) / 2),
      heldOutHigh: quantile(truths, (1 + level) / 2),
      heldOutLevel: level,
    },
    range: Object.fromEntries(
      names.map((name) => {
        const values = rows.map(({ features }) => features[name] ?? 0);
        return [name, { low: Math.min(...values), high: Math.max(...values) }];
      }),
    ),
    residuals,
  };
}

function tooFew(quantity: string, networks: number): InputError {
  return new InputError([
    {
      code: "too-few-networks",
      message: `a fit of ${quantity} needs at least 3 networks, got ${networks}`,
      fix: "measure more networks",
    },
  ]);
}

function notPositive(quantity: string, { network, value }: FitRow): InputError {
  return new InputError([
    { code: "bad-value", message: `${network}: ${quantity} ${value}`, expected: "a number above 0" },
  ]);
}
