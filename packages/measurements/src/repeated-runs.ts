import type { Measurement } from "@joulebook/core";
import { groupBy } from "./group-by.js";
import { runKey } from "./row-keys.js";
import { byTest } from "./software-order.js";

/**
 * Runs of one configuration with the same software, numbered from 1 in order of their test; rows run once are absent.
 * Repeats stay records of their own: nothing is averaged over them.
 */
export function repeatIndex(measurements: readonly Measurement[]): ReadonlyMap<string, number> {
  const repeated = [...groupBy(measurements, runKey).values()].filter((runs) => runs.length > 1);
  return new Map(repeated.flatMap((runs) => runs.toSorted(byTest).map((run, index) => [run.id, index + 1] as const)));
}
