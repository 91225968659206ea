import type { Candidate, CandidateTable } from "@joulebook/core";

/** What a recommendation chooses among: records, or a table that makes them when they are named. */
export type Candidates = readonly Candidate[] | CandidateTable;

/** Candidates of any kind as a table. */
export function candidateTable(candidates: Candidates): CandidateTable {
  if ("figures" in candidates) return candidates;
  const at = (index: number): Candidate => candidates[index] as Candidate;
  return { length: candidates.length, at, figures: at };
}

/** The candidates of several lists, one list after the other. */
export function joinCandidates(lists: readonly Candidates[]): CandidateTable {
  const tables = lists.filter(({ length }) => length > 0).map(candidateTable);
  const [only] = tables;
  if (only !== undefined && tables.length === 1) return only;
  const starts: number[] = [];
  let length = 0;
  for (const table of tables) {
    starts.push(length);
    length += table.length;
  }
  const within = <T>(index: number, read: (table: CandidateTable, own: number) => T): T => {
    const place = starts.findLastIndex((start) => start <= index);
    return read(tables[place] as CandidateTable, index - (starts[place] as number));
  };
  return {
    length,
    at: (index) => within(index, (table, own) => table.at(own)),
    figures: (index) => within(index, (table, own) => table.figures(own)),
  };
}
