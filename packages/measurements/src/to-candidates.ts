import type { Candidate, Measurement, Watts } from "@joulebook/core";
import { type DeviceIdlePower, deviceIdlePower } from "./device-idle-power.js";
import type { Notice } from "./notice.js";
import { present } from "./present.js";

export interface CandidateOptions {
  /**
   * Idle power of a candidate: one value per device (the median of the rows given, the default), each row's own, or none.
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
  const medians = new Map(perDevice.map(({ device, median }) => [device, median]));
  const idle = (row: Measurement): Watts | undefined =>
    idlePower === "device" ? medians.get(row.device) : idlePower === "row" ? row.idlePower : undefined;
  const candidates: Candidate[] = [];
  const incomplete: string[] = [];
  for (const row of measurements) {
    if (row.energy === undefined || row.accuracy === undefined) incomplete.push(row.id);
    else candidates.push(candidate(row, row.energy, row.accuracy, idle(row)));
  }
  return { candidates, idlePower: perDevice, notices: incompleteNotices(incomplete) };
}

function candidate(row: Measurement, energy: number, accuracy: number, idlePower: Watts | undefined): Candidate {
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
    keys: candidateKeys(row),
    notes: candidateNotes(row),
  });
}

function candidateKeys({ unit, configuration, source }: Measurement): Candidate["keys"] {
  const { round, submitter, system } = source;
  const keys: Partial<Record<string, string | number>> = { unit, ...configuration, round, submitter, system };
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
