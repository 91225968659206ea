import { type Fraction, InputError, type Joules } from "@joulebook/core";

/** Cost of one stage of an early-exit network: the blocks since the exit before, and its own head. */
export interface StageCost {
  readonly energy: Joules;
  /** Seconds, or cycles where the device has no clock: `energyDelay` is then in joules x cycles. */
  readonly latency: number;
}

/** What an early-exit network costs until each exit and on average. */
export interface ExitEnergyDelay {
  /** Until and with each exit. */
  readonly cumulativeEnergy: readonly Joules[];
  readonly cumulativeLatency: readonly number[];
  readonly cumulativeEnergyDelay: readonly number[];
  /** Mean energy and latency over the shares. */
  readonly meanEnergy: Joules;
  readonly meanLatency: number;
  /** E[E T], the average of the products: the paper's. */
  readonly meanOfProducts: number;
  /** E[E] E[T], the product of the averages. */
  readonly productOfMeans: number;
}

/** Sums of shares this far from one are rounding, and are scaled to one; beyond they are an error. */
const shareSlack = 0.005;

/**
 * Shares of inputs that leave at each exit, scaled to the sum one where rounding moved them.
 *
 * @returns the shares, and the factor they were multiplied by where that is not 1
 * @throws InputError `bad-shares` (exit code 3) when one lies outside [0, 1] or they sum to less than .995 or more than 1.005
 * @example exitShares([0.25, 0.75]) // => { shares: [0.25, 0.75] }
 */
export function exitShares(shares: readonly Fraction[]): {
  readonly shares: readonly Fraction[];
  readonly factor?: number;
} {
  const sum = shares.reduce((total, share) => total + share, 0);
  const wrong = shares.findIndex((share) => !(share >= 0 && share <= 1));
  if (wrong >= 0 || !(Math.abs(sum - 1) <= shareSlack)) {
    const message =
      wrong >= 0
        ? `exit share ${wrong + 1} is ${shares[wrong]}`
        : `the exit shares sum to ${Number(sum.toPrecision(6))}`;
    const expected = wrong >= 0 ? "a share in [0, 1]" : "a sum of one, within 0.005";
    throw new InputError([{ code: "bad-shares", message, expected }]);
  }
  if (Math.abs(sum - 1) < 1e-12) return { shares };
  return { shares: shares.map((share) => share / sum), factor: 1 / sum };
}

/**
 * Energy x delay of an early-exit network: ET_k = (E_1 + ... + E_k)(T_1 + ... + T_k) until exit k, and both averages over
 * the shares that leave there, E[E T] = Σ r_k ET_k and E[E] E[T].
 *
 * Source: docs/equations.md#energy-delay
 *
 * @throws InputError `no-exit` without stages, `bad-shares` for another number of shares, and what `exitShares` throws
 * @example exitEnergyDelay([{ energy: 2, latency: 1 }, { energy: 6, latency: 3 }], [0.5, 0.5]).meanOfProducts // => 17
 */
export function exitEnergyDelay(stages: readonly StageCost[], shares: readonly Fraction[]): ExitEnergyDelay {
  if (stages.length === 0) {
    throw new InputError([{ code: "no-exit", message: "the network has no exit, so it has no stages" }]);
  }
  if (stages.length !== shares.length) {
    throw new InputError([
      {
        code: "bad-shares",
        message: `there are ${stages.length} exits but ${shares.length} exit shares`,
        expected: "a share per exit, the last one's too",
      },
    ]);
  }
  const { shares: r } = exitShares(shares);
  const cumulativeEnergy = runningSums(stages.map(({ energy }) => energy));
  const cumulativeLatency = runningSums(stages.map(({ latency }) => latency));
  const cumulativeEnergyDelay = cumulativeEnergy.map((energy, k) => energy * (cumulativeLatency[k] as number));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value, k) => sum + value * (r[k] as number), 0);
  const [meanEnergy, meanLatency] = [mean(cumulativeEnergy), mean(cumulativeLatency)];
  return {
    cumulativeEnergy,
    cumulativeLatency,
    cumulativeEnergyDelay,
    meanEnergy,
    meanLatency,
    meanOfProducts: mean(cumulativeEnergyDelay),
    productOfMeans: meanEnergy * meanLatency,
  };
}

function runningSums(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}
