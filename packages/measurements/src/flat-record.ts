/** A cell of a flat table. Missing is undefined. */
export type Cell = string | number | boolean | undefined;

/**
 * A record as one row: nested records under "parent.child", lists joined by "; ", dates as ISO 8601 text, big integers as numbers where
 * a number holds them. NaN, infinities and null are missing.
 *
 * @example flatRecord({ a: 1, b: { c: "x", d: [1, 2] } }) // => new Map([["a", 1], ["b.c", "x"], ["b.d", "1; 2"]])
 */
export function flatRecord(record: object): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  addCells(cells, "", record, 0);
  return cells;
}

/** Records nested deeper than this are no table. */
const deepest = 8;

function addCells(cells: Map<string, Cell>, prefix: string, record: object, depth: number): void {
  if (depth > deepest) throw new RangeError(`flatRecord: ${prefix} is nested more than ${deepest} deep`);
  for (const [name, value] of Object.entries(record)) {
    const path = `${prefix}${name}`;
    if (isRecord(value)) addCells(cells, `${path}.`, value, depth + 1);
    else cells.set(path, cell(value));
  }
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function cell(value: unknown): Cell {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (value === undefined || value === null || typeof value === "function") return undefined;
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return Array.from(value as ArrayLike<unknown>, listed).join("; ");
  return JSON.stringify(value);
}

function listed(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
