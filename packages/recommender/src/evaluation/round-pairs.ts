import type { Candidate } from "@joulebook/core";
import type { Round, RoundKey } from "./round.js";

/** An older and a newer round of one board and runtime, cut to the models that both measured, in the same order. */
export interface RoundPair {
  readonly older: RoundKey;
  readonly newer: RoundKey;
  readonly models: readonly { readonly older: Candidate; readonly newer: Candidate }[];
  /** Models that only one of the two measured. */
  readonly onlyOlder: number;
  readonly onlyNewer: number;
}

/**
 * All ordered pairs of rounds of the same device and backend, the older first.
 *
 * @param options.leastModels pairs that share fewer models are left out: three are needed to fit a factor, and more to
 * score it; default 10
 */
export function roundPairs(
  rounds: readonly Round[],
  { leastModels = 10 }: { readonly leastModels?: number } = {},
): readonly RoundPair[] {
  const sorted = rounds.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return sorted.flatMap((older, place) =>
    sorted
      .slice(place + 1)
      .filter((newer) => newer.device === older.device && newer.backend === older.backend)
      .map((newer) => pairOf(older, newer))
      .filter(({ models }) => models.length >= leastModels),
  );
}

function pairOf(older: Round, newer: Round): RoundPair {
  const again = new Map(newer.candidates.map((candidate) => [candidate.model, candidate]));
  const models = older.candidates.flatMap((candidate) => {
    const match = again.get(candidate.model);
    return match === undefined ? [] : [{ older: candidate, newer: match }];
  });
  return {
    older: keyOf(older),
    newer: keyOf(newer),
    models,
    onlyOlder: older.candidates.length - models.length,
    onlyNewer: newer.candidates.length - models.length,
  };
}

function keyOf({ device, backend, software, round, time }: Round): RoundKey {
  return { device, backend, software, round, time };
}
