import type { Trace } from "@joulebook/core";
import type { ExitAccuracies, ExitRuns, Filters } from "./runs.js";

/**
 * Remembers what was computed from the trace and the accuracies of the network with six exits, per width: claims and figures ask for
 * the same.
 */
export function oncePerRuns<T>(
  compute: (runs: ExitRuns, filters: Filters) => T,
): (runs: ExitRuns, filters: Filters) => T {
  const known = new WeakMap<Trace, WeakMap<readonly ExitAccuracies[], { readonly value: T }>>();
  return (runs, filters) => {
    const [trace, accuracies] = [runs.traces[filters], runs.combined[filters]];
    const ofTrace = known.get(trace) ?? new WeakMap<readonly ExitAccuracies[], { readonly value: T }>();
    known.set(trace, ofTrace);
    const found = ofTrace.get(accuracies) ?? { value: compute(runs, filters) };
    ofTrace.set(accuracies, found);
    return found.value;
  };
}
