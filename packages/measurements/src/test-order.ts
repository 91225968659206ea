import type { MeasurementTable } from "./measurement-table.js";
import { compareVersions } from "./software-version.js";
import type { TableColumn } from "./tables/table-columns.js";

/** Which of two rows comes later: negative when it is the second. */
export type RowOrder = (a: number, b: number) => number;

/** The columns that tell which test is newer, as numbers of each row: the larger, the later. */
export interface TestRanks {
  readonly round: Uint32Array;
  readonly time: Uint32Array;
  /** Number of the row in its dataset. */
  readonly row: Float64Array;
}

export function testRanks(table: MeasurementTable): TestRanks {
  const row = table.column("row");
  return {
    round: ranks(table.column("round"), table.rows, (a, b) => compareVersions(numbers(a), numbers(b))),
    time: ranks(table.column("time"), table.rows, (a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    row: row?.kind === "number" ? row.values : new Float64Array(table.rows),
  };
}

/** The newer test last: by round, then time, then row. */
export function testOrder({ round, time, row }: TestRanks): RowOrder {
  return (a, b) =>
    (round[a] as number) - (round[b] as number) ||
    (time[a] as number) - (time[b] as number) ||
    (row[a] as number) - (row[b] as number);
}

/** Texts by their place in an order, equal ones alike. */
function textRanks(texts: readonly string[], compare: (a: string, b: string) => number): Uint32Array {
  const sorted = [...texts.keys()].toSorted((a, b) => compare(texts[a] as string, texts[b] as string));
  const placed = new Uint32Array(texts.length);
  let rank = 0;
  sorted.forEach((code, place) => {
    const before = sorted[place - 1];
    if (before !== undefined && compare(texts[before] as string, texts[code] as string) !== 0) rank += 1;
    placed[code] = rank;
  });
  return placed;
}

function ranks(column: TableColumn | undefined, rows: number, compare: (a: string, b: string) => number): Uint32Array {
  const found = new Uint32Array(rows);
  if (column?.kind !== "text") return found;
  const placed = textRanks(column.texts, compare);
  for (let row = 0; row < rows; row++) found[row] = placed[column.codes[row] as number] as number;
  return found;
}

/** The numbers in the name of a round: v2.1 is [2, 1]. */
function numbers(round: string): readonly number[] {
  return (round.match(/\d+/g) ?? []).map(Number);
}
