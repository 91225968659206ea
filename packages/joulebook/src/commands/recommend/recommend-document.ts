import type { Candidate } from "@joulebook/core";
import type { Choice, FrontPoint, Mix, Reason, Recommendation, RecommendationRequest } from "@joulebook/recommender";

/** The body of `joulebook/recommend@1`: joules, watts, seconds, bytes, fractions; what is missing is absent. */
export function recommendDocument(
  answer: Recommendation,
  { latency, accuracy, memory, margin }: RecommendationRequest,
  alternatives: number,
): Readonly<Record<string, unknown>> {
  return {
    feasible: answer.feasible,
    budget: answer.budget,
    axis: answer.axis,
    limits: { latency, accuracy, memory, margin },
    ...(answer.feasible
      ? {
          single: choiceDocument(answer.single),
          ...(answer.mix === undefined ? {} : { mix: mixDocument(answer.mix) }),
          ...(answer.ranking === undefined
            ? {}
            : { ranking: { ...answer.ranking, best: answer.ranking.best.map(withoutNesting) } }),
        }
      : {}),
    alternatives: neighbours(answer, alternatives).map(withoutNesting),
    reasons: answer.reasons.map(reasonDocument),
    census: answer.census,
  };
}

/** The points of the front nearest to the choice in cost (the cheapest ones when nothing fits), the choice itself aside. */
export function neighbours(answer: Recommendation, count: number): readonly FrontPoint[] {
  const { front } = answer;
  if (!answer.feasible) return front.slice(0, count);
  const others = front.filter(({ candidate }) => candidate !== answer.single.candidate);
  const distance = ({ cost }: FrontPoint): number => Math.abs(Math.log(cost / answer.single.cost));
  const near = new Set(others.toSorted((a, b) => distance(a) - distance(b)).slice(0, count));
  return others.filter((point) => near.has(point));
}

function choiceDocument(choice: Choice): Readonly<Record<string, unknown>> {
  const { candidate, ...values } = choice;
  return { ...candidateDocument(candidate), ...values };
}

function mixDocument({ parts, ...values }: Mix): Readonly<Record<string, unknown>> {
  return { ...values, parts: parts.map(choiceDocument) };
}

/** A record whose `candidate` is spread into it. */
function withoutNesting<T extends { readonly candidate: Candidate }>({ candidate, ...rest }: T): object {
  return { ...candidateDocument(candidate), ...rest };
}

function reasonDocument(reason: Reason): object {
  if ("cheapest" in reason) return { ...reason, cheapest: choiceDocument(reason.cheapest) };
  if ("candidate" in reason) return { ...reason, candidate: candidateDocument(reason.candidate) };
  return reason;
}

/** A candidate flat: its keys (backend, precision, software, round ...) beside its values; latency is the mean. */
function candidateDocument({ keys, latency, ...candidate }: Candidate): Readonly<Record<string, unknown>> {
  return { ...keys, ...candidate, ...(latency === undefined ? {} : { latency: latency.mean }) };
}
