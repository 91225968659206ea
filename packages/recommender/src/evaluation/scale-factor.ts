import { type Candidate, concaveHull, type Joules, median } from "@joulebook/core";

/** A model measured again: its energy then and now. */
export interface Probe {
  readonly model: string;
  readonly older: Joules;
  readonly newer: Joules;
  readonly ratio: number;
}

/** One factor for all energies of a round, and the re-measured models it comes from. */
export interface ScaleFactor {
  readonly factor: number;
  readonly probes: readonly Probe[];
}

/**
 * The three models to measure again: the first, the middle and the last corner of the concave hull of energy and
 * accuracy. Mixes are made of hull corners, and these three span the range of budgets; the rule looks at the older
 * round alone. Fewer where the hull has fewer corners.
 */
export function probeModels(older: readonly Candidate[]): readonly string[] {
  const hull = concaveHull(older, { cost: ({ energy }) => energy, gain: ({ accuracy }) => accuracy });
  const places = new Set([0, Math.floor((hull.length - 1) / 2), hull.length - 1]);
  return Array.from(places, (place) => (hull[place] as Candidate).model);
}

/**
 * The factor by which energies changed: the median of new over old energy of the re-measured models.
 *
 * @param older and `newer`: the same models in the same order; of `newer` only the probes are looked at
 */
export function scaleFactor(older: readonly Candidate[], newer: readonly Candidate[]): ScaleFactor {
  const chosen = new Set(probeModels(older));
  const probes = older.flatMap(({ model, energy }, index): Probe[] => {
    if (!chosen.has(model)) return [];
    const again = (newer[index] as Candidate).energy;
    return [{ model, older: energy, newer: again, ratio: again / energy }];
  });
  return { factor: median(probes.map(({ ratio }) => ratio)), probes };
}
