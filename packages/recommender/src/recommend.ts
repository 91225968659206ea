import {
  batteryLifetime,
  type Budget,
  type BudgetAxis,
  budgetAxis,
  type CandidateTable,
  keyedPoint,
  mixedPoints,
  type PointedFigure,
  pointLabel,
  type Seconds,
} from "@joulebook/core";
import { type Candidates, candidateTable } from "./candidate-table.js";
import { checkBudget } from "./check-budget.js";
import { type Choice, choiceOf, type Mix, mixOf } from "./choice.js";
import { type FrontPoint, frontPoints } from "./front.js";
import { type DeviceChoice, deviceChoices } from "./device-choices.js";
import { deviceFronts } from "./device-fronts.js";
import { mixChoice } from "./mix.js";
import type { Limits } from "./needs.js";
import type { Reason, Relax, SeveralPoints, Shortfall, TooSlow } from "./reason.js";
import { bindingReasons, cheaperReasons, mostAccurateReasons, nextBetterReasons } from "./reasons.js";
import { nearestRelaxation, relaxationsAlone } from "./relaxations.js";
import { checkRequest, type LatencyStatistic, type RecommendationRequest } from "./request.js";
import { type Census, constraintBit, screen, type Screened } from "./screen.js";
import { singleChoice } from "./single.js";
import { worthMeasuring } from "./worth-measuring.js";
import { type UtilityRanking, utilityRanking } from "./utility-ranking.js";

/** What the answer is measured on: costs are in `unit`, `limit` is the budget. */
export interface AnswerAxis {
  readonly unit: "J" | "W";
  readonly limit: number;
  /** The statistic of latency that is limited and reported. */
  readonly latency: LatencyStatistic;
}

interface Answer {
  readonly budget: Budget;
  readonly axis: AnswerAxis;
  readonly census: Census;
  /** Undominated candidates that meet the limits, the budget aside: cheapest first. */
  readonly front: readonly FrontPoint[];
  readonly reasons: readonly Reason[];
  /** Where several devices compete: what each would give, the best first. */
  readonly devices?: readonly DeviceChoice[];
}

/** The answer when at least one candidate fits. */
export interface FeasibleAnswer extends Answer {
  readonly feasible: true;
  readonly single: Choice;
  /** Absent when the budget is a cap (`hard`). */
  readonly mix?: Mix;
  /** Present when a utility was stated. */
  readonly ranking?: UtilityRanking;
}

/** The answer when nothing fits: `reasons` hold the cheapest candidate, the shortfall, and what to relax. */
export interface InfeasibleAnswer extends Answer {
  readonly feasible: false;
}

export type Recommendation = FeasibleAnswer | InfeasibleAnswer;

/**
 * The best candidate for a budget, and why.
 *
 * `single` is the most accurate candidate within the budget (of equals the cheapest, then the first by id), `mix` the
 * two that share the inferences so that the budget is met exactly on average, the optimum of the linear programme.
 * A budget at a rate compares average power, idle included. Limits on latency and accuracy hold for each part, the
 * memory limit for both together. Candidates of several devices compete; the parts of a mix are on one device.
 * A candidate that does not state what a limit asks for is left out and counted. Of a table of candidates only those
 * that the answer names become records.
 * Source: docs/equations.md#recommendation
 *
 * @throws InputError if the budget or a limit makes no sense
 * @throws RangeError if a number of a candidate makes no sense, by name
 * @example recommend(candidates, { budget: { kind: "inference", energy: 0.1 }, latency: { limit: 0.05 } })
 */
export function recommend(candidates: Candidates, request: RecommendationRequest): Recommendation {
  checkBudget(request.budget);
  checkRequest(request);
  const axis = budgetAxis(request.budget);
  const table = candidateTable(candidates);
  const screened = screen(table, request, axis);
  const limits: Limits = { axis, request };
  const statistic = request.latency?.statistic ?? "mean";
  const devices = deviceFronts(screened);
  const front = frontPoints(screened, devices);
  const answer = {
    budget: request.budget,
    axis: { unit: axis.unit, limit: axis.limit, latency: statistic },
    census: screened.census,
    front,
    ...(screened.devices.length < 2 ? {} : { devices: deviceChoices(screened, axis, lifetimeOf(request.budget)) }),
  };
  const index = singleChoice(screened);
  if (index < 0) {
    const reasons = [
      ...infeasibleReasons(screened, limits),
      ...generalReasons(request, screened, front),
      ...uncertainReasons(request, screened, axis, 0),
      ...pointReasons(table, []),
    ];
    return { ...answer, feasible: false, reasons };
  }

  const single = choiceOf(table.at(index), axis, statistic);
  const optimum = axis.hard ? undefined : mixChoice(screened, devices, { limit: axis.limit, memory: request.memory });
  const mix = optimum === undefined ? undefined : mixOf(optimum, table, axis, statistic);
  const weights = request.utility;
  const reasons: Reason[] = [
    ...bindingReasons(screened, limits, single),
    ...nextBetterReasons(screened, limits, single),
    ...cheaperReasons(front, single, axis),
    ...(mix === undefined
      ? []
      : [{ kind: "shadow-price" as const, accuracyPerUnit: mix.shadowPrice, unit: axis.unit }]),
    ...mostAccurateReasons(front, single, axis),
    ...generalReasons(request, screened, front),
    ...uncertainReasons(request, screened, axis, single.accuracy),
    ...pointReasons(table, [single, ...(mix?.parts ?? [])]),
    ...assumedReasons([single, ...(mix?.parts ?? [])], axis),
  ];
  return {
    ...answer,
    feasible: true,
    single,
    ...(mix === undefined ? {} : { mix }),
    ...(weights === undefined ? {} : { ranking: utilityRanking(screened, { weights, size: request.ranked ?? 5 }) }),
    reasons,
  };
}

