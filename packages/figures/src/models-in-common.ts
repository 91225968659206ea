import type { OperatingPoint } from "./operating-point.js";

/** Points of the same models in every group that is kept. */
export interface ModelsInCommon<P extends OperatingPoint> {
  readonly points: readonly P[];
  readonly models: readonly string[];
  /** Groups that hold other models or too few of them. */
  readonly leftOut: readonly string[];
}

/**
 * Makes groups comparable: keeps those groups that hold the models of the largest one, or at least `share` of them, and
 * of these the models that all of them hold.
 *
 * @param groupOf name of the group of a point, e.g. its board and runtime
 * @example modelsInCommon(candidates, ({ device }) => device).models.length
 */
export function modelsInCommon<P extends OperatingPoint>(
  points: readonly P[],
  groupOf: (point: P) => string,
  { share = 0.9 }: { readonly share?: number } = {},
): ModelsInCommon<P> {
  const groups = new Map<string, Set<string>>();
  for (const point of points) {
    const name = groupOf(point);
    const models = groups.get(name);
    if (models === undefined) groups.set(name, new Set([point.model]));
    else models.add(point.model);
  }
  const [largest = new Set<string>()] = [...groups.values()].toSorted((a, b) => b.size - a.size);
  const enough = (models: ReadonlySet<string>): boolean =>
    [...largest].filter((model) => models.has(model)).length >= share * largest.size;
  const kept = new Map([...groups].filter(([, models]) => enough(models)));
  const common = [...largest].filter((model) => [...kept.values()].every((models) => models.has(model)));
  const wanted = new Set(common);
  return {
    points: points.filter((point) => kept.has(groupOf(point)) && wanted.has(point.model)),
    models: common.toSorted(),
    leftOut: [...groups.keys()].filter((name) => !kept.has(name)).toSorted(),
  };
}
