import type { Measurement } from "@joulebook/core";
import { groupBy } from "../group-by.js";
import { runKey } from "../row-keys.js";
import { type ImpossibleValue, impossibleValues } from "./impossible-values.js";
import { type Outlier, type CostPrediction, predictionOutliers } from "./prediction-outliers.js";

/** Rows that describe one run: of one configuration, software, round, submitter and time. */
export interface DuplicateRows {
  readonly ids: readonly string[];
  /** Their values are the same; else these are repeats that nothing tells apart. */
  readonly identical: boolean;
  /** Largest over smallest energy, where there are several. */
  readonly energySpread?: number;
}

/** How many rows there are of each model on each device. */
export interface Coverage {
  readonly models: readonly string[];
  readonly devices: readonly string[];
  /** Rows of the matrix are models, columns devices. */
  readonly counts: readonly (readonly number[])[];
  /** Cells of the matrix with a row, over all cells. */
  readonly covered: number;
}

/** What there is to say of a dataset before it is trusted. */
export interface QualityReport {
  readonly dataset: string;
  readonly rows: number;
  readonly withEnergy: number;
  readonly duplicates: readonly DuplicateRows[];
  readonly impossible: readonly ImpossibleValue[];
  readonly outliers: readonly Outlier[];
  /** Rows that a prediction was there for. */
  readonly predicted: number;
  readonly coverage: Coverage;
}

export interface QualityOptions {
  /** What a cost model says of models on devices; measured values that lie apart from the others against it are outliers. */
  readonly predictions?: readonly CostPrediction[];
}

/**
 * The quality of measurements, dataset by dataset: rows that stand twice, values that cannot be, values that lie far from predictions, and
 * which models were measured on which devices.
 *
 * @example qualityReport(measurements).map(({ dataset, impossible }) => `${dataset}: ${impossible.length}`)
 */
export function qualityReport(
  measurements: readonly Measurement[],
  { predictions = [] }: QualityOptions = {},
): readonly QualityReport[] {
  return [...groupBy(measurements, ({ source }) => source.dataset)].map(([dataset, rows]) => {
    const { outliers, predicted } = predictionOutliers(rows, predictions);
    return {
      dataset,
      rows: rows.length,
      withEnergy: rows.filter(({ energy }) => energy !== undefined).length,
      duplicates: duplicates(rows),
      impossible: rows.flatMap(impossibleValues),
      outliers,
      predicted,
      coverage: coverage(rows),
    };
  });
}

function duplicates(rows: readonly Measurement[]): readonly DuplicateRows[] {
  const runs = groupBy(rows, (row) => {
    const { round, submitter, time, system } = row.source;
    return [runKey(row), round, submitter, time, system].join("\u0000");
  });
  return [...runs.values()].flatMap((group) => {
    if (group.length < 2) return [];
    const energies = group.flatMap(({ energy }) => energy ?? []);
    const values = new Set(group.map(({ id: _id, source: _source, ...rest }) => JSON.stringify(rest)));
    const spread = energies.length < 2 ? undefined : Math.max(...energies) / Math.min(...energies);
    return [
      {
        ids: group.map(({ id }) => id),
        identical: values.size === 1,
        ...(spread === undefined ? {} : { energySpread: spread }),
      },
    ];
  });
}

function coverage(rows: readonly Measurement[]): Coverage {
  const models = [...new Set(rows.map(({ model }) => model))].toSorted();
  const devices = [...new Set(rows.map(({ device }) => device))].toSorted();
  const modelAt = new Map(models.map((name, index) => [name, index]));
  const deviceAt = new Map(devices.map((name, index) => [name, index]));
  const counts = models.map(() => devices.map(() => 0));
  for (const { model, device } of rows) {
    const line = counts[modelAt.get(model) ?? 0];
    const column = deviceAt.get(device) ?? 0;
    if (line !== undefined) line[column] = (line[column] ?? 0) + 1;
  }
  const full = counts.flat().filter((count) => count > 0).length;
  return { models, devices, counts, covered: full / Math.max(1, models.length * devices.length) };
}
