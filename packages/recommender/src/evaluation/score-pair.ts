import { mean } from "@joulebook/core";
import type { Candidate, Fraction } from "@joulebook/core";
import { type EnergyChange, energyChange } from "./energy-change.js";
import type { Facets } from "./facet-change.js";
import { type GapSummary, gapSummary } from "./gap-summary.js";
import { boardMargin, type PlannedPair } from "./round-error.js";
import type { RoundPair } from "./round-pairs.js";
import { type ScaleFactor, scaleFactor } from "./scale-factor.js";
import { sweep, type SweepPoint } from "./sweep.js";
import { sweepBudgets } from "./sweep-budgets.js";

/** Choices planned with a margin, for the same budgets as without. */
export interface MarginScore {
  /** Share of the errors on other boards that the margin covers. */
  readonly level: Fraction;
  /** Absent when no other board has a pair of rounds. */
  readonly margin?: Fraction;
  readonly single?: GapSummary;
  readonly mix?: GapSummary;
  /** Mean accuracy of the mixes without less with margin, over the budgets that both answer. */
  readonly accuracyGivenUp?: number;
}

/** Choices from one plan, scored with the newer round. */
export interface PlanScore {
  readonly single: GapSummary;
  readonly mix: GapSummary;
  readonly points: readonly SweepPoint[];
  readonly margins: readonly MarginScore[];
}

/** Choices from an older round, scored with the energies and accuracies of a newer one. */
export interface PairScore {
  readonly pair: Omit<RoundPair, "models"> & { readonly models: number };
  /** Planned with the older round's energies as they are. */
  readonly asPlanned: PlanScore;
  /** Planned with them times one factor from three re-measured models. */
  readonly scaled: PlanScore & ScaleFactor;
  /** The same factor, with the re-measured models left out of choice and score. */
  readonly withoutProbes: { readonly single: GapSummary; readonly mix: GapSummary };
  readonly change: EnergyChange;
}

/** How a pair is scored. */
export interface ScoreOptions {
  readonly budgets: number;
  readonly levels: readonly Fraction[];
  readonly facets?: Facets | undefined;
}

/** Scores every pair; margins come from the pairs of other boards. */
export function scorePairs(pairs: readonly RoundPair[], options: ScoreOptions): readonly PairScore[] {
  const factors = pairs.map(({ models }) =>
    scaleFactor(
      models.map(({ older }) => older),
      models.map(({ newer }) => newer),
    ),
  );
  const unscaled = pairs.map((pair) => ({ pair, factor: 1 }));
  const scaled = pairs.map((pair, index) => ({ pair, factor: (factors[index] as ScaleFactor).factor }));
  return pairs.map((pair, index): PairScore => {
    const scale = factors[index] as ScaleFactor;
    const { models, ...rest } = pair;
    const probes = new Set(scale.probes.map(({ model }) => model));
    const others = models.filter(({ older }) => !probes.has(older.model));
    const heldOut = planPoints({ pair: { ...pair, models: others }, factor: scale.factor }, options.budgets);
    return {
      pair: { ...rest, models: models.length },
      asPlanned: planScore(unscaled, index, options),
      scaled: { ...scale, ...planScore(scaled, index, options) },
      withoutProbes: { single: gapSummary(heldOut, "single"), mix: gapSummary(heldOut, "mix") },
      change: energyChange(pair, options.facets),
    };
  });
}

function planScore(plans: readonly PlannedPair[], index: number, { budgets, levels }: ScoreOptions): PlanScore {
  const plan = plans[index] as PlannedPair;
  const points = planPoints(plan, budgets);
  const margins = levels.map((level): MarginScore => {
    const margin = boardMargin(plans, plan.pair.older.device, level);
    if (margin === undefined) return { level };
    const careful = planPoints(plan, budgets, margin);
    const single = gapSummary(careful, "single");
    const mix = gapSummary(careful, "mix");
    const given = accuracyGivenUp(points, careful);
    return { level, margin, single, mix, ...(given === undefined ? {} : { accuracyGivenUp: given }) };
  });
  return { single: gapSummary(points, "single"), mix: gapSummary(points, "mix"), points, margins };
}

/** The budgets are spaced over what the planner knows, whatever its margin. */
function planPoints({ pair, factor }: PlannedPair, budgets: number, margin: Fraction = 0): readonly SweepPoint[] {
  const planned = pair.models.map(({ older }): Candidate => ({ ...older, energy: older.energy * factor }));
  const scored = pair.models.map(({ newer }) => newer);
  return sweep({ planned, scored, budgets: sweepBudgets(planned, budgets), margin });
}

function accuracyGivenUp(without: readonly SweepPoint[], careful: readonly SweepPoint[]): number | undefined {
  const losses = without.flatMap(({ mix }, index) => {
    const other = careful[index]?.mix;
    return mix === undefined || other === undefined ? [] : [mix.accuracy - other.accuracy];
  });
  return losses.length === 0 ? undefined : mean(losses);
}
