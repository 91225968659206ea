import type { Table } from "@joulebook/core";

/** Fields deeper than this are shown as JSON. */
const deepest = 2;

/**
 * Plain records as a table: one column per field, nested records as `latency.mean`, in the order in which fields first
 * appear. Lists and deeper records become JSON; fields that no record has do not appear.
 */
export function recordsTable(records: readonly object[]): Table {
  const flat = records.map((record) => flatten(record, "", 0));
  const names = [...new Set(flat.flatMap((fields) => Object.keys(fields)))];
  return {
    columns: names.map((name) => ({ name, title: name, unit: "" })),
    rows: flat.map((fields) => names.map((name) => fields[name])),
  };
}

function flatten(record: object, prefix: string, depth: number): Record<string, string | number> {
  const fields: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(record) as [string, unknown][]) {
    if (value === undefined || value === null || typeof value === "function") continue;
    const name = prefix + key;
    const nested = typeof value === "object" && !Array.isArray(value) && depth < deepest;
    if (nested) Object.assign(fields, flatten(value, `${name}.`, depth + 1));
    else if (typeof value === "number") fields[name] = value;
    else fields[name] = typeof value === "string" ? value : JSON.stringify(value);
  }
  return fields;
}
