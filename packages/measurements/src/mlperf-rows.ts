import type { Measurement } from "@joulebook/core";
import { present } from "./present.js";

/** A row with the columns of the MLPerf table, as `readMeasurements` reads it. */
export interface MlperfRow {
  readonly device: string;
  readonly backend?: string;
  readonly model_id: string;
  readonly family?: string;
  readonly width_multiplier?: number;
  readonly input_resolution?: number;
  readonly precision?: string;
  readonly macs_millions?: number;
  readonly params_millions?: number;
  readonly framework?: string;
  readonly accuracy_top1_percent?: number;
  readonly accuracy_images?: number;
  readonly mean_latency_ms?: number;
  readonly p50_latency_ms?: number;
  readonly p90_latency_ms?: number;
  readonly p99_latency_ms?: number;
  readonly min_latency_ms?: number;
  readonly max_latency_ms?: number;
  readonly qps_with_overhead?: number;
  readonly avg_power_w?: number;
  readonly idle_power_w?: number;
  readonly energy_per_inference_j?: number;
  readonly energy_basis?: string;
  readonly idle_included?: boolean;
  readonly unit?: string;
  readonly power_mode?: string;
  readonly threads?: number;
  readonly batch?: number;
  readonly memory_bytes?: number;
  readonly price?: number;
  readonly round?: string;
  readonly submitter?: string;
  readonly division?: string;
  readonly system?: string;
  readonly test_datetime_utc?: string;
}

/**
 * Measurements as rows of a table that `readMeasurements` reads back: to export, change and hand to `--measurements`.
 *
 * @example toCsv(mlperfRows(measurements), { formulas: "keep" })
 */
export function mlperfRows(measurements: readonly Measurement[]): readonly MlperfRow[] {
  return measurements.map((m) =>
    present<MlperfRow>({
      device: m.device,
      backend: m.configuration.backend,
      model_id: m.model,
      family: m.family,
      width_multiplier: m.widthMultiplier,
      input_resolution: m.inputResolution,
      precision: m.configuration.precision,
      macs_millions: times(m.macs, 1e-6),
      params_millions: times(m.params, 1e-6),
      framework: m.configuration.software,
      accuracy_top1_percent: times(m.accuracy, 100),
      accuracy_images: m.accuracySamples,
      mean_latency_ms: times(m.latency?.mean, 1e3),
      p50_latency_ms: times(m.latency?.p50, 1e3),
      p90_latency_ms: times(m.latency?.p90, 1e3),
      p99_latency_ms: times(m.latency?.p99, 1e3),
      min_latency_ms: times(m.latency?.min, 1e3),
      max_latency_ms: times(m.latency?.max, 1e3),
      qps_with_overhead: m.throughput,
      avg_power_w: m.power,
      idle_power_w: m.idlePower,
      energy_per_inference_j: m.energy,
      energy_basis: m.energyBasis,
      idle_included: m.idleIncluded,
      unit: m.unit,
      power_mode: m.configuration.powerMode,
      threads: m.configuration.threads,
      batch: m.configuration.batch,
      memory_bytes: m.memory,
      price: m.price,
      round: m.source.round,
      submitter: m.source.submitter,
      division: m.source.division,
      system: m.source.system,
      test_datetime_utc: m.source.time,
    }),
  );
}

/** The value in another unit, without the noise of the last digits of a double. */
function times(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : Number((value * factor).toPrecision(15));
}
