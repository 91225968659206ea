import type { Measurement } from "@joulebook/core";
import { energyAboveIdle } from "./power-log-energy.js";
import { present } from "./present.js";

/** A measurement as one flat row in SI units, for data frames and tables. Missing values are absent. */
export interface MeasurementRow {
  readonly id: string;
  readonly model: string;
  readonly network?: string;
  readonly family?: string;
  readonly task: string;
  readonly device: string;
  readonly unit?: string;
  readonly backend?: string;
  readonly software?: string;
  readonly precision?: string;
  readonly threads?: number;
  readonly powerMode?: string;
  readonly clock?: number;
  readonly voltage?: number;
  readonly batch?: number;
  readonly scenario?: string;
  readonly accuracy?: number;
  readonly accuracyMetric?: string;
  readonly latency?: number;
  readonly latencyP50?: number;
  readonly latencyP90?: number;
  readonly latencyP99?: number;
  readonly throughput?: number;
  readonly energy?: number;
  readonly energyAboveIdle?: number;
  readonly energyBasis?: string;
  readonly energyQuality?: string;
  readonly idleIncluded?: boolean;
  readonly power?: number;
  readonly idlePower?: number;
  readonly macs?: number;
  readonly params?: number;
  readonly inputResolution?: number;
  readonly widthMultiplier?: number;
  readonly dataset: string;
  readonly row: number;
  /** MLPerf round or a user's own campaign. */
  readonly round?: string;
  readonly submitter?: string;
  readonly time?: string;
  readonly notes?: string;
}

/** Measurements as flat rows, one each, in their order. */
export function measurementRows(measurements: readonly Measurement[]): readonly MeasurementRow[] {
  return measurements.map((m) =>
    present<MeasurementRow>({
      id: m.id,
      model: m.model,
      network: m.network,
      family: m.family,
      task: m.task,
      device: m.device,
      unit: m.unit,
      backend: m.configuration.backend,
      software: m.configuration.software,
      precision: m.configuration.precision,
      threads: m.configuration.threads,
      powerMode: m.configuration.powerMode,
      clock: m.configuration.clock,
      voltage: m.configuration.voltage,
      batch: m.configuration.batch,
      scenario: m.configuration.scenario,
      accuracy: m.accuracy,
      accuracyMetric: m.accuracyMetric,
      latency: m.latency?.mean,
      latencyP50: m.latency?.p50,
      latencyP90: m.latency?.p90,
      latencyP99: m.latency?.p99,
      throughput: m.throughput,
      energy: m.energy,
      energyAboveIdle: energyAboveIdle(m),
      energyBasis: m.energyBasis,
      energyQuality: m.energyQuality,
      idleIncluded: m.idleIncluded,
      power: m.power,
      idlePower: m.idlePower,
      macs: m.macs,
      params: m.params,
      inputResolution: m.inputResolution,
      widthMultiplier: m.widthMultiplier,
      dataset: m.source.dataset,
      row: m.source.row,
      round: m.source.round,
      submitter: m.source.submitter,
      time: m.source.time,
      notes: m.notes?.join("; "),
    }),
  );
}
