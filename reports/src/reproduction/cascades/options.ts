import { type CascadeStage, cascadeOf, compareRates, type RateOption, type Scenario } from "@joulebook/cascade";

/** Option A (the large network once a second) and option B (a tenth of it, ten times a second), thresholds swept. */
export interface Options {
  readonly a: readonly RateOption[];
  readonly b: readonly RateOption[];
  /** Recalls of single frames that both are calibrated for. */
  readonly recalls: readonly number[];
  /** False hits of single frames, of A and of B, at these recalls. */
  readonly falseHits: readonly (readonly [a: number, b: number])[];
}

const recalls = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/**
 * Each option alone on the scenario's events. A decides by single frames; B by 6 of the last 8, about as much time as between two frames of
 * A, and so about as much energy.
 */
export function options(scenario: Scenario): Options {
  const base = cascadeOf(scenario);
  const rows = recalls.map((recall) => {
    const stage = (network: string, rate: number, confirmation: CascadeStage["confirmation"]): CascadeStage => {
      const of = scenario.stages.find((one) => one.network === network);
      if (of === undefined) throw new RangeError(`options: no stage runs ${network}`);
      const { patience: _, ...setting } = of;
      const changed = { ...setting, rate, confirmation, calibration: { recall } };
      return cascadeOf(scenario, [changed]).stages[0];
    };
    const a = stage("medium", 1, { hits: 1, of: 1 });
    const b = stage("small", 10, { hits: 6, of: 8 });
    return { pair: compareRates(base, a, b), falseHits: [a.falseHit, b.falseHit] as const };
  });
  return {
    a: rows.map(({ pair }) => pair[0]),
    b: rows.map(({ pair }) => pair[1]),
    recalls,
    falseHits: rows.map(({ falseHits }) => falseHits),
  };
}

/** Highest recall of events among the thresholds with at most so many false alarms a day; 0 where there is none. */
export function recallWithin(list: readonly RateOption[], falseAlarms: number): number {
  return Math.max(0, ...list.filter((one) => one.falseAlarms <= falseAlarms).map(({ recall }) => recall));
}
