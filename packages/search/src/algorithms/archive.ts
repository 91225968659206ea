import type { Genes, Space } from "../space/space.js";
import type { Evaluated, Outcome } from "./search-algorithm.js";

/** An evaluated design with its genes. */
export interface Individual extends Evaluated {
  readonly genes: Genes;
}

/** Everything a search was told; no design is kept twice. */
export interface Archive {
  readonly members: readonly Individual[];
  has(genes: Genes): boolean;
  /** @throws RangeError as `SearchAlgorithm.tell` says */
  add(asked: readonly Genes[], outcomes: readonly Outcome[]): Individual[];
}

export function archiveOf(space: Space): Archive {
  const members: Individual[] = [];
  const keys = new Set<string>();
  let objectives: number | undefined;
  return {
    members,
    has: (genes) => keys.has(space.key(genes)),
    add(asked, outcomes) {
      if (asked.length !== outcomes.length)
        throw new RangeError(
          `tell: needs one outcome for each of the ${asked.length} designs asked, got ${outcomes.length}`,
        );
      for (const outcome of outcomes) {
        if (outcome === "failed") continue;
        const { objectives: values, violation = 0 } = outcome;
        objectives ??= values.length;
        if (values.length !== objectives || objectives === 0)
          throw new RangeError(`tell: every outcome needs ${objectives} objectives, got ${values.length}`);
        if (values.some(Number.isNaN) || !(violation >= 0))
          throw new RangeError(
            `tell: objectives must be numbers and violation at least 0, got [${values.join(", ")}] and ${violation}`,
          );
      }
      const added = asked.map((genes, index): Individual => {
        const outcome = outcomes[index] as Outcome;
        const design = space.decode(genes);
        if (outcome === "failed") return { genes, design, objectives: [], violation: Number.POSITIVE_INFINITY };
        return { genes, design, objectives: outcome.objectives, violation: outcome.violation ?? 0 };
      });
      for (const individual of added) {
        keys.add(space.key(individual.genes));
        members.push(individual);
      }
      return added;
    },
  };
}

/** Designs nobody told yet, from `propose`; after too many repeats what is left of a small space, in its own order. */
export function unseen(space: Space, archive: Archive, count: number, propose: () => Genes): Genes[] {
  const fresh: Genes[] = [];
  const keys = new Set<string>();
  const take = (genes: Genes): void => {
    const key = space.key(genes);
    if (keys.has(key) || archive.has(genes)) return;
    keys.add(key);
    fresh.push(genes);
  };
  for (let tries = 0; fresh.length < count && tries < 20 * count; tries++) take(propose());
  if (fresh.length < count && space.size <= enumerable) {
    for (const genes of space.all()) {
      take(genes);
      if (fresh.length === count) break;
    }
  }
  return fresh;
}

/** Spaces up to this size are walked through when chance finds nothing new. */
const enumerable = 200_000;
