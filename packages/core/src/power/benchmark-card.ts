import type { Problem } from "../contracts/problem.js";
import type { Fraction, Hertz, Joules, Macs, Volts, Watts } from "../contracts/units.js";
import { comparisonProblems } from "./same-point.js";

/** Figures of a card that are measured under conditions of their own. */
type Measured = "energy" | "power" | "staticPower" | "maxRate";

/**
 * What a vendor says of one network on one chip; everything but the names may be missing, and then the card is incomplete.
 */
export interface BenchmarkCard {
  readonly chip: string;
  readonly network: string;
  readonly voltage?: Volts;
  readonly clock?: Hertz;
  /** Energy of one inference as it was measured, static power during it included. */
  readonly energy?: Joules;
  /** Power while it infers at `maxRate`. */
  readonly power?: Watts;
  readonly staticPower?: Watts;
  /** Highest rate of inferences. */
  readonly maxRate?: Hertz;
  /** Task performance at the numbers that are deployed less that in floating point, e.g. -0.01. */
  readonly performanceChange?: number;
  readonly macs?: Macs;
  /** Peak operations per second and per joule as the vendor states them; an operation is half a MAC. */
  readonly peakOps?: number;
  readonly peakOpsPerJoule?: number;
  /** Conditions of figures that were not taken at the card's own voltage and clock. */
  readonly takenAt?: Partial<Readonly<Record<Measured, { readonly voltage?: Volts; readonly clock?: Hertz }>>>;
}

const fields = ["voltage", "clock", "energy", "power", "staticPower", "performanceChange", "maxRate"] as const;

/**
 * What stands against a benchmark card: fields that are missing, power that is not rate x energy, static power that alone
 * takes more than the energy measured, figures from different operating points. Empty when the card can be used as it is.
 *
 * Source: docs/equations.md#benchmark-card
 *
 * @param tolerance relative difference of rate x energy and power that rounding explains
 * @throws RangeError for a figure that is not a positive number (the change of performance may be any)
 * @example cardProblems({ chip: "a", network: "n", voltage: 1, clock: 1e6, energy: 2, power: 4, staticPower: 1, performanceChange: 0, maxRate: 2 }) // => []
 */
export function cardProblems(
  card: BenchmarkCard,
  { tolerance = 0.01 }: { readonly tolerance?: number } = {},
): readonly Problem[] {
  const { energy, power, staticPower, maxRate } = card;
  checkFigures(card);
  const name = `${card.network} on ${card.chip}`;
  const problems: Problem[] = fields
    .filter((field) => card[field] === undefined)
    .map((field) => ({
      code: "missing-field",
      message: `the card of ${name} does not state ${field}`,
      expected: `all of ${fields.join(", ")}`,
    }));
  if (energy !== undefined && power !== undefined && maxRate !== undefined) {
    const product = energy * maxRate;
    if (Math.abs(product / power - 1) > tolerance) {
      problems.push({
        code: "inconsistent-power",
        message: `the card of ${name} states ${power} W, but rate x energy is ${product} W`,
        expected: `both within ${100 * tolerance} %`,
        fix: "ask at which operating point each was measured",
      });
    }
  }
  if (energy !== undefined && staticPower !== undefined && maxRate !== undefined && staticPower > energy * maxRate) {
    problems.push({
      code: "static-above-energy",
      message: `the card of ${name}: static power alone takes ${staticPower / maxRate} J during an inference of ${energy} J`,
    });
  }
  return [...problems, ...pointProblems(card, name)];
}

function checkFigures(card: BenchmarkCard): void {
  for (const field of [
    "voltage",
    "clock",
    "energy",
    "power",
    "maxRate",
    "macs",
    "peakOps",
    "peakOpsPerJoule",
  ] as const) {
    const value = card[field];
    if (value !== undefined && !(value > 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`cardProblems: ${field} must be positive and finite, got ${value}`);
  }
  const { staticPower = 0, performanceChange = 0 } = card;
  if (!(staticPower >= 0 && staticPower < Number.POSITIVE_INFINITY))
    throw new RangeError(`cardProblems: staticPower must be finite and at least 0, got ${staticPower}`);
  if (!Number.isFinite(performanceChange))
    throw new RangeError(`cardProblems: performanceChange must be finite, got ${performanceChange}`);
}

/** Each figure that states conditions of its own against the card's. */
function pointProblems(card: BenchmarkCard, name: string): readonly Problem[] {
  const own = { name: `the card of ${name}`, voltage: card.voltage, clock: card.clock };
  return Object.entries(card.takenAt ?? {}).flatMap(([figure, { voltage = card.voltage, clock = card.clock }]) =>
    comparisonProblems(own, { name: `its ${figure}`, voltage, clock }),
  );
}

/** What a network gets out of a chip against what the chip could do at best. */
export interface SustainedEfficiency {
  /** Operations (two per MAC) per joule over the whole network: 2 MACs / E. */
  readonly opsPerJoule: number;
  /** Of the peak that is stated per joule. */
  readonly shareOfPeak?: Fraction;
  /** Of the peak that is stated per second: 2 MACs x highest rate / peak. */
  readonly utilisation?: Fraction;
}

/**
 * Sustained operations per joule (per second and watt) of a whole network, against the peak: what peak figures hide.
 *
 * Source: docs/equations.md#benchmark-card
 *
 * @returns undefined where the card lacks MACs or energy
 * @example sustainedEfficiency({ chip: "a", network: "n", macs: 5, energy: 2, peakOpsPerJoule: 20 }) // => { opsPerJoule: 5, shareOfPeak: 0.25 }
 */
export function sustainedEfficiency(card: BenchmarkCard): SustainedEfficiency | undefined {
  const { macs, energy, maxRate, peakOps, peakOpsPerJoule } = card;
  if (macs === undefined || energy === undefined) return undefined;
  checkFigures(card);
  const opsPerJoule = (2 * macs) / energy;
  return {
    opsPerJoule,
    ...(peakOpsPerJoule === undefined ? {} : { shareOfPeak: opsPerJoule / peakOpsPerJoule }),
    ...(peakOps === undefined || maxRate === undefined ? {} : { utilisation: (2 * macs * maxRate) / peakOps }),
  };
}
