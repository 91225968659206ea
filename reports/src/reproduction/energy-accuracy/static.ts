import {
  type CurveFit,
  discreteOptimum,
  equivalentAlpha,
  errorTerm,
  type ExponentialCurve,
  exponentialFit,
  type Fraction,
  optimalAccuracy,
  optimalDecisionAccuracy,
  type RationalCurve,
  rationalFit,
  relativeTerm,
} from "@joulebook/core";
import type { TrainedNetwork } from "./runs.js";

/** Weights from accuracy alone to energy alone. */
export const alphaGrid: readonly Fraction[] = Array.from({ length: 101 }, (_, step) => step / 100);
export const shownAlphas: readonly Fraction[] = [0, 0.1, 0.3, 0.5, 0.7, 0.9];

const energyOf = ({ macs }: TrainedNetwork): number => macs;

/** The network with the least cost alpha C_D + (1 - alpha)(1 - A) among some. */
export function bestNetwork(networks: readonly TrainedNetwork[], alpha: Fraction): TrainedNetwork {
  return discreteOptimum(networks, {
    alpha,
    decision: relativeTerm("energy", energyOf, networks),
    execution: errorTerm(({ test }: TrainedNetwork) => test),
  }).design;
}

export function costOf(networks: readonly TrainedNetwork[], network: TrainedNetwork, alpha: Fraction): number {
  const largest = Math.max(...networks.map(energyOf));
  return (alpha * network.macs) / largest + (1 - alpha) * (1 - network.test);
}

/** Curves of the relative energy over the accuracy: exponential for depth, rational for width. */
export function fittedCurves(
  depth: readonly TrainedNetwork[],
  width: readonly TrainedNetwork[],
): { readonly depth: CurveFit<ExponentialCurve>; readonly width: CurveFit<RationalCurve> } {
  const relative = (networks: readonly TrainedNetwork[]): number[] => {
    const largest = Math.max(...networks.map(energyOf));
    return networks.map(({ macs }) => macs / largest);
  };
  const accuracies = (networks: readonly TrainedNetwork[]): number[] => networks.map(({ test }) => test);
  return {
    depth: exponentialFit(accuracies(depth), relative(depth)),
    width: rationalFit(accuracies(width), relative(width)),
  };
}

/** One cell of Figure 4: the depth with the least energy of a decision and what follows from it. */
export interface RegionCell {
  /** E_X / E_Dmax. */
  readonly execution: number;
  readonly penalty: number;
  readonly depth: number;
}

/** Depths with the least E_D + A E_X + (1 - A) gamma E_X, over the grid of Figure 4. */
export function regions(networks: readonly TrainedNetwork[]): readonly RegionCell[] {
  const largest = Math.max(...networks.map(energyOf));
  const executions = Array.from({ length: 25 }, (_, step) => 10 ** (-2 + step / 6));
  const penalties = Array.from({ length: 25 }, (_, step) => 10 ** (step / 12));
  return executions.flatMap((execution) =>
    penalties.map((penalty): RegionCell => {
      const energy = ({ macs, test }: TrainedNetwork): number =>
        macs / largest + test * execution + (1 - test) * penalty * execution;
      const best = networks.reduce((least, network) => (energy(network) < energy(least) ? network : least));
      return { execution, penalty, depth: best.depth };
    }),
  );
}

/** Largest difference of the closed form from a fine numeric search, and of (9) from (7) at its equivalent alpha. */
export function closedFormErrors(depth: readonly TrainedNetwork[]): {
  readonly numeric: number;
  readonly equivalence: number;
} {
  const { curve } = exponentialFit(
    depth.map(({ test }) => test),
    depth.map(({ macs }) => macs / Math.max(...depth.map(energyOf))),
  );
  const range = { min: Math.min(...depth.map(({ test }) => test)), max: Math.max(...depth.map(({ test }) => test)) };
  let [numeric, equivalence] = [0, 0];
  for (const alpha of alphaGrid.slice(1, -1)) {
    const { accuracy } = optimalAccuracy(curve, alpha, range);
    const cost = (a: number): number => alpha * curve.a * Math.exp(curve.b * a) + (1 - alpha) * (1 - a);
    let best = range.min;
    for (let step = 0; step <= 100_000; step++) {
      const a = range.min + ((range.max - range.min) * step) / 100_000;
      if (cost(a) < cost(best)) best = a;
    }
    numeric = Math.max(numeric, Math.abs(best - accuracy));
  }
  for (const executionEnergy of [0.01, 0.1, 1, 10]) {
    for (const penalty of [1.5, 3, 10]) {
      const execution = { executionEnergy, penalty, maxDecisionEnergy: 1 };
      const nine = optimalDecisionAccuracy(curve, execution, range).accuracy;
      const seven = optimalAccuracy(curve, equivalentAlpha(execution), range).accuracy;
      equivalence = Math.max(equivalence, Math.abs(nine - seven));
    }
  }
  return { numeric, equivalence };
}
