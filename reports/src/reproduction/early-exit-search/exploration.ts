import { quantiles } from "@joulebook/core";
import { type Evaluator, planStudy, type SearchStudy, searchInMemory, studyResult } from "@joulebook/design";
import type { SurrogateIteration, SurrogateSearch } from "@joulebook/search";
import { chosenStudy } from "./one-shot.js";

/** Seeds and evaluations of the comparison of algorithms. */
export const effort = { seeds: 10, evaluations: 240, every: 40 } as const;

const reference = [0.5, 0.005] as const;

const algorithms: Readonly<Record<string, SearchStudy["algorithm"]>> = {
  "NSGA-II": { kind: "nsga2", population: 40 },
  surrogate: { kind: "surrogate", initial: 40, batch: 40 },
  random: { kind: "random", batch: 40 },
};

/** Hypervolume after some evaluations, over seeds. */
export interface VolumePoint {
  readonly evaluations: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface AlgorithmRuns {
  readonly name: string;
  readonly points: readonly VolumePoint[];
  /** Last hypervolume per seed. */
  readonly last: readonly number[];
  /** Per seed, for surrogate-assisted search. */
  readonly iterations: readonly (readonly SurrogateIteration[])[];
}

/** NSGA-II, surrogate-assisted and random search of the same study at equal evaluations, over seeds. */
export function algorithmRuns(evaluator: Evaluator): AlgorithmRuns[] {
  const { report: _, ...silent } = evaluator;
  return Object.entries(algorithms).map(([name, algorithm]) => {
    const runs = Array.from({ length: effort.seeds }, (_unused, seed) => {
      const plan = planStudy(
        { ...chosenStudy, algorithm, evaluations: effort.evaluations, seed: seed + 1, reference: [...reference] },
        silent,
      );
      const { records, firstBatch } = searchInMemory(plan);
      const volumes = marks().map((mark) => studyResult(plan, records.slice(0, mark), firstBatch).hypervolume);
      return { volumes, iterations: (plan.algorithm as Partial<SurrogateSearch>).iterations ?? [] };
    });
    return {
      name,
      points: marks().map((evaluations, at) => {
        const [low, median, high] = quantiles(
          runs.map(({ volumes }) => volumes[at] as number),
          [0.1, 0.5, 0.9],
        ) as [number, number, number];
        return { evaluations, median, low, high };
      }),
      last: runs.map(({ volumes }) => volumes.at(-1) as number),
      iterations: runs.map(({ iterations }) => iterations),
    };
  });
}

function marks(): number[] {
  return Array.from({ length: effort.evaluations / effort.every }, (_, index) => (index + 1) * effort.every);
}

/** Best of a search so far: accuracy within the limits, and cost at no less accuracy than a bar. */
export interface BestSoFar {
  readonly evaluations: number;
  readonly accuracy: number;
  readonly ratio: number;
}

/** How a search of the one-shot network went, generation by generation: NSGA-II over seeds, mean of the seeds. */
export function exploration(
  evaluator: Evaluator,
  bar: number,
): { readonly mean: readonly BestSoFar[]; readonly bySeed: readonly (readonly BestSoFar[])[] } {
  const { report: _, ...silent } = evaluator;
  const bySeed = Array.from({ length: effort.seeds }, (_unused, seed) => {
    const plan = planStudy(
      { ...chosenStudy, evaluations: 1000, algorithm: { kind: "nsga2", population: 100 }, seed: seed + 101 },
      silent,
    );
    const { records } = searchInMemory(plan);
    let [accuracy, ratio] = [0, 1];
    const steps: BestSoFar[] = [];
    records.forEach(({ quantities = {}, index }) => {
      const feasible = plan.constraints.every(
        ({ quantity, atMost = Number.POSITIVE_INFINITY }) => (quantities[quantity] as number) <= atMost,
      );
      if (feasible) {
        accuracy = Math.max(accuracy, quantities["accuracy"] as number);
        if ((quantities["accuracy"] as number) >= bar)
          ratio = Math.min(ratio, quantities["averageToBackbone"] as number);
      }
      if ((index + 1) % 100 === 0) steps.push({ evaluations: index + 1, accuracy, ratio });
    });
    return steps;
  });
  const mean = (bySeed[0] as readonly BestSoFar[]).map(({ evaluations }, at) => {
    const average = (name: "accuracy" | "ratio"): number =>
      bySeed.reduce((sum, steps) => sum + (steps[at] as BestSoFar)[name], 0) / bySeed.length;
    return { evaluations, accuracy: average("accuracy"), ratio: average("ratio") };
  });
  return { mean, bySeed };
}
