import { type BudgetAxis, budgetAxis, type Candidate, type Fraction, random } from "@joulebook/core";
import type { StabilitySeries } from "@joulebook/figures";
import type { RecommendationRequest } from "@joulebook/recommender";

export interface StabilityOptions {
  readonly seed: number;
  /** Sets of independent errors that are drawn; default 2000. */
  readonly draws?: number;
  /** Sizes of errors; default 0 to 10 % in steps of one. */
  readonly sizes?: readonly Fraction[];
}

const defaultSizes: readonly Fraction[] = Array.from({ length: 11 }, (_, step) => step / 100);
const commonSteps = 201;

/**
 * How often a choice survives errors of the energies: its own model's share of cases in which it stays the best and in
 * which it keeps to the budget, for one error common to all energies and for independent errors of each.
 *
 * The same draws serve every size, scaled. Source: docs/equations.md#choice-stability
 *
 * @param chosen id of the choice on the stated energies
 */
export function choiceStability(
  candidates: readonly Candidate[],
  request: RecommendationRequest,
  chosen: string,
  { seed, draws = 2000, sizes = defaultSizes }: StabilityOptions,
): readonly StabilitySeries[] {
  const axis = budgetAxis(request.budget);
  const eligible = byAccuracy(candidates.filter((candidate) => meetsLimits(candidate, request)));
  const index = eligible.findIndex(({ id }) => id === chosen);
  if (index < 0) return [];
  const common = Array.from({ length: commonSteps }, (_, step) => {
    return new Float64Array(eligible.length).fill((2 * step) / (commonSteps - 1) - 1);
  });
  const independent = Array.from({ length: draws }, (_, draw) => {
    const stream = random(seed, "choice-stability", draw);
    return Float64Array.from(eligible, () => 2 * stream.uniform() - 1);
  });
  const over = (errors: readonly Float64Array[]): StabilitySeries["points"] =>
    sizes.map((error) => ({ error, ...sharesOf({ eligible, axis, index, errors, error }) }));
  return [
    { name: "common error", points: over(common) },
    { name: "independent errors", points: over(independent) },
  ];
}

interface Trial {
  readonly eligible: readonly Candidate[];
  readonly axis: BudgetAxis;
  readonly index: number;
  readonly errors: readonly Float64Array[];
  readonly error: Fraction;
}

function sharesOf({ eligible, axis, index, errors, error }: Trial): { stays: Fraction; fits: Fraction } {
  let [stays, fits] = [0, 0];
  for (const units of errors) {
    const cost = (place: number): number =>
      trueCost(eligible[place] as Candidate, axis, 1 + error * (units[place] ?? 0));
    if (bestOf(eligible, cost, axis.limit) === index) stays++;
    if (cost(index) <= axis.limit) fits++;
  }
  return { stays: stays / errors.length, fits: fits / errors.length };
}

function trueCost(candidate: Candidate, axis: BudgetAxis, factor: number): number {
  const { energy, energyMax, idleIncluded, idlePower, latency } = candidate;
  const largest = energyMax === undefined ? undefined : energyMax * factor;
  return axis.cost({ energy: energy * factor, energyMax: largest, idleIncluded, idlePower, latency });
}

/** The first that fits, in the order of accuracy; of equally accurate ones the cheapest. */
function bestOf(eligible: readonly Candidate[], cost: (place: number) => number, limit: number): number {
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (let place = 0; place < eligible.length; place++) {
    if (best >= 0 && eligible[place]?.accuracy !== eligible[best]?.accuracy) break;
    const own = cost(place);
    if (own <= limit && own < least) [best, least] = [place, own];
  }
  return best;
}

/** Most accurate first; equals by id, as the recommender breaks ties. */
function byAccuracy(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.toSorted((a, b) => b.accuracy - a.accuracy || (a.id < b.id ? -1 : 1));
}

function meetsLimits({ latency, accuracy }: Candidate, request: RecommendationRequest): boolean {
  const slow = request.latency !== undefined && !(latency !== undefined && latency.mean <= request.latency.limit);
  return !slow && accuracy >= (request.accuracy ?? 0);
}
