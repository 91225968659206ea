// Public types of @joulebook/recommender. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Assumption, Budget, Bytes, Candidate, CandidateTable, FiguresAtPoint, Fraction, Hertz, Joules, MixedPoints, Seconds } from "@joulebook/core";

export interface AnswerAxis {
    readonly unit: "J" | "W";
    readonly limit: number;
    readonly latency: LatencyStatistic;
}

export interface Assumed {
    readonly kind: "assumed";
    readonly candidate: Candidate;
    readonly code: Assumption["code"];
    readonly text: string;
}

export interface Binding {
    readonly kind: "binding";
    readonly constraints: readonly Constraint[];
    readonly candidate: Candidate;
    readonly accuracyGain: Fraction;
}

export type Candidates = readonly Candidate[] | CandidateTable;

export interface Census {
    readonly candidates: number;
    readonly fitting: number;
    readonly violating: Readonly<Record<Constraint, number>>;
    readonly unknown: Readonly<Record<UnknownQuantity, number>>;
}

export interface CheaperNeighbour {
    readonly kind: "cheaper";
    readonly candidate: Candidate;
    readonly accuracyLoss: Fraction;
    readonly saving: number;
    readonly savingShare: Fraction;
}

export interface Choice {
    readonly candidate: Candidate;
    readonly energy: Joules;
    readonly accuracy: Fraction;
    readonly latency?: Seconds;
    readonly memory?: Bytes;
    readonly cost: number;
    readonly gap: Fraction;
    readonly withinBudget?: Fraction;
}

export interface ConfidenceKept {
    readonly kind: "confidence";
    readonly confidence: Fraction;
    readonly certain: number;
}

export type Constraint = "budget" | "rate" | "latency" | "accuracy" | "memory";

export interface DeviceChoice {
    readonly device: string;
    readonly single?: Choice;
    readonly accuracyLoss?: Fraction;
    readonly lifetime?: Seconds;
}

export interface Elbow {
    readonly kind: "elbow";
    readonly candidate: Candidate;
    readonly cost: number;
    readonly accuracy: Fraction;
    readonly fits: boolean;
}

export interface EnergyChange {
    readonly ratio: {
        readonly p10: number;
        readonly median: number;
        readonly p90: number;
    };
    readonly latency?: FactorChange;
    readonly power?: FactorChange;
    readonly idle?: {
        readonly ratio: number;
        readonly explained: number;
    };
    readonly facets: readonly FacetChange[];
    readonly keys: readonly {
        readonly key: string;
        readonly older: string;
        readonly newer: string;
    }[];
}

export interface Evaluation {
    readonly inSample: {
        readonly perRound: readonly InSample[];
        readonly perDevice: readonly InSample[];
    };
    readonly outOfSample: readonly PairScore[];
    readonly summary: EvaluationSummary;
}

export interface EvaluationOptions {
    readonly budgets?: number;
    readonly levels?: readonly Fraction[];
    readonly facets?: Facets;
    readonly leastModels?: number;
}

export interface EvaluationSummary {
    readonly inSample: {
        readonly perRound?: Fraction;
        readonly perDevice?: Fraction;
    };
    readonly outOfSample: {
        readonly pairs: number;
        readonly asPlanned: KindGaps;
        readonly scaled: KindGaps;
        readonly withoutProbes: KindGaps;
    };
    readonly margins: {
        readonly asPlanned: readonly MarginSummary[];
        readonly scaled: readonly MarginSummary[];
    };
}

export interface EvaluationTargets {
    readonly asPlanned: Fraction;
    readonly scaled: Fraction;
}

export interface FacetChange {
    readonly facet: string;
    readonly explained: number;
    readonly values: readonly {
        readonly value: string;
        readonly models: number;
        readonly ratio: number;
    }[];
}

export interface FacetedRatio {
    readonly ratio: number;
    readonly facets: Readonly<Record<string, string | number>>;
}

export type Facets = (candidate: Candidate) => Readonly<Record<string, string | number>>;

