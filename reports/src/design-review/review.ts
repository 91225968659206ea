import { type Candidate, type Fraction, type Joules, median, paretoFront, type Watts } from "@joulebook/core";
import type { StabilitySeries } from "@joulebook/figures";
import {
  type Dataset,
  dataset,
  groupBy,
  type LoadedMeasurements,
  loadMeasurements,
  toCandidates,
} from "@joulebook/measurements";
import { type Evaluation, recommend, type Recommendation, type RecommendationRequest } from "@joulebook/recommender";
import { evaluateRounds } from "../evaluate-rounds.js";
import { type FewMeasurements, fewMeasurements } from "./few-measurements.js";
import { type OwnMeasurements, ownMeasurements } from "./own-measurements.js";
import { type DesignReviewParameters, reviewDataset } from "./parameters.js";
import { choiceStability } from "./stability.js";

/** Everything that the pages of a review are written from. */
export interface Review {
  readonly parameters: DesignReviewParameters;
  readonly request: RecommendationRequest;
  readonly dataset: Dataset;
  /** What a user's store adds. */
  readonly own: OwnMeasurements;
  /** The rows of the board in question, newest software, and how they were chosen. */
  readonly loaded: LoadedMeasurements;
  readonly candidates: readonly Candidate[];
  /** Candidates that no other beats in energy and accuracy, cheapest first; limits aside. */
  readonly front: readonly Candidate[];
  readonly recommendation: Recommendation;
  /** The candidates of all boards. */
  readonly everywhere: readonly Candidate[];
  readonly boards: readonly Board[];
  /** Of all boards: what choices came to in their own round and in the next. */
  readonly evaluation: Evaluation;
  /** The choice when every energy is off by a common factor. */
  readonly sensitivity: readonly Sensitivity[];
  /** How often the choice survives errors of the energies; empty without a choice. */
  readonly stability: readonly StabilitySeries[];
  /** What few measurements of the board would have led to. */
  readonly few: readonly FewMeasurements[];
  readonly warnings: readonly string[];
}

/** One board under the same question. */
export interface Board {
  readonly device: string;
  readonly candidates: number;
  readonly cheapest: Joules;
  readonly middle: Joules;
  readonly mostAccurate: { readonly energy: Joules; readonly accuracy: Fraction };
  readonly idlePower?: Watts;
  readonly recommendation: Recommendation;
}

export interface Sensitivity {
  /** True energies over stated ones. */
  readonly factor: number;
  readonly recommendation: Recommendation;
}

const energyFactors = [0.9, 0.925, 0.95, 0.975, 1, 1.025, 1.05, 1.075, 1.1];

/** Reads the data and answers the question; the same parameters give the same review. */
export async function makeReview(parameters: DesignReviewParameters): Promise<Review> {
  const { device, budget, latency, accuracy, store } = parameters;
  const request: RecommendationRequest = {
    budget,
    ...(latency === undefined ? {} : { latency: { limit: latency } }),
    ...(accuracy === undefined ? {} : { accuracy }),
  };
  const own = await ownMeasurements(store, device);
  const beside = own.measurements;
  const loaded = loadMeasurements({ device, beside });
  const measured = toCandidates(loaded.measurements);
  const { candidates } = measured;
  const recommendation = recommend(candidates, request);
  const everywhere = toCandidates(loadMeasurements({ beside }).measurements).candidates;
  const warnings = [...loaded.notices, ...measured.notices].map(({ message }) => message);
  return {
    parameters,
    request,
    dataset: dataset(reviewDataset),
    own,
    loaded,
    candidates,
    front: frontOf(candidates),
    recommendation,
    everywhere,
    boards: boardsUnder(everywhere, request),
    evaluation: evaluateRounds(),
    sensitivity: energyFactors.map((factor) => ({
      factor,
      recommendation: recommend(scaled(candidates, factor), request),
    })),
    stability: recommendation.feasible
      ? choiceStability(candidates, request, recommendation.single.candidate.id, { seed: parameters.seed })
      : [],
    few: fewMeasurements(loaded.measurements, candidates, {
      backend: recommendation.feasible ? String(recommendation.single.candidate.keys["backend"]) : undefined,
      budget,
      confidence: parameters.confidence,
    }),
    warnings,
  };
}

function frontOf(candidates: readonly Candidate[]): readonly Candidate[] {
  return paretoFront(candidates, [
    { name: "energy", value: ({ energy }) => energy, direction: "minimise" },
    { name: "accuracy", value: ({ accuracy }) => accuracy, direction: "maximise" },
  ]);
}

function boardsUnder(candidates: readonly Candidate[], request: RecommendationRequest): readonly Board[] {
  return [...groupBy(candidates, ({ device }) => device)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([device, members]) => {
      const energies = members.map(({ energy }) => energy);
      const best = members.reduce((top, next) => (next.accuracy > top.accuracy ? next : top));
      const idle = members.flatMap((member) => member.idlePower ?? []);
      return {
        device,
        candidates: members.length,
        cheapest: Math.min(...energies),
        middle: median(energies),
        mostAccurate: { energy: best.energy, accuracy: best.accuracy },
        ...(idle.length === 0 ? {} : { idlePower: median(idle) }),
        recommendation: recommend(members, request),
      };
    });
}

function scaled(candidates: readonly Candidate[], factor: number): readonly Candidate[] {
  return candidates.map((candidate) => ({ ...candidate, energy: candidate.energy * factor }));
}
