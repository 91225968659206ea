import { kendallTau, type Random, random, type RandomKey } from "@joulebook/core";
import type { Design, Parameter } from "../space/parameter.js";
import { designSpace, type Genes, type Space } from "../space/space.js";
import { crossValidate } from "../surrogates/cross-validate.js";
import { forest } from "../surrogates/forest.js";
import type { Learner, Predictor } from "../surrogates/predictor.js";
import { ridge } from "../surrogates/ridge.js";
import { type Archive, archiveOf, type Individual, unseen } from "./archive.js";
import { feasibleFront } from "./feasible-front.js";
import { nsga2 } from "./nsga2.js";
import type { SearchAlgorithm } from "./search-algorithm.js";

export interface SurrogateOptions {
  /** Designs drawn at random before the first prediction; default 50. */
  readonly initial?: number;
  /** Designs evaluated per iteration; default 20. */
  readonly batch?: number;
  /** Share of a batch given to the candidates that the predictors are least sure of; default 0.25. */
  readonly explore?: number;
  /** Learners among which the best by cross-validated rank correlation predicts; default ridge and forest. */
  readonly learners?: Readonly<Record<string, Learner>>;
  readonly seed?: number;
  readonly key?: readonly RandomKey[];
}

/** How far predictions could be trusted when a batch was chosen. */
export interface SurrogateIteration {
  /** Evaluations that the predictors had seen. */
  readonly evaluations: number;
  /** Per objective: the learner that was taken. */
  readonly learners: readonly string[];
  /** Kendall's tau of its predictions for designs that it had not seen, within the archive; undefined where all agree. */
  readonly tau: readonly (number | undefined)[];
  /** The same of the predictions for the batch, once it was evaluated. */
  readonly batchTau: readonly (number | undefined)[];
}

/** Surrogate-assisted search, with the record of its predictors. */
export interface SurrogateSearch extends SearchAlgorithm {
  readonly iterations: readonly SurrogateIteration[];
}

/**
 * Surrogate-assisted search: predictors of every objective and of the violation are learnt from what was told, NSGA-II
 * searches among their predictions, and the most promising designs are asked, with a share of those the predictors are
 * least sure of. Predictors are chosen anew each iteration ("adaptive switching", as NACHOS does).
 * Source: docs/equations.md#surrogates
 *
 * @throws InputError with every problem of the parameters
 */
export function surrogateSearch(
  spaceOrParameters: Space | readonly Parameter[],
  options: SurrogateOptions = {},
): SurrogateSearch {
  const space = "genes" in spaceOrParameters ? spaceOrParameters : designSpace(spaceOrParameters);
  const { initial = 50, batch = 20, explore = 0.25, seed = 0, key = [], learners = quick } = options;
  const archive = archiveOf(space);
  const iterations: SurrogateIteration[] = [];
  let asked: { readonly genes: readonly Genes[]; readonly designs: readonly Design[] } | undefined;
  let models: Models | undefined;

  const propose = (): Genes[] => {
    const stream = random(seed, "surrogate-search", ...key, archive.members.length);
    const scored = archive.members.filter(({ violation }) => violation !== Number.POSITIVE_INFINITY);
    if (scored.length < 4) return unseen(space, archive, initial, () => space.sample(stream));
    models = learn(space, scored, learners, stream);
    return candidates(space, archive, models, { batch, explore, stream });
  };

  return {
    get archive() {
      return archive.members;
    },
    iterations,
    ask() {
      if (asked === undefined) {
        const genes = propose();
        asked = { genes, designs: genes.map((values) => space.decode(values)) };
      }
      return asked.designs;
    },
    tell(outcomes) {
      if (asked === undefined) throw new RangeError("tell: nothing was asked");
      const evaluations = archive.members.length;
      const added = archive
        .add(asked.genes, outcomes)
        .filter(({ violation }) => violation !== Number.POSITIVE_INFINITY);
      if (models !== undefined) {
        const { names, tau, objectives } = models;
        const batchTau = objectives.map((predictor, k) =>
          rankCorrelation(
            added.map(({ genes }) => predictor.predict(space.features(genes)).mean),
            added.map((individual) => individual.objectives[k] as number),
          ),
        );
        iterations.push({ evaluations, learners: names, tau, batchTau });
      }
      asked = undefined;
    },
  };
}