export interface FactorChange {
    readonly ratio: number;
    readonly share: number;
}

export interface FeasibleAnswer extends Answer {
    readonly feasible: true;
    readonly single: Choice;
    readonly mix?: Mix;
    readonly ranking?: UtilityRanking;
}

export interface FrontPoint {
    readonly candidate: Candidate;
    readonly cost: number;
    readonly accuracy: Fraction;
    readonly fits: boolean;
    readonly onHull: boolean;
    readonly elbow: boolean;
}

export interface FrontSpacing {
    readonly members: number;
    readonly span: number;
    readonly medianGap: Fraction;
}

export interface GapSummary {
    readonly budgets: number;
    readonly answered: number;
    readonly median?: Fraction;
    readonly p90?: Fraction;
    readonly signedMedian?: number;
    readonly violations: number;
    readonly worstExcess: number;
    readonly accuracy?: Fraction;
    readonly accuracyLoss?: number;
}

export interface HardCap {
    readonly kind: "hard-cap";
}

export interface InSample {
    readonly device: string;
    readonly software: readonly string[];
    readonly candidates: number;
    readonly single: GapSummary;
    readonly mix: GapSummary;
    readonly leastGap: {
        readonly median: Fraction;
        readonly p90: Fraction;
    };
    readonly spacing: FrontSpacing;
    readonly points: readonly SweepPoint[];
}

export interface InfeasibleAnswer extends Answer {
    readonly feasible: false;
}

export interface KindGaps {
    readonly single?: Fraction;
    readonly mix?: Fraction;
}

export type LatencyStatistic = "mean" | "p50" | "p90" | "p99";

export interface MarginKept {
    readonly kind: "margin";
    readonly margin: Fraction;
}

export interface MarginScore {
    readonly level: Fraction;
    readonly margin?: Fraction;
    readonly single?: GapSummary;
    readonly mix?: GapSummary;
    readonly accuracyGivenUp?: number;
}

export interface MarginSummary {
    readonly level: Fraction;
    readonly violations: Fraction;
    readonly answered: number;
    readonly accuracyGivenUp: number;
}

export interface MemoryPoints {
    readonly cost: Float64Array;
    readonly accuracy: Float64Array;
    readonly memory: Float64Array;
}

export interface Mix {
    readonly parts: readonly MixPart[];
    readonly energy: Joules;
    readonly worstEnergy: Joules;
    readonly accuracy: Fraction;
    readonly latency?: {
        readonly mean: Seconds;
        readonly worst: Seconds;
    };
    readonly memory?: Bytes;
    readonly cost: number;
    readonly gap: Fraction;
    readonly shadowPrice: number;
}

export interface MixPart extends Choice {
    readonly share: Fraction;
}

export interface MostAccurate {
    readonly kind: "most-accurate";
    readonly candidate: Candidate;
    readonly cost: number;
    readonly fits: boolean;
    readonly accuracyGain: Fraction;
    readonly costRatio: number;
    readonly overBudget: number;
}

export interface Need {
    readonly constraint: Constraint;
    readonly from: number;
    readonly to: number;
    readonly relative: number;
}

export interface NextBetter {
    readonly kind: "next-better";
    readonly candidate: Candidate;
    readonly accuracyGain: Fraction;
    readonly needs: readonly Need[];
}

export interface NothingBinds {
    readonly kind: "nothing-binds";
}

export interface Oracle {
    readonly single: Fraction;
    readonly mix: Fraction;
    readonly leastGap: Fraction;
}

export interface PairScore {
    readonly pair: Omit<RoundPair, "models"> & {
        readonly models: number;
    };
    readonly asPlanned: PlanScore;
    readonly scaled: PlanScore & ScaleFactor;
    readonly withoutProbes: {
        readonly single: GapSummary;
        readonly mix: GapSummary;
    };
    readonly change: EnergyChange;
}

