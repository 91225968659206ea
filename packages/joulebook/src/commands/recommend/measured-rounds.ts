import type { Measurement, Problem } from "@joulebook/core";
import { groupBy, newestSoftware, toCandidates } from "@joulebook/measurements";
import { type Round, roundsOf } from "@joulebook/recommender";
import { warning } from "../select-measurements.js";

/**
 * Measurements as rounds: same device, runtime, software and benchmark round. Of a model that was run more than once in
 * one round the newest run counts, and the warnings say so.
 */
export function measuredRounds(measurements: readonly Measurement[]): {
  readonly rounds: readonly Round[];
  readonly warnings: readonly Problem[];
} {
  const groups = [...groupBy(measurements, roundKey).values()].map((rows) => newestSoftware(rows));
  const kept = groups.flatMap((group) => group.measurements);
  const left = groups.flatMap(({ repeats }) => repeats.flatMap(({ kept: one, ids }) => ids.filter((id) => id !== one)));
  const times = new Map(kept.map(({ id, source }) => [id, source.time ?? source.round ?? ""]));
  const { candidates, notices } = toCandidates(kept, { idlePower: "row" });
  const message = `${left.length} runs were left out: their model was run again in the same round, and the newest run counts`;
  return {
    rounds: roundsOf(candidates, { time: ({ id }) => times.get(id) ?? "" }),
    warnings: [...(left.length === 0 ? [] : [{ code: "repeated-runs", message }]), ...notices.map(warning)],
  };
}

function roundKey({ device, configuration, source }: Measurement): string {
  return JSON.stringify([device, configuration.backend, configuration.software, source.round]);
}
