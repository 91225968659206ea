import type { Measurement } from "@joulebook/core";
import { groupBy } from "./group-by.js";
import { type Facet, facet } from "./where.js";

/** Measurements that share the values of some fields. */
export interface MeasurementGroup {
  readonly key: { readonly [K in Facet]?: string | number };
  readonly measurements: readonly Measurement[];
}

/**
 * Measurements in groups of equal fields, in order of appearance; nothing is averaged. A field that a record lacks is absent from its
 * group's key.
 *
 * @throws InputError that names the nearest field when one does not exist
 * @example groupMeasurements(measurements, ["device", "backend"])
 */
export function groupMeasurements(
  measurements: readonly Measurement[],
  fields: readonly Facet[],
): readonly MeasurementGroup[] {
  const values = (row: Measurement): string => JSON.stringify(fields.map((name) => facet(row, name) ?? null));
  return [...groupBy(measurements, values).values()].map((rows) => {
    const key: { [K in Facet]?: string | number } = {};
    for (const name of fields) {
      const value = rows[0] === undefined ? undefined : facet(rows[0], name);
      if (value !== undefined) key[name] = value;
    }
    return { key, measurements: rows };
  });
}
