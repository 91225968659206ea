import { type Candidate, InputError, type Problem } from "@joulebook/core";

/** What one round of measurements was: the same board and runtime, one software version, one benchmark round. */
export interface RoundKey {
  readonly device: string;
  readonly backend: string;
  /** Software with its version, e.g. "TFLite v2.7.1 (ruy)". */
  readonly software: string;
  /** Benchmark round, e.g. "v2.0". */
  readonly round: string;
  /** When it was measured, as text that sorts by time (ISO 8601). */
  readonly time: string;
}

/** The candidates that one round measured; each model once. */
export interface Round extends RoundKey {
  readonly candidates: readonly Candidate[];
}

/**
 * Candidates as rounds: one per device and the keys `backend`, `software` and `round`, in order of time.
 *
 * @param options.time when a candidate was measured; a round takes its earliest
 * @throws InputError if a round holds a model twice: which run counts is for the caller to say
 */
export function roundsOf(
  candidates: readonly Candidate[],
  { time }: { readonly time: (candidate: Candidate) => string },
): readonly Round[] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { backend, software, round } = candidate.keys;
    const name = JSON.stringify([candidate.device, backend, software, round]);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [candidate]);
    else group.push(candidate);
  }
  const problems = Array.from(groups.values()).flatMap(repeatedModels);
  if (problems.length > 0) throw new InputError(problems);
  const rounds = Array.from(groups.values(), (group): Round => {
    const { device, keys } = group[0] as Candidate;
    return {
      device,
      backend: String(keys["backend"] ?? ""),
      software: String(keys["software"] ?? ""),
      round: String(keys["round"] ?? ""),
      time: group.map(time).reduce((a, b) => (b < a ? b : a)),
      candidates: group,
    };
  });
  return rounds.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

function repeatedModels(group: readonly Candidate[]): readonly Problem[] {
  const seen = new Map<string, string>();
  return group.flatMap(({ id, model, device, keys }): Problem[] => {
    const other = seen.get(model);
    if (other === undefined) {
      seen.set(model, id);
      return [];
    }
    const round = `${device}, ${keys["backend"]}, ${keys["software"]}, ${keys["round"]}`;
    return [
      {
        code: "repeated-model",
        message: `${round}: model "${model}" occurs twice, as "${other}" and "${id}"`,
        expected: "each model once per round",
        fix: "keep the run that counts, or give the runs different rounds",
      },
    ];
  });
}
