import { random, type RandomKey, type Random } from "@joulebook/core";
import { crowdingDistance } from "../sorting/crowding-distance.js";
import type { Design, Parameter } from "../space/parameter.js";
import { designSpace, type Genes, type Space } from "../space/space.js";
import { child, type VariationOptions } from "../space/variation.js";
import { adaptivePenalty } from "./adaptive-penalty.js";
import { archiveOf, type Individual, unseen } from "./archive.js";
import { constrainedSort } from "./constrained-sort.js";
import type { Evaluated, SearchAlgorithm } from "./search-algorithm.js";
import { type SelectionRule, selectFromFront } from "./select-from-front.js";

export interface Nsga2Options extends VariationOptions {
  /** Individuals per generation; default 100. */
  readonly population?: number;
  /** Default 0. */
  readonly seed?: number;
  /** Names the random stream beside the seed, e.g. the study's name. */
  readonly key?: readonly RandomKey[];
  /** What decides in the front that fits only in part; default "crowding". */
  readonly selection?: SelectionRule;
  /**
   * How limits act: "domination" (feasible before infeasible) or NACHOS's "adaptive-penalty" on the last objective,
   * with the weight that a broken limit has. Default "domination".
   */
  readonly constraints?: "domination" | { readonly kind: "adaptive-penalty"; readonly penalty: number };
  /** Designs of the first generation; the rest is drawn. */
  readonly start?: readonly Design[];
}

/** NSGA-II in its dialogue, with the present population. */
export interface Nsga2 extends SearchAlgorithm {
  readonly population: readonly Evaluated[];
  readonly generation: number;
}

/**
 * NSGA-II (Deb et al. 2002): elitist, with constrained domination, crowding, binary tournaments, operators that suit each
 * kind of parameter, and no design evaluated twice.
 *
 * Each generation draws from a stream of its own, named by seed, key and generation, so a search that is told the same
 * outcomes again continues as if it had never stopped. Source: docs/equations.md#nsga-ii
 *
 * @throws InputError with every problem of the parameters; RangeError unless population is a whole number from 2
 * @example nsga2([{ name: "x", kind: "real", low: 0, high: 1 }], { population: 4 }).ask().length // => 4
 */
export function nsga2(spaceOrParameters: Space | readonly Parameter[], options: Nsga2Options = {}): Nsga2 {
  const space = "genes" in spaceOrParameters ? spaceOrParameters : designSpace(spaceOrParameters);
  const { population: size = 100, seed = 0, key = [], start = [] } = options;
  if (!(Number.isInteger(size) && size >= 2))
    throw new RangeError(`nsga2: population must be a whole number from 2, got ${size}`);
  const archive = archiveOf(space);
  const from = start.map((design) => space.encode(design));
  let generation = 0;
  let parents: readonly Ranked[] = [];
  let asked: { readonly genes: readonly Genes[]; readonly designs: readonly Design[] } | undefined;

  const propose = (): Genes[] => {
    const stream = random(seed, "nsga2", ...key, generation);
    if (generation === 0) {
      let given = 0;
      return unseen(space, archive, size, () =>
        given < from.length ? space.repair((from[given++] as Genes).slice(), stream) : space.sample(stream),
      );
    }
    return unseen(space, archive, size, () =>
      parents.length === 0
        ? space.sample(stream)
        : child(space, [tournament(parents, stream), tournament(parents, stream)], stream, options),
    );
  };

  return {
    get archive() {
      return archive.members;
    },
    get population() {
      return parents;
    },
    get generation() {
      return generation;
    },
    ask() {
      if (asked === undefined) {
        const genes = propose();
        asked = { genes, designs: genes.map((genesOf) => space.decode(genesOf)) };
      }
      return asked.designs;
    },
    tell(outcomes) {
      if (asked === undefined) throw new RangeError("tell: nothing was asked");
      const added = archive.add(asked.genes, outcomes);
      parents = survivors(
        [...parents, ...added.filter(isScored)],
        size,
        options,
        random(seed, "nsga2-survival", ...key, generation),
      );
      generation += 1;
      asked = undefined;
    },
  };
}

interface Ranked extends Individual {
  readonly rank: number;
  readonly crowding: number;
}

function isScored({ violation }: Individual): boolean {
  return violation !== Number.POSITIVE_INFINITY;
}

/** The better of two at random: lower rank, then less crowded. */
function tournament(parents: readonly Ranked[], stream: Random): Genes {
  const a = parents[stream.integer(parents.length)] as Ranked;
  const b = parents[stream.integer(parents.length)] as Ranked;
  if (a.rank !== b.rank) return (a.rank < b.rank ? a : b).genes;
  return (a.crowding >= b.crowding ? a : b).genes;
}

function survivors(all: readonly Individual[], size: number, options: Nsga2Options, stream: Random): Ranked[] {
  const { constraints = "domination", selection = "crowding" } = options;
  const scores = constraints === "domination" ? all : adaptivePenalty(all, constraints.penalty);
  const kept: Ranked[] = [];
  for (const [rank, front] of constrainedSort(scores).entries()) {
    if (kept.length >= size) break;
    const points = front.map((index) => scores[index]?.objectives as readonly number[]);
    const crowding = crowdingDistance(points);
    const room = size - kept.length;
    const kind = (scores[front[0] as number]?.violation ?? 0) === 0 ? selection : "crowding";
    const chosen =
      front.length <= room
        ? points.map((_, place) => place)
        : selectFromFront(kind, {
            points,
            crowding,
            room,
            kept: kept.map(({ objectives }) => objectives),
            random: stream,
          });
    for (const place of chosen) {
      const { genes, design, objectives, violation } = all[front[place] as number] as Individual;
      kept.push({ genes, design, objectives, violation, rank, crowding: crowding[place] as number });
    }
  }
  return kept;
}
