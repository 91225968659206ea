import { statSync } from "node:fs";
import { join } from "node:path";
import { exitCodes, InputError, type Measurement, unknownName } from "@joulebook/core";
import { joinTables, type MeasurementTable, rowsWithText, tableRecords } from "../measurement-table.js";
import { parquetGroups } from "./parquet-groups.js";
import { defaultStore, readManifest, type StoreFile } from "./store-folder.js";

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

/** The same by column. */
export interface StoredTable {
  readonly table: MeasurementTable;
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
export async function readStore(options: ReadStoreOptions = {}): Promise<StoredMeasurements> {
  const { table, files } = await readStoreTable(options);
  return { measurements: tableRecords(table), files };
}

/**
 * The same by column, for many rows of which few are looked at: a column is decoded when it is asked for, and a damaged one is refused
 * then.
 *
 * @throws InputError when there is no store, a dataset is unknown, or a file is damaged
 */
export async function readStoreTable({
  store = defaultStore,
  datasets,
  device,
}: ReadStoreOptions = {}): Promise<StoredTable> {
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
): Promise<StoredTable> {
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
  const tables: MeasurementTable[] = [];
  for (const file of files) tables.push(await fileTable(store, file, device));
  return { table: joinTables(tables), files };
}

async function fileTable(store: string, file: StoreFile, device: string | undefined): Promise<MeasurementTable> {
  const path = join(store, file.path);
  const size = statSync(path).size;
  const damaged = (why: string): InputError =>
    new InputError([
      {
        code: "damaged-store",
        message: `a file of the store is damaged: ${why}`,
        file: path,
        fix: "ingest its source again with --replace",
      },
    ]);
  if (size !== file.bytes) throw damaged(`it has ${size} bytes, not ${file.bytes}`);
  // What reads Parquet is loaded where there is a store.
  const { storedTable } = await import("./stored-table.js");
  try {
    const groups = await parquetGroups(
      path,
      device === undefined
        ? {}
        : { only: (column, { min, max }) => column !== "device" || (min <= device && device <= max) },
    );
    const table = storedTable(groups, file, damaged);
    return device === undefined ? table : rowsWithText(table, ["device"], [device]); // a group may hold those of others too
  } catch (error) {
    if (error instanceof InputError || (error as NodeJS.ErrnoException).code === "ENOENT") throw error;
    throw damaged((error as Error).message);
  }
}
