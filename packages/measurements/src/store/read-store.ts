import { statSync } from "node:fs";
import { join } from "node:path";
import { exitCodes, InputError, type Measurement, unknownName } from "@joulebook/core";
import { type ParquetRows, readParquet } from "./read-parquet.js";
import { defaultStore, readManifest, type StoreFile } from "./store-folder.js";
import { storedRows } from "./stored-row.js";

export interface ReadStoreOptions {
  /** Folder of the store; `joulebook-store` in the current folder when absent. */
  readonly store?: string;
  /** Datasets to read; all when absent. */
  readonly datasets?: readonly string[];
  /** Only rows of this device. */
  readonly device?: string;
}

export interface StoredMeasurements {
  readonly measurements: readonly Measurement[];
  /** The files that were looked into. */
  readonly files: readonly StoreFile[];
}

/** A dataset of the store. */
export interface StoredDataset {
  readonly id: string;
  readonly rows: number;
  readonly licence: string;
  readonly files: readonly StoreFile[];
}

/** The datasets of a store, in order of their ids; none where there is no store. */
export function storedDatasets(store: string = defaultStore): readonly StoredDataset[] {
  const files = readManifest(store)?.files ?? [];
  const ids = [...new Set(files.map(({ dataset }) => dataset))].toSorted();
  return ids.map((id) => {
    const own = files.filter(({ dataset }) => dataset === id);
    return {
      id,
      rows: own.reduce((sum, { rows }) => sum + rows, 0),
      licence: [...new Set(own.map(({ licence }) => licence))].join(" AND "),
      files: own,
    };
  });
}

/**
 * The measurements of a store, beside the shipped datasets for whatever reads records. Nothing is locked: what is read is what the store
 * held at one moment.
 *
 * @throws InputError when there is no store, a dataset is unknown, or a file is damaged
 */
export async function readStore({
  store = defaultStore,
  datasets,
  device,
}: ReadStoreOptions = {}): Promise<StoredMeasurements> {
  for (let turn = 1; ; turn++) {
    try {
      return await readOnce(store, datasets, device);
    } catch (error) {
      // A writer that replaces a dataset removes its old files after the new list is in place: read that list.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || turn === mostTurns) throw error;
    }
  }
}

/** How often a writer may be faster than a reader before the reader says that a file is missing. */
const mostTurns = 10;

async function readOnce(
  store: string,
  datasets: readonly string[] | undefined,
  device: string | undefined,
): Promise<StoredMeasurements> {
  const manifest = readManifest(store);
  if (manifest === undefined)
    throw new InputError(
      [{ code: "no-store", message: "there is no store here", file: store, fix: "make one: joulebook ingest FILE" }],
      exitCodes.usage,
    );
  const known = [...new Set(manifest.files.map(({ dataset }) => dataset))].toSorted();
  const unknown = (datasets ?? []).filter((id) => !known.includes(id));
  if (unknown.length > 0)
    throw new InputError(
      unknown.map((id) => unknownName("dataset", id, known)),
      exitCodes.usage,
    );
  const files = manifest.files.filter(({ dataset }) => datasets === undefined || datasets.includes(dataset));
  const measurements: Measurement[] = [];
  for (const file of files)
    for (const group of await groups(store, file, device)) addRows(measurements, group, file, device);
  return { measurements, files };
}

async function groups(
  store: string,
  { path, bytes }: StoreFile,
  device: string | undefined,
): Promise<readonly ParquetRows[]> {
  const file = join(store, path);
  const size = statSync(file).size;
  const damaged = (why: string): InputError =>
    new InputError([
      {
        code: "damaged-store",
        message: `a file of the store is damaged: ${why}`,
        file,
        fix: "ingest its source again with --replace",
      },
    ]);
  if (size !== bytes) throw damaged(`it has ${size} bytes, not ${bytes}`);
  try {
    return await readParquet(
      file,
      device === undefined
        ? {}
        : { only: (column, { min, max }) => column !== "device" || (min <= device && device <= max) },
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw error;
    throw damaged((error as Error).message);
  }
}

function addRows(
  measurements: Measurement[],
  { rows, columns }: ParquetRows,
  origin: StoreFile,
  device: string | undefined,
): void {
  const read = storedRows(columns, origin);
  const devices = columns.get("device");
  for (let row = 0; row < rows; row++)
    if (device === undefined || devices?.[row] === device) measurements.push(read(row));
}
