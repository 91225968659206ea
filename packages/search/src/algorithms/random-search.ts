import { random, type RandomKey } from "@joulebook/core";
import type { Design, Parameter } from "../space/parameter.js";
import { designSpace, type Genes, type Space } from "../space/space.js";
import { archiveOf, unseen } from "./archive.js";
import type { SearchAlgorithm } from "./search-algorithm.js";

export interface BaselineOptions {
  /** Designs per `ask`; default 100. */
  readonly batch?: number;
  /** Default 0. */
  readonly seed?: number;
  readonly key?: readonly RandomKey[];
}

/**
 * Random search: every design drawn afresh, none twice. The baseline that a search must beat at equal evaluations.
 *
 * @throws InputError with every problem of the parameters
 * @example randomSearch([{ name: "on", kind: "boolean" }]).ask().length // => 2
 */
export function randomSearch(
  spaceOrParameters: Space | readonly Parameter[],
  { batch = 100, seed = 0, key = [] }: BaselineOptions = {},
): SearchAlgorithm {
  const space = "genes" in spaceOrParameters ? spaceOrParameters : designSpace(spaceOrParameters);
  const archive = archiveOf(space);
  let round = 0;
  return dialogue(space, archive, () => {
    const stream = random(seed, "random-search", ...key, round++);
    return unseen(space, archive, batch, () => space.sample(stream));
  });
}

/**
 * Exhaustive search: every design once, in the order of the parameters. The exact answer for a small space.
 *
 * @throws InputError with every problem of the parameters; RangeError if a parameter is real
 * @example exhaustiveSearch([{ name: "n", kind: "integer", low: 1, high: 3 }]).ask() // => [{ n: 1 }, { n: 2 }, { n: 3 }]
 */
export function exhaustiveSearch(
  spaceOrParameters: Space | readonly Parameter[],
  { batch = 100 }: Pick<BaselineOptions, "batch"> = {},
): SearchAlgorithm {
  const space = "genes" in spaceOrParameters ? spaceOrParameters : designSpace(spaceOrParameters);
  if (space.size === Number.POSITIVE_INFINITY)
    throw new RangeError(
      "exhaustiveSearch: a space with a real parameter has no end; use integers or another algorithm",
    );
  const walk = space.all();
  return dialogue(space, archiveOf(space), () => {
    const designs: Genes[] = [];
    while (designs.length < batch) {
      const { done, value } = walk.next();
      if (done === true) break;
      designs.push(value);
    }
    return designs;
  });
}

/** The dialogue of a search that does not look at outcomes. */
function dialogue(space: Space, archive: ReturnType<typeof archiveOf>, propose: () => Genes[]): SearchAlgorithm {
  let asked: { readonly genes: readonly Genes[]; readonly designs: readonly Design[] } | undefined;
  return {
    get archive() {
      return archive.members;
    },
    ask() {
      if (asked === undefined) {
        const genes = propose();
        asked = { genes, designs: genes.map((values) => space.decode(values)) };
      }
      return asked.designs;
    },
    tell(outcomes) {
      if (asked === undefined) throw new RangeError("tell: nothing was asked");
      archive.add(asked.genes, outcomes);
      asked = undefined;
    },
  };
}
