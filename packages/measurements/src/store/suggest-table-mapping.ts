import { readHeader } from "../tables/read-table-rows.js";
import { type SuggestedMapping, suggestMapping } from "../tables/table-mapping.js";
import { readSource } from "./read-source.js";

/**
 * A mapping to begin with, from a table's header.
 *
 * @throws InputError when the file cannot be read
 */
export async function suggestTableMapping(path: string): Promise<SuggestedMapping> {
  const { bytes } = await readSource(path);
  return suggestMapping(readHeader(bytes));
}
