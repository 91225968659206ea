import type { Measurement } from "@joulebook/core";
import { groupBy } from "../group-by.js";
import { newestSoftware } from "../newest-software.js";
import { readDataset } from "../read-dataset.js";

/** What tells models apart beside their name: the size of the network, and whether it computes with integers. */
export interface ModelFeatures {
  readonly macs?: number;
  readonly params?: number;
  readonly resolution?: number;
  readonly int8: boolean;
}

/** What is transferred between boards: energy of one inference in J, or mean latency in s. */
export type TransferredQuantity = "energy" | "latency";

/** Values of many models on one board with one runtime. */
export interface BoardColumn {
  readonly board: string;
  readonly backend: string;
  readonly software: string;
  readonly values: ReadonlyMap<string, number>;
}

/** Boards that were measured, and the models they were measured with. */
export interface KnownBoards {
  readonly columns: readonly BoardColumn[];
  readonly features: ReadonlyMap<string, ModelFeatures>;
  readonly accuracy: ReadonlyMap<string, number>;
}

/** A column with fewer models is no base to learn from. */
const leastModels = 80;

/**
 * The columns of the MLPerf open edge table: for each board and runtime the newest software with at least 80 of the 94 model
 * files, never a mix of versions.
 */
export function knownBoards(quantity: TransferredQuantity = "energy"): KnownBoards {
  const { measurements } = readDataset("mlperf-inference-edge-open");
  const rows = measurements.filter((row) => row.energy !== undefined && quantityOf(row, quantity) !== undefined);
  const columns = [
    ...groupBy(rows, ({ device, configuration }) => `${device}\n${configuration.backend ?? ""}`).values(),
  ].flatMap((group) => newestColumn(group, quantity));
  const features = new Map<string, ModelFeatures>();
  const accuracy = new Map<string, number>();
  const measured = new Set(columns.flatMap(({ values }) => [...values.keys()]));
  for (const row of rows.filter(({ model }) => measured.has(model))) {
    features.set(row.model, featuresOf(row));
    if (row.accuracy !== undefined) accuracy.set(row.model, row.accuracy);
  }
  return { columns, features, accuracy };
}

/** The newest software of a board and runtime that measured enough models. */
function newestColumn(rows: readonly Measurement[], quantity: TransferredQuantity): readonly BoardColumn[] {
  const bySoftware = [...groupBy(rows, ({ configuration }) => configuration.software ?? "").entries()].filter(
    ([, own]) => new Set(own.map(({ model }) => model)).size >= leastModels,
  );
  if (bySoftware.length === 0) return [];
  const kept = new Set(bySoftware.map(([software]) => software));
  const newest = newestSoftware(
    rows.filter(({ configuration }) => kept.has(configuration.software ?? "")),
  ).measurements;
  const counts = groupBy(newest, ({ configuration }) => configuration.software ?? "");
  const [software, own] = [...counts.entries()].toSorted(([, a], [, b]) => b.length - a.length)[0] as [
    string,
    Measurement[],
  ];
  const { device, configuration } = own[0] as Measurement;
  return [
    {
      board: device,
      backend: configuration.backend ?? "",
      software,
      values: new Map(own.map((row) => [row.model, quantityOf(row, quantity) as number])),
    },
  ];
}

/** The measured value of a row; undefined where it has none. */
export function quantityOf({ energy, latency }: Measurement, quantity: TransferredQuantity): number | undefined {
  return quantity === "energy" ? energy : latency?.mean;
}

/** Features of a measured model. */
export function featuresOf({ model, macs, params, inputResolution, configuration }: Measurement): ModelFeatures {
  return {
    ...(macs === undefined ? {} : { macs }),
    ...(params === undefined ? {} : { params }),
    ...(inputResolution === undefined ? {} : { resolution: inputResolution }),
    int8: configuration.precision === "int8" || model.endsWith("-int8"),
  };
}

const withoutBoard = new WeakMap<KnownBoards, Map<string, readonly BoardColumn[]>>();

/** The columns of all boards but one: the same array for the same question, so that what follows from it is worked out once. */
export function columnsWithout(known: KnownBoards, board: string): readonly BoardColumn[] {
  const asked = withoutBoard.get(known) ?? new Map<string, readonly BoardColumn[]>();
  withoutBoard.set(known, asked);
  const columns = asked.get(board) ?? known.columns.filter((column) => column.board !== board);
  asked.set(board, columns);
  return columns;
}

const sortedModels = new WeakMap<KnownBoards, readonly string[]>();

/** The models of known boards in order of name; the same array every time. */
export function knownModels(known: KnownBoards): readonly string[] {
  const models = sortedModels.get(known) ?? [...known.features.keys()].toSorted();
  sortedModels.set(known, models);
  return models;
}