export interface PlanScore {
    readonly single: GapSummary;
    readonly mix: GapSummary;
    readonly points: readonly SweepPoint[];
    readonly margins: readonly MarginScore[];
}

export interface PlannedPair {
    readonly pair: RoundPair;
    readonly factor: number;
}

export interface PredictedChoices {
    readonly budgets: number;
    readonly medianGap: Fraction;
    readonly medianAccuracyLoss: number;
    readonly violations: Fraction;
}

export interface PredictedColumn {
    readonly device: string;
    readonly backend: string;
    readonly measured: ReadonlyMap<string, Joules>;
    readonly predictions: readonly {
        readonly model: string;
        readonly value: Joules;
    }[];
}

export interface Probe {
    readonly model: string;
    readonly older: Joules;
    readonly newer: Joules;
    readonly ratio: number;
}

export interface Ranked {
    readonly candidate: Candidate;
    readonly utility: number;
}

export type Reason = Binding | NothingBinds | NextBetter | CheaperNeighbour | ShadowPrice | MostAccurate | Elbow | HardCap | MarginKept | ConfidenceKept | WorthMeasuring | UnknownExcluded | SeveralPoints | Assumed | Shortfall | TooSlow | Relax;

export type Recommendation = FeasibleAnswer | InfeasibleAnswer;

export interface RecommendationRequest {
    readonly budget: Budget;
    readonly latency?: {
        readonly limit: Seconds;
        readonly statistic?: LatencyStatistic;
    };
    readonly accuracy?: Fraction;
    readonly memory?: Bytes;
    readonly margin?: Fraction;
    readonly confidence?: Fraction;
    readonly utility?: UtilityWeights;
    readonly ranked?: number;
}

export interface Relax extends Relaxation {
    readonly kind: "relax";
}

export interface Relaxation {
    readonly candidate: Candidate;
    readonly accuracy: Fraction;
    readonly cost: number;
    readonly needs: readonly Need[];
}

export interface Round extends RoundKey {
    readonly candidates: readonly Candidate[];
}

export interface RoundKey {
    readonly device: string;
    readonly backend: string;
    readonly software: string;
    readonly round: string;
    readonly time: string;
}

export interface RoundPair {
    readonly older: RoundKey;
    readonly newer: RoundKey;
    readonly models: readonly {
        readonly older: Candidate;
        readonly newer: Candidate;
    }[];
    readonly onlyOlder: number;
    readonly onlyNewer: number;
}

export interface ScaleFactor {
    readonly factor: number;
    readonly probes: readonly Probe[];
}

export interface ScoreOptions {
    readonly budgets: number;
    readonly levels: readonly Fraction[];
    readonly facets?: Facets | undefined;
}

export interface ScoredChoice {
    readonly parts: readonly {
        readonly model: string;
        readonly share: Fraction;
    }[];
    readonly planned: Joules;
    readonly energy: Joules;
    readonly accuracy: Fraction;
    readonly signedGap: number;
    readonly gap: Fraction;
}

export interface SeveralPoints extends MixedPoints {
    readonly kind: "operating-points";
    readonly chosen: readonly FiguresAtPoint["label"][];
}

export interface ShadowPrice {
    readonly kind: "shadow-price";
    readonly accuracyPerUnit: number;
    readonly unit: "J" | "W";
}

export interface Shortfall {
    readonly kind: "shortfall";
    readonly cheapest: Choice;
    readonly meetsOtherLimits: boolean;
    readonly shortfall: number;
}

export interface SweepPlan {
    readonly planned: readonly Candidate[];
    readonly scored: readonly Candidate[];
    readonly budgets: readonly Joules[];
    readonly margin?: Fraction;
}

export interface SweepPoint {
    readonly budget: Joules;
    readonly single?: ScoredChoice;
    readonly mix?: ScoredChoice;
    readonly oracle?: Oracle;
}

export interface TooSlow {
    readonly kind: "too-slow";
    readonly fastest: Candidate;
    readonly latency: Seconds;
    readonly rate: Hertz;
    readonly largestRate: Hertz;
}

