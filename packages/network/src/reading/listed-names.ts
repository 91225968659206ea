import { quoteInput } from "@joulebook/core";

/**
 * The first names of a set, quoted, and how many more there are.
 *
 * @example listedNames(["a", "b", "c"], 2) // => '"a", "b" and 1 more'
 */
export function listedNames(names: Iterable<string>, shown = 5): string {
  const all = [...names];
  const first = all.slice(0, shown).map(quoteInput).join(", ");
  return all.length > shown ? `${first} and ${all.length - shown} more` : first;
}
