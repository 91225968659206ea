import { type Candidate, formatPower, type Fraction, type Joules, type Measurement, type Watts } from "@joulebook/core";
import { boardKey, type DeviceIdlePower, deviceIdlePower } from "./device-idle-power.js";
import { groupBy } from "./group-by.js";
import type { Notice } from "./notice.js";
import { present } from "./present.js";
import { repeatIndex } from "./repeated-runs.js";

export interface CandidateOptions {
  /** Idle power of a candidate: one value per board (the median over the rows given, the default), each row's own, or none. */
  readonly idlePower?: "device" | "row" | "none";
}

export interface MeasuredCandidates {
  readonly candidates: readonly Candidate[];
  /** What was taken as idle power of each board, and how far its rows lie apart; empty unless "device". */
  readonly idlePower: readonly DeviceIdlePower[];
  readonly notices: readonly Notice[];
}

/**
 * Candidates from measurements: one per row that has energy and accuracy. Rows without stay out and are reported.
 * Give it the rows of one choice (see `newestSoftware`), because the idle power of a board is taken over all rows given.
 */
export function toCandidates(
  measurements: readonly Measurement[],
  { idlePower = "device" }: CandidateOptions = {},
): MeasuredCandidates {
  const usable = measurements.filter((row) => row.energy !== undefined && row.accuracy !== undefined);
  const boards = idlePower === "device" ? idlePerBoard(usable) : [];
  const idleOfRow = new Map(boards.flatMap(({ idle, rows }) => rows.map((row) => [row.id, idle.median] as const)));
  const repeats = repeatIndex(usable);
  const idle = (row: Measurement): Watts | undefined => (idlePower === "row" ? row.idlePower : idleOfRow.get(row.id));
  const candidates = usable.map((row) =>
    candidate(row, row.energy as Joules, row.accuracy as Fraction, { idle: idle(row), repeat: repeats.get(row.id) }),
  );
  const incomplete = measurements.filter((row) => row.energy === undefined || row.accuracy === undefined);
  return {
    candidates,
    idlePower: boards.map((found) => found.idle),
    notices: [...incompleteNotices(incomplete), ...boards.map(({ idle: found }) => idleNotice(found))],
  };
}

function idlePerBoard(
  measurements: readonly Measurement[],
): readonly { readonly idle: DeviceIdlePower; readonly rows: readonly Measurement[] }[] {
  return [...groupBy(measurements, boardKey).values()].flatMap((rows) =>
    deviceIdlePower(rows).map((idle) => ({ idle, rows })),
  );
}

function candidate(
  row: Measurement,
  energy: Joules,
  accuracy: Fraction,
  { idle, repeat }: { readonly idle: Watts | undefined; readonly repeat: number | undefined },
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
    idlePower: idle,
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

function incompleteNotices(rows: readonly Measurement[]): readonly Notice[] {
  if (rows.length === 0) return [];
  const message = `${rows.length} measurements have no energy or no accuracy and cannot be recommended`;
  return [{ code: "incomplete-measurements", message, count: rows.length, ids: rows.map((row) => row.id) }];
}

function idleNotice({ device, submitter, round, powerMode, median, range, rows, proxy }: DeviceIdlePower): Notice {
  const name = [submitter, round, powerMode].filter((part) => part !== undefined).join(", ");
  const [least, most] = range.map((value) => formatPower(value));
  const message = `idle power of ${device}${name === "" ? "" : ` (${name})`} is taken as ${formatPower(median)}: the median of ${rows} rows between ${least} and ${most}${proxy === undefined ? "" : `, a proxy: ${proxy}`}`;
  return { code: "idle-power", message, count: rows };
}
