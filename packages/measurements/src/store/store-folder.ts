import { readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError, type Problem, quoteInput } from "@joulebook/core";

/** A Parquet file of the store and where its rows came from. */
export interface StoreFile {
  /** Below the store's folder, e.g. "measurements/dataset=mine/0123456789abcdef.parquet". */
  readonly path: string;
  readonly dataset: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Number of its first row within the dataset, from 1: rows of a dataset have one number each. */
  readonly firstRow: number;
  readonly source: { readonly name: string; readonly sha256: string; readonly bytes: number };
  /** Hash of the mapping it was read with. */
  readonly mapping: string;
  readonly licence: string;
  /** Version of the columns it was written with. */
  readonly version: number;
}

/** `store.json`: which files are the store. What else lies in its folder is not part of it. */
export interface StoreManifest {
  readonly schema: string;
  readonly files: readonly StoreFile[];
}

/**
 * Version of the columns that are written. 2 adds the interval of the energy, and each file's version to the list.
 */
export const storeVersion = 2;

/** Folder of the store where none is named, in the current folder. */
export const defaultStore = "joulebook-store";

/** Ids of datasets, which are names of folders on any system. */
export const datasetId: RegExp = /^[a-z0-9][a-z0-9._-]{0,99}$/;

/** A store that holds nothing. */
export const emptyManifest: StoreManifest = { schema: `joulebook/store@${storeVersion}`, files: [] };

export function manifestPath(store: string): string {
  return join(store, "store.json");
}

/**
 * What a store holds; undefined where there is none.
 *
 * @throws InputError when `store.json` is damaged, or of a newer joulebook
 */
export function readManifest(store: string): StoreManifest | undefined {
  const file = manifestPath(store);
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const value = parsed(text);
  const version = /^joulebook\/store@(\d+)$/.exec(String(value?.schema))?.[1];
  if (value === undefined || version === undefined || !isFiles(value.files))
    throw fault(file, {
      code: "bad-store",
      message: "the file is no list of a store",
      fix: "put back a copy of it, or ingest the tables into a new folder",
    });
  if (Number(version) > storeVersion)
    throw fault(file, {
      code: "newer-store",
      message: `the store has version ${version}`,
      expected: `at most version ${storeVersion}`,
      fix: "use the joulebook that wrote it, or a newer one",
    });
  return migrated(value, Number(version));
}

/**
 * The list as the newest version has it. Columns were only ever added, so that older files are read as they are (columns that they lack
 * are missing); the list itself is written anew by the next ingest.
 */
function migrated({ files }: StoreManifest, version: number): StoreManifest {
  return { schema: emptyManifest.schema, files: version < 2 ? files.map((file) => ({ ...file, version: 1 })) : files };
}

function fault(file: string, problem: Problem): InputError {
  return new InputError([{ ...problem, file }]);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new InputError([
      { code: "cannot-read", message: `cannot read the store: ${(error as Error).message}`, file },
    ]);
  }
}

function parsed(text: string): StoreManifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as StoreManifest) : undefined;
  } catch {
    return undefined;
  }
}

/** Paths must stay below the store: a list is not trusted further than that. */
function isFiles(files: unknown): files is readonly StoreFile[] {
  return (
    Array.isArray(files) &&
    files.every(
      (file: Partial<StoreFile> | null) =>
        typeof file?.path === "string" &&
        filePath.test(file.path) &&
        typeof file.dataset === "string" &&
        datasetId.test(file.dataset) &&
        Number.isSafeInteger(file.rows) &&
        Number.isSafeInteger(file.firstRow),
    )
  );
}

const filePath = /^measurements\/dataset=[a-z0-9][a-z0-9._-]{0,99}\/[0-9a-f]{16}\.parquet$/;

/**
 * The id of a dataset made of a file's name.
 *
 * @throws InputError when nothing of the name can stand in an id
 * @example datasetName("My Boards (2).csv") // => "my-boards-2"
 */
export function datasetName(fileName: string): string {
  const id = fileName
    .replace(/(\.(csv|tsv|txt|log|bin|jsonl|ndjson|json|parquet))?(\.gz)?$/i, "")
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, "-")
    .replace(/^[^a-z0-9]+|-+$/g, "")
    .slice(0, 100);
  if (datasetId.test(id)) return id;
  throw new InputError([
    {
      code: "bad-dataset",
      message: `no dataset can be called after ${quoteInput(fileName)}`,
      fix: "name it: --dataset my-board",
    },
  ]);
}
