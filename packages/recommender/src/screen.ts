import type {
  BudgetAxis,
  Bytes,
  CandidateFigures,
  CandidateTable,
  Inference,
  Interval,
  Seconds,
} from "@joulebook/core";
import { type Plan, plannedLatency, plannedScale } from "./planned.js";
import type { LatencyStatistic, RecommendationRequest } from "./request.js";

/** What can keep a candidate from being chosen. "rate" is r·t <= 1: a device cannot compute more than all the time. */
export type Constraint = "budget" | "rate" | "latency" | "accuracy" | "memory";

/** A quantity that a limit asks for and a candidate does not state. */
export type UnknownQuantity = "latency" | "memory";

/** Constraints as bits of `Screened.violated`. */
export const constraintBit: Readonly<Record<Constraint, number>> = {
  budget: 1,
  rate: 2,
  latency: 4,
  accuracy: 8,
  memory: 16,
};
/** Set where a limited quantity is unknown: such a candidate is never chosen, and is counted. */
export const unknownBit = 32;

/** Candidates beside columns with one entry for each of them. */
export interface Screened {
  readonly candidates: CandidateTable;
  /** The statistic of latency that is limited and reported. */
  readonly statistic: LatencyStatistic;
  /** How cautiously costs and latencies are planned. */
  readonly plan: Plan;
  /** Planned cost on the budget's axis (margin and confidence included); Infinity when the rate cannot be kept. */
  readonly cost: Float64Array;
  readonly accuracy: Float64Array;
  /** Names of the devices, in order of first appearance. */
  readonly devices: readonly string[];
  /** Place of the candidate's device in `devices`. */
  readonly device: Uint16Array;
  /** Constraints that the candidate violates on its own, as `constraintBit`s. */
  readonly violated: Uint8Array;
  readonly census: Census;
  /** Candidates whose energy has no interval. */
  readonly certain: number;
}

/** How many candidates there were and what became of them; one candidate may violate several constraints. */
export interface Census {
  readonly candidates: number;
  /** Candidates that meet every constraint. */
  readonly fitting: number;
  /** Candidates that violate each constraint. */
  readonly violating: Readonly<Record<Constraint, number>>;
  /** Candidates left out because a limited quantity is unknown. */
  readonly unknown: Readonly<Record<UnknownQuantity, number>>;
}

/**
 * Puts candidates on the budget's axis and marks what each of them violates, in one pass.
 *
 * A value that a limit needs and that is unknown never passes: the candidate is left out and counted. A budget at a
 * rate needs the mean latency (r·t <= 1), a latency limit its statistic, a memory limit the memory.
 *
 * @throws RangeError if a candidate's energy, accuracy, latency, memory or idle power is not a number it can be
 */
export function screen(candidates: CandidateTable, request: RecommendationRequest, axis: BudgetAxis): Screened {
  const size = candidates.length;
  const cost = new Float64Array(size);
  const accuracy = new Float64Array(size);
  const device = new Uint16Array(size);
  const placeOf = devicePlaces();
  const violated = new Uint8Array(size);
  const census = {
    candidates: size,
    fitting: 0,
    violating: { budget: 0, rate: 0, latency: 0, accuracy: 0, memory: 0 },
    unknown: { latency: 0, memory: 0 },
  };
  const { statistic = "mean", limit: latencyLimit } = request.latency ?? {};
  const { accuracy: floor = 0, memory: memoryLimit } = request;
  const plan = planOf(request);
  const planned = planner(axis, plan);
  let certain = 0;

  for (let i = 0; i < size; i++) {
    const candidate = candidates.figures(i);
    checkCandidate(candidate);
    const delay = plannedLatency(candidate, statistic, plan);
    cost[i] = planned(candidate);
    accuracy[i] = candidate.accuracy;
    device[i] = placeOf.place(candidate.device);
    if (candidate.energyInterval === undefined) certain++;

    let bits = 0;
    const mean = axis.rate === undefined ? undefined : plannedLatency(candidate, "mean", plan);
    if ((latencyLimit !== undefined && delay === undefined) || (axis.rate !== undefined && mean === undefined)) {
      bits |= unknownBit;
      census.unknown.latency++;
    }
    if (memoryLimit !== undefined && candidate.memory === undefined) {
      bits |= unknownBit;
      census.unknown.memory++;
    }
    if (axis.rate !== undefined && mean !== undefined && axis.rate * mean > 1) {
      bits |= constraintBit.rate;
      census.violating.rate++;
    } else if ((cost[i] as number) > axis.limit) {
      bits |= constraintBit.budget;
      census.violating.budget++;
    }
    if (latencyLimit !== undefined && delay !== undefined && delay > latencyLimit) {
      bits |= constraintBit.latency;
      census.violating.latency++;
    }
    if (candidate.accuracy < floor) {
      bits |= constraintBit.accuracy;
      census.violating.accuracy++;
    }
    if (memoryLimit !== undefined && candidate.memory !== undefined && candidate.memory > memoryLimit) {
      bits |= constraintBit.memory;
      census.violating.memory++;
    }
    violated[i] = bits;
    if (bits === 0) census.fitting++;
  }
  return { candidates, statistic, plan, cost, accuracy, devices: placeOf.names, device, violated, census, certain };
}

