import type { CellReader } from "./csv-table.js";

/** What tells one measurement from another. Rows equal in all of these are one row twice. */
const identity = [
  "device",
  "unit",
  "backend",
  "framework",
  "task",
  "model_id",
  "model",
  "precision",
  "threads",
  "power_mode",
  "hw_notes",
  "batch",
  "round",
  "submitter",
  "division",
  "system",
  "test_datetime_utc",
] as const;

/** Rows (by position) that name the configuration, software, round, submitter and time of an earlier row again. */
export function duplicateRows(
  rows: readonly (readonly string[])[],
  read: CellReader,
): readonly { readonly index: number; readonly first: number }[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row, index) => {
    const key = identity.map((column) => read(row, column) ?? "").join("\u0000");
    const first = seen.get(key);
    if (first !== undefined) return [{ index, first }];
    seen.set(key, index);
    return [];
  });
}
