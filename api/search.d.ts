// Public types of @joulebook/search. Written by `npm run api`; a change belongs into CHANGELOG.md.

import type { Problem, Random, RandomKey } from "@joulebook/core";

export interface BaselineOptions {
    readonly batch?: number;
    readonly seed?: number;
    readonly key?: readonly RandomKey[];
}

export interface BooleanParameter extends Named {
    readonly kind: "boolean";
}

export interface CategoricalParameter extends Named {
    readonly kind: "categorical";
    readonly values: readonly (number | string)[];
}

export interface Condition {
    readonly parameter: string;
    readonly is?: readonly (number | string | boolean)[];
    readonly includes?: number | string;
}

export type Design = Readonly<Record<string, ParameterValue>>;

export interface Evaluated {
    readonly design: Design;
    readonly objectives: readonly number[];
    readonly violation: number;
}

export interface ForestOptions {
    readonly trees?: number;
    readonly leaf?: number;
}

export interface Gene {
    readonly kind: "real" | "integer" | "categorical" | "bit";
    readonly parameter: number;
    readonly low: number;
    readonly high: number;
    readonly step: number;
}

export type Genes = Float64Array;

export interface IntegerParameter extends Named {
    readonly kind: "integer";
    readonly low: number;
    readonly high: number;
    readonly step?: number;
}

export type Learner = (rows: readonly (readonly number[])[], values: readonly number[], random: Random) => Predictor;

export interface Nsga2 extends SearchAlgorithm {
    readonly population: readonly Evaluated[];
    readonly generation: number;
}

export interface Nsga2Options extends VariationOptions {
    readonly population?: number;
    readonly seed?: number;
    readonly key?: readonly RandomKey[];
    readonly selection?: SelectionRule;
    readonly constraints?: "domination" | {
        readonly kind: "adaptive-penalty";
        readonly penalty: number;
    };
    readonly start?: readonly Design[];
}

export type Outcome = Scores | "failed";

export type Parameter = RealParameter | IntegerParameter | CategoricalParameter | BooleanParameter | SubsetParameter;

export type ParameterValue = number | string | boolean | readonly (number | string)[];

export interface Prediction {
    readonly mean: number;
    readonly deviation: number;
}

export interface Predictor {
    predict(features: readonly number[]): Prediction;
}

export interface RealParameter extends Named {
    readonly kind: "real";
    readonly low: number;
    readonly high: number;
    readonly step?: number;
}

export interface Scores {
    readonly objectives: readonly number[];
    readonly violation?: number;
}

export interface SearchAlgorithm {
    ask(): readonly Design[];
    tell(outcomes: readonly Outcome[]): void;
    readonly archive: readonly Evaluated[];
}

export type SelectionRule = "crowding" | "hypervolume" | "reference-points";

export interface Space {
    readonly parameters: readonly Parameter[];
    readonly genes: readonly Gene[];
    readonly size: number;
    sample(random: Random): Genes;
    repair(genes: Genes, random: Random): Genes;
    decode(genes: Genes): Design;
    encode(design: Design): Genes;
    key(genes: Genes): string;
    features(genes: Genes): number[];
    all(): Generator<Genes>;
}

export interface SubsetParameter extends Named {
    readonly kind: "subset";
    readonly of: readonly (number | string)[];
    readonly least?: number;
    readonly most?: number;
}

export interface SurrogateIteration {
    readonly evaluations: number;
    readonly learners: readonly string[];
    readonly tau: readonly (number | undefined)[];
    readonly batchTau: readonly (number | undefined)[];
}

export interface SurrogateOptions {
    readonly initial?: number;
    readonly batch?: number;
    readonly explore?: number;
    readonly learners?: Readonly<Record<string, Learner>>;
    readonly seed?: number;
    readonly key?: readonly RandomKey[];
}

export interface SurrogateSearch extends SearchAlgorithm {
    readonly iterations: readonly SurrogateIteration[];
}

export interface VariationOptions {
    readonly crossover?: number;
    readonly mutations?: number;
    readonly crossoverIndex?: number;
    readonly mutationIndex?: number;
}

export declare function adaptivePenalty(scores: readonly Scores[], penalty: number): Scores[];

export declare function checkParameters(parameters: readonly Parameter[], place?: string): Problem[];

export declare function constrainedSort(scores: readonly Scores[]): number[][];

export declare function crossValidate(learner: Learner, rows: readonly (readonly number[])[], values: readonly number[], { folds, random }: {
    readonly folds: number;
    readonly random: Random;
}): Prediction[];

export declare function crowdingDistance(points: readonly (readonly number[])[]): number[];

export declare function designSpace(parameters: readonly Parameter[]): Space;

export declare function exhaustiveSearch(spaceOrParameters: Space | readonly Parameter[], { batch }?: Pick<BaselineOptions, "batch">): SearchAlgorithm;

export declare function feasibleFront<T extends Pick<Evaluated, "objectives" | "violation">>(evaluated: readonly T[]): T[];

export declare function forest(rows: readonly (readonly number[])[], values: readonly number[], random: Random, { trees, leaf }?: ForestOptions): Predictor;

export declare function gd(points: Points, front: Points): number;

export { hypervolume } from "./indicators/hypervolume.js";

export declare function igd(points: Points, front: Points): number;

export declare function igdPlus(points: Points, front: Points): number;

export declare function meanOnly(rows: readonly (readonly number[])[], values: readonly number[]): Predictor;

export declare function nonDominatedSort(points: readonly (readonly number[])[]): number[][];

export declare function nsga2(spaceOrParameters: Space | readonly Parameter[], options?: Nsga2Options): Nsga2;

export declare function parameterImportance(space: Space, evaluated: readonly Evaluated[], objective: number, { seed, key }?: {
    readonly seed?: number;
    readonly key?: readonly RandomKey[];
}): {
    readonly parameter: string;
    readonly importance: number;
}[];

export declare function randomSearch(spaceOrParameters: Space | readonly Parameter[], { batch, seed, key }?: BaselineOptions): SearchAlgorithm;

export declare function ridge(rows: readonly (readonly number[])[], values: readonly number[]): Predictor;

export declare function simplexLattice(objectives: number, divisions: number): number[][];

export declare function surrogateSearch(spaceOrParameters: Space | readonly Parameter[], options?: SurrogateOptions): SurrogateSearch;

// Not exported, but part of the types above:

interface Named {
    readonly name: string;
    readonly when?: Condition;
}

type Points = readonly (readonly number[])[];
