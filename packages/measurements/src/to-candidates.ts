import type { Candidate, Fraction, Joules, Measurement, Watts } from "@joulebook/core";
import { type DeviceIdlePower, deviceIdlePower, idleKey } from "./device-idle-power.js";
import type { Notice } from "./notice.js";
import { present } from "./present.js";
import { repeatIndex } from "./repeated-runs.js";

export interface CandidateOptions {
  /**
   * Idle power of a candidate: one value per device and power mode (the median of the rows given, the default), each row's own, or none.
   */
  readonly idlePower?: "device" | "row" | "none";
}

export interface MeasuredCandidates {
  readonly candidates: readonly Candidate[];
  /** What was taken as idle power of each device, and how far its rows lie apart; empty unless "device". */
  readonly idlePower: readonly DeviceIdlePower[];
  readonly notices: readonly Notice[];
}

/**
 * Candidates from measurements: one per row that has energy and accuracy. Rows without stay out and are reported.
 * Give it the rows of one choice (see `newestSoftware`), because the idle power of a device is taken over all rows given.
 */
export function toCandidates(
  measurements: readonly Measurement[],
  { idlePower = "device" }: CandidateOptions = {},
): MeasuredCandidates {
  const perDevice = idlePower === "device" ? deviceIdlePower(measurements) : [];
  const medians = new Map(
    perDevice.map(({ powerMode, device, median }) => [
      idleKey({ device, configuration: powerMode === undefined ? {} : { powerMode } }),
      median,
    ]),
  );
  const repeats = repeatIndex(measurements);
  const idle = (row: Measurement): Watts | undefined =>
    idlePower === "device" ? medians.get(idleKey(row)) : idlePower === "row" ? row.idlePower : undefined;
  const candidates: Candidate[] = [];
  const incomplete: string[] = [];
  for (const row of measurements) {
    if (row.energy === undefined || row.accuracy === undefined) incomplete.push(row.id);
    else
      candidates.push(candidate(row, row.energy, row.accuracy, { idlePower: idle(row), repeat: repeats.get(row.id) }));
  }
  return { candidates, idlePower: perDevice, notices: incompleteNotices(incomplete) };
}

function candidate(
  row: Measurement,
  energy: Joules,
  accuracy: Fraction,
  { idlePower, repeat }: { readonly idlePower: Watts | undefined; readonly repeat: number | undefined },
): Candidate {
  return present<Candidate>({
    id: row.id,
    model: row.model,
    device: row.device,
    origin: "measured",
    evidence: "measured",
    energy,
    energyInterval: row.energyInterval,
    energyBasis: row.energyBasis,
    energyQuality: row.energyQuality,
    idleIncluded: row.idleIncluded,
    idlePower,
    accuracy,
    accuracyInterval: row.accuracyInterval,
    latency: row.latency,
    latencyInterval: row.latencyInterval,
    memory: row.memory,
    price: row.price,
    keys: candidateKeys(row, repeat),
    notes: candidateNotes(row),
  });
}

function candidateKeys({ unit, configuration, source }: Measurement, repeat: number | undefined): Candidate["keys"] {
  const { round, submitter, system } = source;
  const keys: Partial<Record<string, string | number>> = { unit, ...configuration, round, submitter, system, repeat };
  return present<Record<string, string | number>>(keys as Record<string, string | number>);
}

/** The row's own caveats, and how its energy was derived. */
function candidateNotes({ energyDerivation, notes = [] }: Measurement): readonly string[] | undefined {
  const all = energyDerivation === undefined ? notes : [`energy: ${energyDerivation}`, ...notes];
  return all.length === 0 ? undefined : all;
}

function incompleteNotices(ids: readonly string[]): readonly Notice[] {
  if (ids.length === 0) return [];
  const message = `${ids.length} measurements have no energy or no accuracy and cannot be recommended`;
  return [{ code: "incomplete-measurements", message, count: ids.length, ids }];
}
