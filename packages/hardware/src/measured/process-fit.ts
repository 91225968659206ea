import type { FitRow, Predictor } from "./fit-row.js";
import { type GaussianProcess, gaussianProcess, processAt, type ProcessInput } from "./gaussian-process.js";
import type { NetworkFeatures } from "./network-features.js";
import { type PhysicalFit, physicalFit, physicalValue } from "./physical-fit.js";

/** Numbers that the process sees, as logarithms. */
export const processNumbers: readonly string[] = ["macs", "params", "input-values"];

/** The physical fit times a factor that a Gaussian process learns from what the fit leaves over. */
export interface ProcessFit {
  readonly physical: PhysicalFit;
  readonly process: GaussianProcess;
}

/**
 * log(value / physical fit) as a Gaussian process over log MACs, log parameters, log input values, family and precision.
 * Source: docs/equations.md#gaussian-process
 */
export function processFit(rows: readonly FitRow[]): ProcessFit {
  const physical = physicalFit(rows);
  const targets = rows.map((row) => Math.log(row.value / physicalValue(physical, row)));
  return { physical, process: gaussianProcess(rows.map(processInput), targets) };
}

function processInput({ features, family, precision }: NetworkFeatures): ProcessInput {
  return {
    numbers: processNumbers.map((name) => Math.log(features[name] ?? 0)),
    names: [family, precision],
  };
}

/** The fit's answer, and the standard deviation of its logarithm. */
export function processValue(
  { physical, process }: ProcessFit,
  network: NetworkFeatures,
): { readonly value: number; readonly deviation: number } {
  const { mean, variance } = processAt(process, processInput(network));
  return { value: physicalValue(physical, network) * Math.exp(mean), deviation: Math.sqrt(variance) };
}

/** `processFit` as leave-one-out takes it. */
export function processFitter(rows: readonly FitRow[]): Predictor {
  const fit = processFit(rows);
  return (network) => processValue(fit, network).value;
}
