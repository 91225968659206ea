import {
  type DeviceFit,
  formatPercent,
  InputError,
  type Interval,
  type Layer,
  type MeasuredDevice,
  type Network,
} from "@joulebook/core";
import type { EstimateNotice, LayerCost, NetworkCost } from "../estimate/estimate.js";
import { type FitAnswer, fitForms, fitPredictor, readPhysical } from "./fit-file.js";
import { layerFeatures, type NetworkFeatures, networkFeatures } from "./network-features.js";

/** What is fitted besides layers: the cost of an inference as such. */
export interface MeasuredCost extends NetworkCost {
  readonly overhead: { readonly energy: number; readonly latency: number };
}

/**
 * Energy and latency by a device's fits, with intervals from networks that the fits did not see.
 *
 * The total is the default predictor's; layers share it as the physical fit's coefficients divide it. Whatever lies
 * outside the measured networks is said.
 * Source: docs/equations.md#measured-fits
 *
 * @throws InputError if the device was not measured at the network's precision
 */
export function measuredCost(network: Network, device: MeasuredDevice): MeasuredCost {
  const seen = networkFeatures(network);
  const energy = quantityCost(network, seen, device, "energy");
  const latency = quantityCost(network, seen, device, "latency");
  return {
    energy: energy.value,
    latency: latency.value,
    ...(energy.interval === undefined ? {} : { energyInterval: energy.interval }),
    ...(latency.interval === undefined ? {} : { latencyInterval: latency.interval }),
    overhead: { energy: energy.overhead, latency: latency.overhead },
    layers: network.layers.map(
      ({ name, kind, macs }, index): LayerCost => ({
        name,
        kind,
        macs,
        energy: energy.layers[index] as number,
        latency: latency.layers[index] as number,
      }),
    ),
    notices: [...new Map([...energy.notices, ...latency.notices].map((notice) => [notice.message, notice])).values()],
  };
}

interface QuantityCost {
  readonly value: number;
  /** None outside what was measured: errors within it say nothing of that. */
  readonly interval?: Interval;
  readonly overhead: number;
  readonly layers: readonly number[];
  readonly notices: readonly EstimateNotice[];
}

function quantityCost(
  network: Network,
  seen: NetworkFeatures,
  device: MeasuredDevice,
  quantity: DeviceFit["quantity"],
): QuantityCost {
  const fits = device.fits.filter((fit) => fit.quantity === quantity);
  const fit = fitForms.map((form) => fits.find((one) => one.form === form)).find((found) => found !== undefined);
  const physical = fits.find(({ form }) => form === "non-negative-least-squares");
  if (fit === undefined || physical === undefined) throw noFit(device, quantity);
  const answer = answerOf(fit, fits, seen, device);
  const coefficients = readPhysical(physical).precisions.get(seen.precision);
  if (coefficients === undefined || !Number.isFinite(answer.value)) throw wrongPrecision(device, seen, physical);
  const parts = network.layers.map((layer) => layerPart(layer, network, coefficients));
  const overhead = coefficients["inference"] ?? 0;
  const whole = parts.reduce((sum, part) => sum + part, overhead);
  const share = whole > 0 ? answer.value / whole : 0;
  const outside = rangeNotices(fit, seen);
  return {
    value: answer.value,
    ...(outside.length === 0 ? { interval: interval(fit, answer) } : {}),
    overhead: overhead * share,
    layers: parts.map((part) => part * share),
    notices: [heldOutNotice(fit), ...outside, ...familyNotice(fit, seen)],
  };
}

function answerOf(
  fit: DeviceFit,
  fits: readonly DeviceFit[],
  seen: NetworkFeatures,
  device: MeasuredDevice,
): FitAnswer {
  try {
    return fitPredictor(fit, fits)(seen);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError([{ code: "bad-device-file", message: `${device.id}: ${error.message}` }]);
  }
}

function layerPart(layer: Layer, network: Network, coefficients: Readonly<Record<string, number>>): number {
  return Object.entries(layerFeatures(layer, network)).reduce(
    (sum, [name, value]) => sum + (coefficients[name] ?? 0) * value,
    0,
  );
}

/** The errors of networks left out; where the fit itself is less sure than that, its own range. */
function interval({ parameters = {} }: DeviceFit, { value, deviation = 0 }: FitAnswer): Interval {
  const {
    heldOutLow: low = 1,
    heldOutHigh: high = 1,
    heldOutLevel: level = 0.9,
  } = parameters as Readonly<Record<string, number>>;
  // 90 % of a normal distribution lies within 1.645 standard deviations.
  const own = Math.exp(1.645 * deviation);
  return { low: value * Math.min(low, 1 / own), high: value * Math.max(high, own), level, method: "held-out" };
}

function heldOutNotice({ form, quantity, residuals, software, backend }: DeviceFit): EstimateNotice {
  const { medianAbsolute, p90Absolute, networks } = residuals;
  const runtime = software ?? backend;
  const fitted = `${quantity}: ${form} fit to ${networks} networks${runtime === undefined ? "" : ` (${runtime})`}`;
  return {
    code: "note",
    message: `${fitted}; for networks left out it is off by ${formatPercent(medianAbsolute)} in the median and ${formatPercent(p90Absolute)} in the 90th percentile`,
  };
}

function rangeNotices({ range, parameters = {} }: DeviceFit, seen: NetworkFeatures): readonly EstimateNotice[] {
  const outside = Object.entries(range)
    .filter(([name, { low, high }]) => {
      const value = seen.features[name] ?? 0;
      // Files hold six digits.
      return value < low * (1 - 1e-5) || value > high * (1 + 1e-5);
    })
    .map(([name]) => name);
  const kinds = (parameters["kinds"] ?? []) as readonly string[];
  const unseen = seen.kinds.filter((kind) => kind !== "view" && !kinds.includes(kind));
  const say = (holds: boolean, message: string): readonly EstimateNotice[] =>
    holds ? [{ code: "extrapolated", message: `${message}: an extrapolation, so there is no interval` }] : [];
  return [
    ...say(outside.length > 0, `outside the measured networks by ${outside.join(", ")}`),
    ...say(unseen.length > 0, `no measured network has layers of these kinds (${unseen.join(", ")})`),
  ];
}

/** The interval of a process widens by itself for a family that it has not seen. */
function familyNotice({ parameters = {} }: DeviceFit, { family }: NetworkFeatures): readonly EstimateNotice[] {
  const families = (parameters["families"] ?? []) as readonly string[];
  if (families.length === 0 || families.includes(family)) return [];
  return [{ code: "note", message: "no measured network is of this family: the estimate leans on the others" }];
}

function noFit({ id }: MeasuredDevice, quantity: string): InputError {
  return new InputError([
    {
      code: "no-fit",
      message: `${id}: the device file has no usable fit of ${quantity}`,
      expected: `fits of ${quantity}, one of the form non-negative-least-squares`,
    },
  ]);
}

function wrongPrecision({ id }: MeasuredDevice, { precision }: NetworkFeatures, physical: DeviceFit): InputError {
  const known = [...readPhysical(physical).precisions.keys()];
  return new InputError([
    {
      code: "precision-not-measured",
      message: `${id} was not measured at ${precision}`,
      expected: `a network of ${known.join(" or ")}`,
      fix: "zoo names take the precision at their end, e.g. mobilenet-v1-1.0-224-int8",
    },
  ]);
}
