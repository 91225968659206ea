import {
  type Candidate,
  type CandidateTable,
  formatPower,
  type Fraction,
  type Joules,
  type Measurement,
  type Watts,
} from "@joulebook/core";
import { candidateFigures } from "./candidate-figures.js";
import { type DeviceIdlePower, idlePowers } from "./device-idle-power.js";
import { type MeasurementTable, measurementTable, numbersOf, selectRows } from "./measurement-table.js";
import type { Notice } from "./notice.js";
import { present } from "./present.js";
import type { RowGroups } from "./row-groups.js";
import { repeatNumbers } from "./repeated-runs.js";
import { numberReader } from "./tables/table-columns.js";

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

/** The same of a table: the record of a candidate is made when it is asked for. */
export interface MeasuredTable extends Omit<MeasuredCandidates, "candidates"> {
  readonly candidates: CandidateTable;
}

/**
 * Candidates from measurements: one per row that has energy and accuracy. Rows without stay out and are reported.
 * Give it the rows of one choice (see `newestSoftware`), because the idle power of a board is taken over all rows given.
 */
export function toCandidates(measurements: readonly Measurement[], options: CandidateOptions = {}): MeasuredCandidates {
  const { candidates, ...rest } = candidateTable(measurementTable(measurements), options);
  return { candidates: Array.from({ length: candidates.length }, (_, index) => candidates.at(index)), ...rest };
}

/** Candidates from a table of many measurements (`toCandidates`). */
export function candidateTable(
  measured: MeasurementTable,
  { idlePower = "device" }: CandidateOptions = {},
): MeasuredTable {
  const { table, incomplete } = usableRows(measured);
  const { boards, found } = idlePower === "device" ? idlePowers(table) : nothingFound;
  const idle = idlePower === "row" ? numberReader(table.column("idle_power_w")) : idleReader(boards, found);
  const known = found.filter((board) => board !== undefined);
  return {
    candidates: { length: table.rows, at: candidateRecords(table, idle), figures: candidateFigures(table, idle) },
    idlePower: known,
    notices: [...incompleteNotices(measured, incomplete), ...known.map(idleNotice)],
  };
}

const nothingFound: ReturnType<typeof idlePowers> = {
  boards: { of: new Uint32Array(0), first: new Uint32Array(0) },
  found: [],
};

/** The idle power of a row's board; undefined where no board has one. */
function idleReader(
  { of }: RowGroups,
  found: readonly (DeviceIdlePower | undefined)[],
): ((row: number) => Watts | undefined) | undefined {
  if (found.every((idle) => idle === undefined)) return undefined;
  const medians = found.map((idle) => idle?.median);
  return (row) => medians[of[row] as number];
}

/** The rows with energy and accuracy, and those without. */
function usableRows(table: MeasurementTable): { readonly table: MeasurementTable; readonly incomplete: Uint32Array } {
  const energy = numbersOf(table, "energy_j");
  const accuracy = numbersOf(table, "accuracy");
  const usable = new Uint32Array(table.rows);
  const incomplete: number[] = [];
  let size = 0;
  for (let row = 0; row < table.rows; row++) {
    if (Number.isNaN(energy[row]) || Number.isNaN(accuracy[row])) incomplete.push(row);
    else usable[size++] = row;
  }
  return {
    table: size === table.rows ? table : selectRows(table, usable.slice(0, size)),
    incomplete: Uint32Array.from(incomplete),
  };
}

/** Records of candidates, each made once. */
function candidateRecords(
  table: MeasurementTable,
  idle: ((row: number) => Watts | undefined) | undefined,
): (row: number) => Candidate {
  const made = new Map<number, Candidate>();
  let repeats: Uint32Array | undefined;
  return (row) => {
    const known = made.get(row);
    if (known !== undefined) return known;
    repeats ??= repeatNumbers(table);
    const measured = table.record(row);
    const own = candidate(measured, measured.energy as Joules, measured.accuracy as Fraction, {
      idle: idle?.(row),
      repeat: repeats[row] === 0 ? undefined : repeats[row],
    });
    made.set(row, own);
    return own;
  };
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

function incompleteNotices({ id }: MeasurementTable, rows: Uint32Array): readonly Notice[] {
  if (rows.length === 0) return [];
  const message = `${rows.length} measurements have no energy or no accuracy and cannot be recommended`;
  return [
    {
      code: "incomplete-measurements",
      message,
      count: rows.length,
      get ids() {
        return Array.from(rows, id);
      },
    },
  ];
}

function idleNotice({ device, submitter, round, powerMode, median, range, rows, proxy }: DeviceIdlePower): Notice {
  const name = [submitter, round, powerMode].filter((part) => part !== undefined).join(", ");
  const [least, most] = range.map((value) => formatPower(value));
  const message = `idle power of ${device}${name === "" ? "" : ` (${name})`} is taken as ${formatPower(median)}: the median of ${rows} rows between ${least} and ${most}${proxy === undefined ? "" : `, a proxy: ${proxy}`}`;
  return { code: "idle-power", message, count: rows };
}