export interface UnknownExcluded {
    readonly kind: "unknown-excluded";
    readonly quantity: UnknownQuantity;
    readonly count: number;
}

export type UnknownQuantity = "latency" | "memory";

export interface UtilityRanking {
    readonly weights: UtilityWeights;
    readonly best: readonly Ranked[];
    readonly regretOfMostAccurate: number;
    readonly unranked: number;
}

export interface UtilityWeights {
    readonly accuracy?: number;
    readonly energy?: number;
    readonly latency?: number;
    readonly price?: number;
}

export interface WorthMeasuring {
    readonly kind: "worth-measuring";
    readonly candidate: Candidate;
    readonly probability: Fraction;
    readonly accuracyGain: Fraction;
    readonly expectedGain: Fraction;
}

export declare function bestPairWithinMemory(points: MemoryPoints, { budget, limit }: {
    readonly budget: number;
    readonly limit: Bytes;
}): {
    readonly low: number;
    readonly high: number;
} | undefined;

export declare function boardMargin(pairs: readonly PlannedPair[], device: string, level: Fraction): Fraction | undefined;

export declare function energyChange({ models }: RoundPair, facets?: Facets): EnergyChange;

export declare function errorsOnOtherBoards(pairs: readonly PlannedPair[], device: string): readonly number[];

export declare function evaluate(rounds: readonly Round[], options?: EvaluationOptions): Evaluation;

export declare const evaluationTargets: EvaluationTargets;

export declare function explainPair({ pair, change, asPlanned, scaled }: PairScore): readonly string[];

export declare function facetChanges(changes: readonly FacetedRatio[]): readonly FacetChange[];

export declare function farOffPairs(pairs: readonly PairScore[], targets?: EvaluationTargets): readonly PairScore[];

export declare function frontSpacing(energies: readonly number[]): FrontSpacing;

export declare function gapSummary(points: readonly SweepPoint[], kind: "single" | "mix"): GapSummary;

export declare function inSample(candidates: readonly Candidate[], { device, software, budgets, }: {
    readonly device: string;
    readonly software: readonly string[];
    readonly budgets: number;
}): InSample;

export declare function joinCandidates(lists: readonly Candidates[]): CandidateTable;

export declare function membersForGap(span: number, gap: Fraction): number;

export declare function mixShare({ low, high, budget }: {
    low: number;
    high: number;
    budget: number;
}): Fraction;

export declare function mixed(share: Fraction, low: number, high: number): number;

export declare function oracle(candidates: readonly Pick<Candidate, "energy" | "accuracy">[], budget: Joules): Oracle | undefined;

export declare function predictedChoices(columns: readonly PredictedColumn[], accuracies: ReadonlyMap<string, Fraction>): PredictedChoices | undefined;

export declare function probeModels(older: readonly Candidate[]): readonly string[];

export declare function recommend(candidates: Candidates, request: RecommendationRequest): Recommendation;

export declare function roundPairs(rounds: readonly Round[], { leastModels }?: {
    readonly leastModels?: number;
}): readonly RoundPair[];

export declare function roundsOf(candidates: readonly Candidate[], { time }: {
    readonly time: (candidate: Candidate) => string;
}): readonly Round[];

export declare function scaleFactor(older: readonly Candidate[], newer: readonly Candidate[]): ScaleFactor;

export declare function scorePairs(pairs: readonly RoundPair[], options: ScoreOptions): readonly PairScore[];

export declare function sweep({ planned, scored, budgets, margin }: SweepPlan): readonly SweepPoint[];

export declare function sweepBudgets(candidates: readonly Pick<Candidate, "energy" | "accuracy">[], count?: number): readonly Joules[];

// Not exported, but part of the types above:

interface Answer {
    readonly budget: Budget;
    readonly axis: AnswerAxis;
    readonly census: Census;
    readonly front: readonly FrontPoint[];
    readonly reasons: readonly Reason[];
    readonly devices?: readonly DeviceChoice[];
}
