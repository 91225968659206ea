/** The different values that rows have, sorted; missing ones left out. */
export function distinct<T>(rows: readonly T[], value: (row: T) => string | undefined): readonly string[] {
  return [...new Set(rows.map(value).filter((item) => item !== undefined))].toSorted();
}
