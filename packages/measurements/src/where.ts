import { InputError, type Measurement, pointLabel, unknownName } from "@joulebook/core";
import { measuredPoint } from "./measured-point.js";

/** The fields of a measurement by which tables are filtered and grouped. */
export type Facet =
  | "model"
  | "network"
  | "family"
  | "task"
  | "device"
  | "unit"
  | "backend"
  | "software"
  | "precision"
  | "threads"
  | "powerMode"
  | "operatingPoint"
  | "clock"
  | "batch"
  | "scenario"
  | "dataset"
  | "round"
  | "submitter"
  | "division";

const facets: Readonly<Record<Facet, (measurement: Measurement) => string | number | undefined>> = {
  model: (m) => m.model,
  network: (m) => m.network,
  family: (m) => m.family,
  task: (m) => m.task,
  device: (m) => m.device,
  unit: (m) => m.unit,
  backend: (m) => m.configuration.backend,
  software: (m) => m.configuration.software,
  precision: (m) => m.configuration.precision,
  threads: (m) => m.configuration.threads,
  powerMode: (m) => m.configuration.powerMode,
  operatingPoint: (m) => (statesPoint(m) ? pointLabel(measuredPoint(m)) : undefined),
  clock: (m) => m.configuration.clock,
  batch: (m) => m.configuration.batch,
  scenario: (m) => m.configuration.scenario,
  dataset: (m) => m.source.dataset,
  round: (m) => m.source.round,
  submitter: (m) => m.source.submitter,
  division: (m) => m.source.division,
};

/** One value or several of a field; a record passes when its value is one of them. */
export type Query = { readonly [K in Facet]?: string | number | readonly (string | number)[] };

/** The value of a field of a measurement; undefined where the source does not state it. */
export function facet(measurement: Measurement, name: Facet): string | number | undefined {
  return facets[checked(name)](measurement);
}

/**
 * The measurements that match every field of the query, in their order.
 *
 * @throws InputError that names the nearest field when the query asks for one that does not exist
 * @example where(measurements, { device: "raspberry-pi-4", backend: ["tflite-ruy", "armnn-neon"] })
 */
export function where(measurements: readonly Measurement[], query: Query): readonly Measurement[] {
  const conditions = Object.entries(query)
    .filter(([, wanted]) => wanted !== undefined)
    .map(([name, wanted]) => ({ read: facets[checked(name)], values: new Set([wanted].flat()) }));
  return measurements.filter((row) =>
    conditions.every(({ read, values }) => {
      const value = read(row);
      return value !== undefined && values.has(value);
    }),
  );
}

function statesPoint({ configuration: { voltage, clock, powerMode } }: Measurement): boolean {
  return voltage !== undefined || clock !== undefined || powerMode !== undefined;
}

function checked(name: string): Facet {
  if (Object.hasOwn(facets, name)) return name as Facet;
  throw new InputError([unknownName("field", name, Object.keys(facets))]);
}
