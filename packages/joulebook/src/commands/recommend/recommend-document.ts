import type {
  Candidate,
  Fraction,
  RecommendDocument,
  RecommendedDevice,
  RecommendedModel,
  RecommendReason,
  Seconds,
} from "@joulebook/core";
import type {
  AnswerAxis,
  Choice,
  DeviceChoice,
  FeasibleAnswer,
  FrontPoint,
  MixPart,
  Reason,
  Recommendation,
  RecommendationRequest,
  UtilityRanking,
} from "@joulebook/recommender";
import type { DocumentBody } from "../../command-line/command-result.js";
import { reasonText } from "./reason-text.js";

/** What `joulebook/recommend@1` says; beside the contract's fields the limits, how many candidates met what, and ranks. */
export interface RecommendBody extends DocumentBody<RecommendDocument> {
  readonly limits: Pick<RecommendationRequest, "latency" | "accuracy" | "memory" | "margin" | "confidence">;
  readonly census: Recommendation["census"];
  readonly ranking?: Omit<UtilityRanking, "best"> & { readonly best: readonly FlatCandidate[] };
}

/** A candidate without nesting: its keys (backend, precision, software, round ...) beside its values, latency the mean. */
type FlatCandidate = Omit<Candidate, "latency" | "keys" | "origin"> & { readonly latency?: Seconds };

/** The body of `joulebook/recommend@1`: joules, watts, seconds, bytes, fractions; what is missing is absent. */
export function recommendDocument(
  answer: Recommendation,
  { latency, accuracy, memory, margin, confidence }: RecommendationRequest,
  alternatives: number,
): RecommendBody {
  const { axis, feasible } = answer;
  const { unit, limit } = axis;
  return {
    feasible,
    budget: { ...answer.budget, unit, limit },
    limits: present({ latency, accuracy, memory, margin, confidence }),
    ...(answer.feasible ? choices(answer) : {}),
    alternatives: neighbours(answer, alternatives).map((point) => alternative(point, axis)),
    reasons: answer.reasons.map((reason) => reasonRecord(reason, axis)),
    census: answer.census,
    ...(answer.devices === undefined ? {} : { devices: answer.devices.map(deviceRecord) }),
  };
}

function choices({ single, mix, ranking }: FeasibleAnswer): Pick<RecommendBody, "single" | "mix" | "ranking"> {
  return {
    single: chosen(single),
    ...(mix === undefined ? {} : { mix: { ...mix, parts: mix.parts.map(mixPart) } }),
    ...(ranking === undefined ? {} : { ranking: { ...ranking, best: ranking.best.map(flat) } }),
  };
}

/**
 * The points of the front around the choice, half of them cheaper where there are as many (the cheapest points when
 * nothing fits), cheapest first; the choice itself aside.
 */
export function neighbours(answer: Recommendation, count: number): readonly FrontPoint[] {
  const { front } = answer;
  if (!answer.feasible) return front.slice(0, count);
  const { candidate, accuracy } = answer.single;
  const others = front.filter((point) => point.candidate !== candidate);
  const cheaper = others.filter((point) => point.accuracy <= accuracy).length;
  const first = Math.max(0, Math.min(cheaper - Math.floor(count / 2), others.length - count));
  return others.slice(first, first + count);
}

function chosen({ candidate, energy, accuracy, latency, memory, cost, gap, withinBudget }: Choice): RecommendedModel {
  const { latency: _mean, ...rest } = flat({ candidate });
  return { ...rest, energy, accuracy, ...present({ latency, memory }), cost, gap, ...present({ withinBudget }) };
}

function mixPart(part: MixPart): RecommendedModel & { readonly share: Fraction } {
  return { ...chosen(part), share: part.share };
}

function deviceRecord({ device, single, accuracyLoss, lifetime }: DeviceChoice): RecommendedDevice {
  if (single === undefined) return { device, feasible: false };
  const { price } = single.candidate;
  return { device, feasible: true, single: chosen(single), ...present({ accuracyLoss, lifetime, price }) };
}

/** A point of the front; its latency is the statistic that the answer speaks of. */
function alternative({ candidate, cost, fits, elbow }: FrontPoint, axis: AnswerAxis): RecommendedModel {
  const { latency: _mean, ...rest } = flat({ candidate });
  const gap = Math.abs(cost - axis.limit) / axis.limit;
  const marks = { fits, elbow };
  return { ...rest, ...present({ latency: candidate.latency?.[axis.latency] }), cost, gap, ...marks };
}

/** A reason with its sentence; its candidate is flat, too. */
function reasonRecord(reason: Reason, axis: AnswerAxis): RecommendReason {
  const { kind, ...rest } = reason;
  const record: RecommendReason & object = { kind, text: reasonText(reason, axis), ...rest };
  if ("cheapest" in reason) return Object.assign(record, { cheapest: chosen(reason.cheapest) });
  if ("candidate" in reason) return Object.assign(record, { candidate: flat({ candidate: reason.candidate }) });
  return record;
}

function flat<T extends { readonly candidate: Candidate }>({
  candidate,
  ...others
}: T): FlatCandidate & Omit<T, "candidate"> {
  const { keys, latency, ...rest } = candidate;
  return { ...keys, ...rest, ...present({ latency: latency?.mean }), ...others };
}

/** The values that are there. */
function present<T extends object>(values: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
