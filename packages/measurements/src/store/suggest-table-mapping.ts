import { type SuggestedMapping, suggestMapping } from "../tables/table-mapping.js";
import { tableHeader } from "./read-table-file.js";
import { readSource } from "./read-source.js";

/** A mapping to begin with, and the file that it is of. */
export interface SuggestedTableMapping extends SuggestedMapping {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * A mapping to begin with, from a table's header (and first rows, for decimal commas).
 *
 * @throws InputError when the file cannot be read
 */
export async function suggestTableMapping(path: string): Promise<SuggestedTableMapping> {
  const source = await readSource(path);
  const mapping = suggestMapping(await tableHeader(source));
  const commas = hasDecimalCommas(source.bytes) ? ({ decimal: "," } as const) : {};
  return { ...mapping, ...commas, sha256: source.sha256, bytes: source.size };
}

/** Numbers with commas in the first rows of a table that another character delimits. */
function hasDecimalCommas(bytes: Uint8Array): boolean {
  const [header = "", ...rows] = Buffer.from(bytes.subarray(0, 1 << 14))
    .toString("utf8")
    .split(/\r?\n/);
  if (!/[;\t|]/.test(header)) return false;
  return rows.some((row) => row.split(/[;\t|]/).some((cell) => /^\s*-?\d+,\d+\s*$/.test(cell)));
}
