import { exitCodes, InputError, unknownName } from "@joulebook/core";
import type { InputFile, Measurement, Problem } from "@joulebook/core";
import {
  type Dataset,
  datasets,
  defaultStore,
  distinctTexts,
  joinTables,
  type MeasurementTable,
  measurementTable,
  newestRows,
  type Notice,
  readDataset,
  readMeasurements,
  readStoreTable,
  pointNames,
  rowsAtPoint,
  rowsWithText,
  storedDatasets,
  tableRecords,
} from "@joulebook/measurements";
import { readTextFile } from "@joulebook/runtime";
import type { MeasurementOptions } from "./measurement-options.js";

/** Measurements as the options choose them, and what there is to say about them. */
export interface SelectedMeasurements {
  readonly measurements: readonly Measurement[];
  readonly warnings: readonly Problem[];
  readonly inputs: readonly InputFile[];
}

/** The same of many measurements, by column. */
export interface SelectedTable extends Omit<SelectedMeasurements, "measurements"> {
  readonly table: MeasurementTable;
}

/** A table as it was read. */
interface ReadTable {
  readonly table: MeasurementTable;
  readonly notices: readonly Notice[];
  readonly input: InputFile;
}

/**
 * Reads shipped tables (those named, else the default ones) or the user's own, and keeps what the options name; by
 * default the newest software of each device, runtime and model.
 *
 * @throws InputError for an unknown name (exit code 2), or with every problem of the user's files (exit code 3)
 */
export async function selectMeasurements(
  options: MeasurementOptions,
  defaults: (dataset: Dataset) => boolean,
): Promise<SelectedMeasurements> {
  const { table, ...rest } = await selectTable(options, defaults);
  return { measurements: tableRecords(table), ...rest };
}

/** The same for what looks at few of many rows. */
export async function selectTable(
  options: MeasurementOptions,
  defaults: (dataset: Dataset) => boolean,
): Promise<SelectedTable> {
  const tables = await readTables(options, defaults);
  const notices = tables.flatMap((table) => table.notices);
  const inputs = tables.map(({ input }) => input);

  const { software = "newest" } = options;
  const named = software === "newest" || software === "all" ? undefined : software;
  let kept = only(joinTables(tables.map(({ table }) => table)), "task", options.task);
  kept = only(kept, "device", options.device);
  kept = only(kept, "model", options.model, ["model", "network"]);
  kept = only(kept, "backend", options.backend);
  kept = only(kept, "precision", options.precision);
  kept = onlyAtPoint(kept, options.operatingPoint);
  kept = only(kept, "software", named);
  if (software === "all") return { table: kept, warnings: notices.map(warning), inputs };
  const selection = newestRows(kept);
  return { table: selection.table, warnings: [...notices, ...selection.notices].map(warning), inputs };
}

async function readTables(
  { dataset, device, measurements, store }: MeasurementOptions,
  defaults: (dataset: Dataset) => boolean,
): Promise<readonly ReadTable[]> {
  if (measurements === undefined) {
    const stored = storedIds(store);
    const { shipped, own } = chosenDatasets(dataset, defaults, stored);
    const tables = own.length === 0 ? [] : await readStored(store ?? defaultStore, own, device);
    return [...readShipped(shipped, device), ...tables];
  }
  if (dataset === undefined && store === undefined) return readFiles(measurements);
  const message = `${dataset === undefined ? "--store" : "--dataset"} and --measurements exclude each other`;
  throw new InputError([{ code: "several-sources", message, expected: "one of the two" }], exitCodes.usage);
}

/** What a store holds: the one that is named must be there, the one in this folder may be. */
function storedIds(store: string | undefined): readonly string[] {
  const ids = storedDatasets(store).map(({ id }) => id);
  if (store === undefined || ids.length > 0) return ids;
  const message = `--store: there is nothing stored in ${store}`;
  const fix = `fill it: joulebook ingest FILE --store ${store}`;
  throw new InputError([{ code: "no-store", message, fix }], exitCodes.usage);
}

