import type { DeviceFit } from "@joulebook/core";
import type { NetworkFeatures } from "./network-features.js";
import { processWith } from "./gaussian-process.js";
import { type PhysicalFit, physicalValue } from "./physical-fit.js";
import { type PowerLaw, powerLawValue } from "./power-law.js";
import { type ProcessFit, processNumbers, processValue } from "./process-fit.js";

/** What a stored fit answers. */
export interface FitAnswer {
  readonly value: number;
  /** Standard deviation of the value's logarithm, where the fit knows it. */
  readonly deviation?: number;
}

type Parameters = NonNullable<DeviceFit["parameters"]>;
type Stored = Pick<DeviceFit, "form" | "coefficients"> & { readonly parameters: Parameters };

/** Forms of stored fits; the first that a device has answers by default. */
export const fitForms = ["gaussian-process", "non-negative-least-squares", "power-law"] as const;

/** A physical fit as device files hold it: coefficients "int8 dense-macs". */
export function storedPhysical({ precisions }: PhysicalFit): Stored {
  return {
    form: "non-negative-least-squares",
    coefficients: [...precisions].flatMap(([precision, found]) =>
      Object.entries(found).map(([feature, value]) => ({ feature: `${precision} ${feature}`, value })),
    ),
    parameters: { precisions: [...precisions.keys()] },
  };
}

/** Back from `storedPhysical`. */
export function readPhysical({ coefficients }: Pick<DeviceFit, "coefficients">): PhysicalFit {
  const precisions = new Map<string, Record<string, number>>();
  for (const { feature, value } of coefficients) {
    const at = feature.lastIndexOf(" ");
    const precision = feature.slice(0, at);
    precisions.set(precision, { ...precisions.get(precision), [feature.slice(at + 1)]: value });
  }
  return { precisions };
}

export function storedPowerLaw({ of, precisions }: PowerLaw): Stored {
  const lines = [...precisions.values()];
  return {
    form: "power-law",
    coefficients: [],
    parameters: {
      of,
      precisions: [...precisions.keys()],
      scales: lines.map(({ scale }) => scale),
      exponents: lines.map(({ exponent }) => exponent),
    },
  };
}

/** The process's data and kernel; the physical fit it multiplies stands beside it in the device file. */
export function storedProcess({ process }: ProcessFit): Stored {
  const { inputs, targets, parameters } = process;
  return {
    form: "gaussian-process",
    coefficients: [],
    parameters: {
      multiplies: "non-negative-least-squares",
      numbers: processNumbers,
      inputs: inputs.flatMap(({ numbers }) => numbers),
      families: inputs.map(({ names }) => names[0] ?? ""),
      precisions: inputs.map(({ names }) => names[1] ?? ""),
      targets,
      signal: parameters.signal,
      lengths: parameters.lengths,
      noise: parameters.noise,
    },
  };
}

/**
 * The predictor that a stored fit is.
 *
 * @param siblings fits of the same device and quantity: a process needs its physical fit
 * @throws RangeError if the file's parameters do not belong together
 */
export function fitPredictor(fit: DeviceFit, siblings: readonly DeviceFit[]): (network: NetworkFeatures) => FitAnswer {
  switch (fit.form) {
    case "non-negative-least-squares": {
      const physical = readPhysical(fit);
      return (network) => ({ value: physicalValue(physical, network) });
    }
    case "power-law": {
      const law = readPowerLaw(fit);
      return (network) => ({ value: powerLawValue(law, network) });
    }
    case "gaussian-process": {
      const process = readProcess(fit, siblings);
      return (network) => processValue(process, network);
    }
    default:
      throw new RangeError(`unknown form of fit "${fit.form}"; expected one of ${fitForms.join(", ")}`);
  }
}

function readPowerLaw(fit: DeviceFit): PowerLaw {
  const [scales, exponents] = [numberList(fit, "scales"), numberList(fit, "exponents")];
  const lines = textList(fit, "precisions").map((precision, index) => {
    const [scale, exponent] = [scales[index], exponents[index]];
    if (scale === undefined || exponent === undefined) throw missing(fit, "scales and exponents for every precision");
    return [precision, { scale, exponent }] as const;
  });
  const of = fit.parameters?.["of"];
  if (typeof of !== "string") throw missing(fit, "of");
  return { of, precisions: new Map(lines) };
}

function readProcess(fit: DeviceFit, siblings: readonly DeviceFit[]): ProcessFit {
  const physical = siblings.find(({ form }) => form === "non-negative-least-squares");
  if (physical === undefined) throw missing(fit, "a non-negative-least-squares fit beside it");
  const numbers = numberList(fit, "inputs");
  const [families, precisions, targets] = [
    textList(fit, "families"),
    textList(fit, "precisions"),
    numberList(fit, "targets"),
  ];
  const width = processNumbers.length;
  const lengths = numberList(fit, "lengths");
  const whole =
    targets.length > 0 &&
    [families, precisions].every(({ length }) => length === targets.length) &&
    numbers.length === width * targets.length &&
    lengths.length === width + 2;
  if (!whole) throw missing(fit, "inputs, families, precisions, targets and lengths of matching lengths");
  const inputs = targets.map((_, index) => ({
    numbers: numbers.slice(index * width, (index + 1) * width),
    names: [families[index] as string, precisions[index] as string],
  }));
  const parameters = { signal: number(fit, "signal"), lengths, noise: number(fit, "noise") };
  return { physical: readPhysical(physical), process: processWith(inputs, targets, parameters) };
}

function number(fit: DeviceFit, name: string): number {
  const value = fit.parameters?.[name];
  if (typeof value !== "number") throw missing(fit, name);
  return value;
}

function numberList(fit: DeviceFit, name: string): readonly number[] {
  const value = fit.parameters?.[name];
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const numbers = list.filter((item) => typeof item === "number");
  if (numbers.length === 0 || numbers.length !== list.length) throw missing(fit, name);
  return numbers;
}

function textList(fit: DeviceFit, name: string): readonly string[] {
  const value = fit.parameters?.[name];
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const texts = list.filter((item) => typeof item === "string");
  if (texts.length === 0 || texts.length !== list.length) throw missing(fit, name);
  return texts;
}

function missing({ form, quantity }: DeviceFit, what: string): RangeError {
  return new RangeError(`the ${form} fit of ${quantity} needs ${what}`);
}