interface Models {
  readonly names: readonly string[];
  readonly tau: readonly (number | undefined)[];
  readonly objectives: readonly Predictor[];
  readonly violation: Predictor;
}

function learn(
  space: Space,
  scored: readonly Individual[],
  learners: Readonly<Record<string, Learner>>,
  stream: Random,
): Models {
  const rows = scored.map(({ genes }) => space.features(genes));
  const best = (
    values: readonly number[],
    part: string,
  ): { readonly name: string; readonly tau: number | undefined; readonly predictor: Predictor } => {
    const tried = Object.entries(learners).map(([name, learner]) => {
      const held = crossValidate(learner, rows, values, {
        folds: Math.min(3, rows.length),
        random: stream.split(part, name),
      });
      return {
        name,
        learner,
        tau: rankCorrelation(
          held.map(({ mean }) => mean),
          values,
        ),
      };
    });
    const chosen = tried.toSorted((a, b) => (b.tau ?? -1) - (a.tau ?? -1))[0] as (typeof tried)[number];
    return {
      name: chosen.name,
      tau: chosen.tau,
      predictor: chosen.learner(rows, values, stream.split(part, chosen.name, "all")),
    };
  };
  const count = scored[0]?.objectives.length ?? 0;
  const fits = Array.from({ length: count }, (_, k) =>
    best(
      scored.map(({ objectives }) => objectives[k] as number),
      `objective ${k}`,
    ),
  );
  return {
    names: fits.map(({ name }) => name),
    tau: fits.map(({ tau }) => tau),
    objectives: fits.map(({ predictor }) => predictor),
    violation: best(
      scored.map(({ violation }) => violation),
      "violation",
    ).predictor,
  };
}

/** Learners that keep up with a search: fewer trees than elsewhere. */
const quick: Readonly<Record<string, Learner>> = {
  ridge,
  forest: (rows, values, stream) => forest(rows, values, stream, { trees: 15 }),
};

/** Individuals and generations of the search among predictions. */
const inner = { population: 40, generations: 15 } as const;

function candidates(
  space: Space,
  archive: Archive,
  models: Models,
  { batch, explore, stream }: { readonly batch: number; readonly explore: number; readonly stream: Random },
): Genes[] {
  const search = nsga2(space, {
    population: inner.population,
    seed: stream.integer(1e9),
    start: feasibleFront(archive.members)
      .slice(0, inner.population / 2)
      .map(({ design }) => design),
  });
  const unsure = new Map<Design, number>();
  for (let generation = 0; generation < inner.generations; generation++) {
    search.tell(
      search.ask().map((design) => {
        const features = space.features(space.encode(design));
        const predicted = models.objectives.map((predictor) => predictor.predict(features));
        const { mean, deviation } = models.violation.predict(features);
        unsure.set(
          design,
          predicted.reduce((sum, { deviation: own, mean: centre }) => sum + own / (Math.abs(centre) || 1), 0),
        );
        // In doubt feasible: limits are learnt by trying.
        return { objectives: predicted.map((one) => one.mean), violation: Math.max(0, mean - deviation) };
      }),
    );
  }
  const fresh = search.population
    .map(({ design }) => ({ design, genes: space.encode(design) }))
    .filter(({ genes }) => !archive.has(genes));
  const promising = fresh.slice(0, Math.round(batch * (1 - explore)));
  const explored = [...unsure]
    .map(([design, deviation]) => ({ design, deviation, genes: space.encode(design) }))
    .filter(({ genes, design }) => !archive.has(genes) && !promising.some((other) => other.design === design))
    .toSorted((a, b) => b.deviation - a.deviation);
  const wanted = [...promising, ...explored].map(({ genes }) => genes);
  let next = 0;
  return unseen(space, archive, batch, () => wanted[next++] ?? space.sample(stream));
}

function rankCorrelation(predicted: readonly number[], found: readonly number[]): number | undefined {
  return predicted.length < 2 ? undefined : kendallTau(predicted, found);
}