/** Only the rows of the device where one is named; all rows where the store has none, as for shipped tables. */
async function readStored(
  store: string,
  own: readonly string[],
  device: string | undefined,
): Promise<readonly ReadTable[]> {
  const read = await readStoreTable({ store, datasets: own, ...(device === undefined ? {} : { device }) });
  const some = device === undefined || read.table.rows > 0 ? read : await readStoreTable({ store, datasets: own });
  const { rows } = some.table;
  const message = `${rows} measurements are from the store ${store} (${own.join(", ")})`;
  const notice = { code: "stored-measurements", message, count: rows };
  return some.files.map(({ path, sha256, bytes }, index) => ({
    table: index === 0 ? some.table : measurementTable([]),
    notices: index === 0 ? [notice] : [],
    input: { name: `${store}/${path}`, sha256, bytes },
  }));
}

/** Only the rows of the device where one is named; all rows where none has them, so that the nearest names can be said. */
function readShipped(sets: readonly Dataset[], device: string | undefined): readonly ReadTable[] {
  const read = (only: { readonly device?: string }): readonly ReadTable[] =>
    sets.map(({ id, hash }) => {
      const { measurements, notices } = readDataset(id, only);
      const table = measurementTable(measurements);
      return { table, notices, input: { name: id, sha256: hash.replace(/^sha256:/, "") } };
    });
  const tables = device === undefined ? [] : read({ device });
  return tables.some(({ table }) => table.rows > 0) ? tables : read({});
}

/** Reads all files before it gives up, so that their problems are known together. */
async function readFiles(paths: readonly string[]): Promise<readonly ReadTable[]> {
  const read = await Promise.allSettled(paths.map(readFile));
  const failures = read.filter((result) => result.status === "rejected").map(({ reason }): unknown => reason);
  const other = failures.find((reason) => !(reason instanceof InputError));
  if (other !== undefined) throw other;
  const problems = failures.flatMap((reason) => (reason as InputError).problems);
  if (problems.length > 0) throw new InputError(problems);
  return read.filter((result) => result.status === "fulfilled").map(({ value }) => value);
}

async function readFile(path: string): Promise<ReadTable> {
  const { text, hash, size } = await readTextFile(path);
  const { measurements, notices } = await readMeasurements(text, { file: path });
  return { table: measurementTable(measurements), notices, input: { name: path, sha256: hash, bytes: size } };
}

/** Tables of measurements that have energies: what can be recommended from. */
export function hasEnergy({ kind, id }: Dataset): boolean {
  return kind === "measurements" && !id.endsWith("/latency-only");
}

/** A notice as a document's warning: without the ids of all its rows. */
export function warning({ code, message }: Notice): Problem {
  return { code, message };
}

/** The shipped datasets and the stored ones that are named; else the default ones and all stored ones. */
function chosenDatasets(
  given: string | undefined,
  defaults: (dataset: Dataset) => boolean,
  stored: readonly string[],
): { readonly shipped: readonly Dataset[]; readonly own: readonly string[] } {
  const known = datasets().filter(({ kind }) => kind === "measurements" || kind === "benchmark");
  if (given === undefined) return { shipped: known.filter(defaults), own: stored };
  const names = split(given);
  refuseUnknown("dataset", names, [...known.map(({ id }) => id), ...stored]);
  return {
    shipped: known.filter(({ id }) => names.includes(id)),
    own: stored.filter((id) => names.includes(id)),
  };
}

/** The rows of which one of the columns is among the names given; all when none is given. */
function only(
  table: MeasurementTable,
  option: keyof MeasurementOptions,
  given: string | undefined,
  columns: readonly string[] = [option],
): MeasurementTable {
  if (given === undefined) return table;
  const known = [...new Set(columns.flatMap((name) => distinctTexts(table, name)))].toSorted();
  const names = known.includes(given) ? [given] : split(given); // the name of a version may contain a comma
  refuseUnknown(option, names, known);
  return rowsWithText(table, columns, names);
}

/** The rows of the operating points named, by power mode or by all that a row states of its point. */
function onlyAtPoint(table: MeasurementTable, given: string | undefined): MeasurementTable {
  if (given === undefined) return table;
  const known = pointNames(table);
  const names = known.includes(given) ? [given] : split(given); // "0.9 V, 30.7 MHz" contains a comma
  refuseUnknown("operatingPoint", names, known);
  return rowsAtPoint(table, names);
}

function split(given: string): readonly string[] {
  return given.split(",").map((name) => name.trim());
}

function refuseUnknown(option: string, names: readonly string[], known: readonly string[]): void {
  const words = option.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const problems = names
    .filter((name) => !known.includes(name))
    .map((name) => unknownName(words, name, known, { where: `--${words.replaceAll(" ", "-")}` }));
  if (problems.length > 0) throw new InputError(problems, exitCodes.usage);
}
