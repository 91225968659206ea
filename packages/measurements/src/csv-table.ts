/** A CSV file as text cells; every row has as many cells as the header. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The cell of a row in a named column; undefined when the cell is empty or the column absent. */
export type CellReader = (row: readonly string[], column: string) => string | undefined;

/**
 * Splits a well-formed CSV (RFC 4180) into cells: the light path for shipped tables, whose bytes are known by hash.
 * Users' files go through `readMeasurements`, which checks and reports. A test holds both to the same cells.
 *
 * @throws Error if a row has another number of cells than the header
 * @example parseCsvTable('a,b\n1,"x,y"\n') // => { header: ["a", "b"], rows: [["1", "x,y"]] }
 */
export function parseCsvTable(text: string): CsvTable {
  const [header = [], ...rows] = text.includes('"') ? scanRows(text) : splitRows(text);
  const ragged = rows.findIndex((row) => row.length !== header.length);
  if (ragged >= 0)
    throw new Error(`row ${ragged + 1}: ${rows[ragged]?.length} cells, but the header has ${header.length}`);
  return { header, rows };
}

export function cellReader(header: readonly string[]): CellReader {
  const positions = new Map(header.map((name, position) => [name, position]));
  return (row, column) => {
    const position = positions.get(column);
    const cell = position === undefined ? undefined : row[position];
    return cell === "" ? undefined : cell;
  };
}

function splitRows(text: string): string[][] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => line.split(","));
}

/** One pass over the text; a quoted cell may hold commas, line breaks and doubled quotes. */
function scanRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { cell, end } = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    row.push(cell);
    at = end;
    if (text[at] === ",") {
      at += 1;
      if (at < text.length && text[at] !== "\n" && text[at] !== "\r") continue;
      row.push("");
    }
    if (text[at] === "\r") at += 1;
    at += 1;
    rows.push(row);
    row = [];
  }
  return rows;
}

function plainCell(text: string, start: number): { cell: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== "," && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { cell: text.slice(start, end), end };
}

function quotedCell(text: string, start: number): { cell: string; end: number } {
  let from = start + 1;
  let cell = "";
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) throw new Error(`a quoted cell that starts at character ${start + 1} never ends`);
    cell += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { cell, end: quote + 1 };
    cell += '"';
    from = quote + 2;
  }
}
