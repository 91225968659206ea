import { type SuggestedMapping, suggestMapping } from "../tables/table-mapping.js";
import { tableHeader } from "./read-table-file.js";
import { readSource } from "./read-source.js";

/**
 * A mapping to begin with, from a table's header.
 *
 * @throws InputError when the file cannot be read
 */
export async function suggestTableMapping(path: string): Promise<SuggestedMapping> {
  return suggestMapping(await tableHeader(await readSource(path)));
}
