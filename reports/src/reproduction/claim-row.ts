import type { Claim, Interval, Verdict } from "@joulebook/core";

/** What every row of a ledger says: where the statement stands, the statement in our words, and why it got its verdict. */
interface RowHead {
  /** Figure, table, equation or paragraph. */
  readonly place: string;
  readonly statement: string;
  readonly unit?: string;
  /** One sentence, or one made from the verdict. */
  readonly why: string | ((verdict: Verdict) => string);
  readonly interval?: Interval | undefined;
  /** Rests on values that nobody measured or checked: then no verdict is better than "partly". */
  readonly assumed?: boolean;
}

/** A published value: reproduced within `tolerance` of it, partly within `near`. Both in the unit of the value. */
export interface ValueRow extends RowHead {
  readonly kind: "value";
  readonly published: number;
  readonly ours: number;
  readonly tolerance: number;
  readonly near?: number;
}

/** A published range: reproduced when ours lies in it widened by `tolerance`, partly when widened by `near`. */
export interface RangeRow extends RowHead {
  readonly kind: "range";
  /** Bounds that the statement gives; one may be absent ("at least", "up to"). */
  readonly low?: number;
  readonly high?: number;
  readonly ours: number;
  readonly tolerance?: number;
  readonly near?: number;
  /** How the paper writes it; default made from the bounds. */
  readonly published?: string;
}

/** A statement that holds in some cases: in all of them reproduced, in at least half partly, else it differs. */
export interface CasesRow extends RowHead {
  readonly kind: "cases";
  /** One truth value per case that was looked at; at least one. */
  readonly holds: readonly boolean[];
  /** Share of the cases from which on it is partly so; default 0.5. */
  readonly partlyFrom?: number;
  readonly published?: number | string;
  /** What was found, for the reader; default "holds in k of n cases". */
  readonly ours?: number | string;
}

/** What nobody can tell from the data there are; the reason says what is missing. */
export interface UntestableRow extends Omit<RowHead, "why" | "assumed" | "interval"> {
  readonly kind: "untestable";
  readonly why: string;
  readonly published?: number | string;
}

export type ClaimRow = ValueRow | RangeRow | CasesRow | UntestableRow;

/**
 * The rows of a ledger with their verdicts. A verdict comes from the numbers alone; none is ever typed.
 *
 * @throws RangeError when a row has no number of ours or no case: a ledger must not pass over what it could not compute
 */
export function ledger(paper: string, rows: readonly ClaimRow[]): readonly Claim[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const key = `${row.place}: ${row.statement}`;
    if (seen.has(key)) throw new RangeError(`ledger of ${paper}: two rows say "${key}"`);
    seen.add(key);
    const { place, statement, unit } = row;
    const verdict = verdictOf(paper, row);
    const tolerance = "tolerance" in row ? row.tolerance : undefined;
    const published = publishedOf(row);
    const ours = oursOf(row);
    const interval = "interval" in row ? row.interval : undefined;
    return {
      paper,
      place,
      statement,
      ...(published === undefined ? {} : { published }),
      ...(ours === undefined ? {} : { ours }),
      ...(interval === undefined ? {} : { interval }),
      ...(tolerance === undefined ? {} : { tolerance }),
      ...(unit === undefined ? {} : { unit }),
      verdict,
      why: typeof row.why === "function" ? row.why(verdict) : row.why,
    };
  });
}

function verdictOf(paper: string, row: ClaimRow): Verdict {
  if (row.kind === "untestable") return "not testable";
  const verdict = row.kind === "cases" ? caseVerdict(paper, row) : numberVerdict(paper, row);
  return row.assumed === true && verdict === "reproduced" ? "partly" : verdict;
}

function caseVerdict(paper: string, { holds, statement, partlyFrom = 0.5 }: CasesRow): Verdict {
  if (holds.length === 0) throw new RangeError(`ledger of ${paper}: no case was looked at for "${statement}"`);
  const share = holds.filter(Boolean).length / holds.length;
  return share === 1 ? "reproduced" : share >= partlyFrom && share > 0 ? "partly" : "differs";
}

function numberVerdict(paper: string, row: ValueRow | RangeRow): Verdict {
  const { ours, statement, tolerance = 0 } = row;
  if (!Number.isFinite(ours)) throw new RangeError(`ledger of ${paper}: no number of ours for "${statement}"`);
  const distance = row.kind === "value" ? Math.abs(ours - row.published) : distanceFrom(ours, row);
  // The last digit of a sum must not decide.
  const rounding = 1e-9 * Math.max(Math.abs(ours), 1e-300);
  if (distance <= tolerance + rounding) return "reproduced";
  return row.near !== undefined && distance <= row.near + rounding ? "partly" : "differs";
}

function distanceFrom(value: number, { low, high }: RangeRow): number {
  if (low !== undefined && value < low) return low - value;
  return high !== undefined && value > high ? value - high : 0;
}

function publishedOf(row: ClaimRow): number | string | undefined {
  if (row.kind !== "range" || row.published !== undefined) return row.published;
  const { low, high } = row;
  if (low === undefined) return `up to ${high}`;
  return high === undefined ? `at least ${low}` : `${low} to ${high}`;
}

function oursOf(row: ClaimRow): number | string | undefined {
  if (row.kind === "untestable") return undefined;
  if (row.kind !== "cases") return row.ours;
  if (row.ours !== undefined) return row.ours;
  const { holds } = row;
  if (holds.length === 1) return holds[0] === true ? "holds" : "does not hold";
  return `holds in ${holds.filter(Boolean).length} of ${holds.length} cases`;
}