/** How long the battery of the budget lasts at a power; undefined for other budgets. */
function lifetimeOf(budget: Budget): ((power: number) => Seconds) | undefined {
  return budget.kind === "battery" ? (power) => batteryLifetime(budget.battery, power) : undefined;
}

function generalReasons(request: RecommendationRequest, { census }: Screened, front: readonly FrontPoint[]): Reason[] {
  const reasons: Reason[] = [];
  const bend = front.find(({ elbow }) => elbow);
  if (bend !== undefined) {
    const { candidate, cost, accuracy, fits } = bend;
    reasons.push({ kind: "elbow", candidate, cost, accuracy, fits });
  }
  if (request.budget.hard === true) reasons.push({ kind: "hard-cap" });
  if (request.margin !== undefined && request.margin > 0) reasons.push({ kind: "margin", margin: request.margin });
  for (const quantity of ["latency", "memory"] as const) {
    const count = census.unknown[quantity];
    if (count > 0) reasons.push({ kind: "unknown-excluded", quantity, count });
  }
  return reasons;
}

/** How many measurements that could change the choice are named. */
const namedMeasurements = 3;

/** What uncertain energies mean for the choice, where a confidence was asked for. */
function uncertainReasons(
  request: RecommendationRequest,
  screened: Screened,
  axis: BudgetAxis,
  chosenAccuracy: number,
): Reason[] {
  const { confidence } = request;
  if (confidence === undefined) return [];
  const { certain } = screened;
  const measurements = worthMeasuring(screened, request, axis, { chosenAccuracy, count: namedMeasurements });
  return [{ kind: "confidence", confidence, certain }, ...measurements];
}

/** Devices whose candidates are of several operating points, and at which the choice is. */
function pointReasons(candidates: CandidateTable, choices: readonly Choice[]): SeveralPoints[] {
  const chosen = choices.map(({ candidate }) => keyedPoint(candidate));
  return mixedPoints(statedPoints(candidates)).map((mixed) => ({
    kind: "operating-points",
    ...mixed,
    chosen: Array.from(new Set(chosen.filter(({ device }) => device === mixed.device).map(pointLabel))),
  }));
}

function* statedPoints(candidates: CandidateTable): Iterable<PointedFigure> {
  for (let index = 0; index < candidates.length; index++) {
    const { device, keys = {} } = candidates.figures(index);
    yield keyedPoint({ device, keys });
  }
}

/** What had to be assumed about each chosen candidate, once. */
function assumedReasons(choices: readonly Choice[], axis: BudgetAxis): Reason[] {
  const chosen = new Set(choices.map(({ candidate }) => candidate));
  return Array.from(chosen).flatMap((candidate) =>
    axis.assumptions(candidate).map(({ code, text }) => ({ kind: "assumed" as const, candidate, code, text })),
  );
}

function infeasibleReasons(screened: Screened, limits: Limits): (Shortfall | TooSlow | Relax)[] {
  const alone = relaxationsAlone(screened, limits);
  const together = nearestRelaxation(screened, limits);
  const relaxations = together !== undefined && together.needs.length > 1 ? [...alone, together] : alone;
  return [
    ...shortfallReasons(screened, limits),
    ...relaxations.map((relaxation) => ({ kind: "relax" as const, ...relaxation })),
  ];
}

/** The cheapest candidate that meets all limits but the budget, else the cheapest of all; the fastest where none keeps the rate. */
function shortfallReasons(screened: Screened, { axis, request }: Limits): (Shortfall | TooSlow)[] {
  const { candidates, cost, violated } = screened;
  const cheapestOf = (allowed: (bits: number) => boolean): number => {
    let best = -1;
    for (let i = 0; i < cost.length; i++) {
      if (!allowed(violated[i] as number)) continue;
      if (best < 0 || (cost[i] as number) < (cost[best] as number)) best = i;
    }
    return best;
  };
  const admissible = cheapestOf((bits) => bits === constraintBit.budget);
  const index = admissible >= 0 ? admissible : cheapestOf(() => true);
  if (index < 0) return [];
  if (!Number.isFinite(cost[index])) return tooSlowReasons(screened, axis);
  return [
    {
      kind: "shortfall",
      cheapest: choiceOf(candidates.at(index), axis, request.latency?.statistic ?? "mean"),
      meetsOtherLimits: admissible >= 0,
      shortfall: (cost[index] as number) - axis.limit,
    },
  ];
}

/** A candidate that cannot keep the rate has no average power, hence no cost to compare. */
function tooSlowReasons({ candidates }: Screened, { rate }: BudgetAxis): TooSlow[] {
  let fastest = -1;
  let least = Infinity;
  for (let index = 0; index < candidates.length; index++) {
    const latency = candidates.figures(index).latency?.mean;
    if (latency === undefined || latency >= least) continue;
    fastest = index;
    least = latency;
  }
  if (rate === undefined || fastest < 0) return [];
  return [{ kind: "too-slow", fastest: candidates.at(fastest), latency: least, rate, largestRate: 1 / least }];
}