/** Whether the candidate meets everything but, perhaps, the budget. */
export function isAdmissible({ violated }: Screened, index: number): boolean {
  return ((violated[index] as number) & ~constraintBit.budget) === 0;
}

/** Numbers devices as they appear; tables come in runs of one device, so that most names are the one before. */
function devicePlaces(): { readonly names: readonly string[]; readonly place: (name: string) => number } {
  const names: string[] = [];
  const places = new Map<string, number>();
  let last: string | undefined;
  let lastPlace = 0;
  const place = (name: string): number => {
    if (name === last) return lastPlace;
    last = name;
    lastPlace = places.get(name) ?? names.push(name) - 1;
    places.set(name, lastPlace);
    return lastPlace;
  };
  return { names, place };
}

/** The limited statistic of a candidate's latency as planned; NaN when unknown. */
export function latencyOf({ candidates, statistic, plan }: Screened, index: number): Seconds {
  return plannedLatency(candidates.figures(index), statistic, plan) ?? Number.NaN;
}

/** A candidate's memory; NaN when unknown. */
export function memoryOf({ candidates }: Screened, index: number): Bytes {
  return candidates.figures(index).memory ?? Number.NaN;
}

function planOf({ margin = 0, confidence }: RecommendationRequest): Plan {
  return { margin, ...(confidence === undefined ? {} : { confidence }) };
}

/** Cost of a candidate as planned. */
function planner(axis: BudgetAxis, plan: Plan): (candidate: CandidateFigures) => number {
  if (plan.margin === 0 && plan.confidence === undefined) return axis.cost;
  // One object for all candidates: a million of them would keep the garbage collector busy.
  const inference: Writable<Inference> = {
    energy: 0,
    idleIncluded: undefined,
    idlePower: undefined,
    latency: undefined,
  };
  return (candidate) => {
    const scale = plannedScale(candidate, plan);
    inference.energy = candidate.energy * scale;
    inference.energyMax = candidate.energyMax === undefined ? undefined : candidate.energyMax * scale;
    inference.idleIncluded = candidate.idleIncluded;
    inference.idlePower = candidate.idlePower;
    inference.latency = candidate.latency;
    return axis.cost(inference);
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function checkCandidate(candidate: CandidateFigures): void {
  const { energy, energyMax, accuracy, latency, memory, idlePower } = candidate;
  if (!(energy > 0 && energy < Number.POSITIVE_INFINITY))
    refuse(candidate, "energy", energy, "a number of joules above 0");
  if (!(accuracy >= 0 && accuracy <= 1)) refuse(candidate, "accuracy", accuracy, "a fraction in [0, 1]");
  if (energyMax !== undefined && !(energyMax >= energy))
    refuse(candidate, "energyMax", energyMax, "at least the mean energy");
  if (idlePower !== undefined && !(idlePower >= 0)) refuse(candidate, "idlePower", idlePower, "a number of watts >= 0");
  if (memory !== undefined && !(memory >= 0)) refuse(candidate, "memory", memory, "a number of bytes >= 0");
  checkInterval(candidate, "energy", energy, candidate.energyInterval);
  if (latency !== undefined) checkInterval(candidate, "latency", latency.mean, candidate.latencyInterval);
  if (latency === undefined) return;
  const { mean, p50 = 0, p90 = 0, p99 = 0 } = latency;
  if (!(mean >= 0)) refuse(candidate, "mean latency", mean, "a number of seconds >= 0");
  if (!(p50 >= 0 && p90 >= 0 && p99 >= 0)) {
    throw new RangeError(
      `recommend: latency percentiles of candidate "${candidate.id}" must be seconds >= 0, got ${p50}, ${p90}, ${p99}`,
    );
  }
}

function checkInterval(
  candidate: CandidateFigures,
  what: string,
  stated: number,
  interval: Interval | undefined,
): void {
  if (interval === undefined) return;
  const { low, high, level } = interval;
  if (0 <= low && low <= stated && stated <= high && high < Infinity && level > 0 && level < 1) return;
  const text = `[${low}, ${high}] at level ${level}`;
  throw new RangeError(
    `recommend: the interval of the ${what} of candidate "${candidate.id}" must hold the value ${stated}, at a level between 0 and 1, got ${text}`,
  );
}

function refuse({ id }: CandidateFigures, what: string, value: number, expected: string): never {
  throw new RangeError(`recommend: ${what} of candidate "${id}" must be ${expected}, got ${value}`);
}
