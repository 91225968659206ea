import { readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { exitCodes, InputError, type Problem, quoteInput } from "@joulebook/core";
import { contentHash, jsonHash, type Lock, lock, makeFolders, writeFilesAtomic } from "@joulebook/runtime";
import { datasets } from "../datasets.js";
import type { Notice } from "../notice.js";
import { deriveColumns } from "../tables/derive-columns.js";
import type { RejectedRow, TableRows } from "../tables/row-collector.js";
import type { UsedColumn } from "../tables/resolve-columns.js";
import type { TableMapping } from "../tables/table-mapping.js";
import { toCsv } from "../to-csv.js";
import { readSource, type SourceFile } from "./read-source.js";
import { readTableFile } from "./read-table-file.js";
import {
  datasetId,
  datasetName,
  emptyManifest,
  manifestPath,
  readManifest,
  type StoreFile,
  type StoreManifest,
  storeVersion,
} from "./store-folder.js";
import { parquetBytes } from "./write-parquet.js";
import { isPowerLog } from "../power-logs/is-power-log.js";
import type { PowerLog, PowerLogOptions } from "../power-logs/power-log.js";
import { readPowerLog } from "../power-logs/read-power-log.js";
import { logRows } from "./log-rows.js";

export interface IngestOptions {
  /** Folder of the store; made when it is not there. */
  readonly store: string;
  /** Dataset of all files; by default each file's name. */
  readonly dataset?: string;
  /** Of tables; its constants hold for power logs, too. */
  readonly mapping?: TableMapping;
  /** How power logs are read; default: as `readPowerLog` does. */
  readonly log?: PowerLogOptions;
  /** What the files are; default: detected. */
  readonly as?: "table" | "log";
  /** Keep the valid rows of a file that has others too; the others go to `<file>.rejects.csv`. */
  readonly acceptValid?: boolean;
  /** What the datasets held before is replaced. */
  readonly replace?: boolean;
  /** SPDX name of what may be done with the rows. */
  readonly licence?: string;
  /** Problems that are reported at most; default 100. */
  readonly limit?: number;
}

/** What became of a file. */
export interface IngestedFile {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly dataset: string;
  /** Format of the power log that it is; absent for a table. */
  readonly log?: string;
  /** "unchanged": the dataset holds this very file already. */
  readonly status: "stored" | "unchanged";
  readonly rows: number;
  readonly rejected: number;
  /** Where the rejected rows are. */
  readonly rejects?: string;
  readonly columns: readonly UsedColumn[];
  readonly notices: readonly Notice[];
}

/**
 * Puts tables and power logs into the store: all of them, or, when anything is wrong with any of them, none. The same file twice changes nothing. The
 * store shows what it held before until all is written; one writer at a time.
 *
 * @throws InputError with every problem of every file (exit code 3), or `locked` while another writer is at work
 */
export async function ingestFiles(paths: readonly string[], options: IngestOptions): Promise<readonly IngestedFile[]> {
  const { store } = options;
  const sources = await readAll(paths, options);
  const names = sources.map(({ path }) => checkedDataset(options.dataset ?? datasetName(basename(path))));
  const held = await lockedStore(store);
  try {
    const before = readManifest(store) ?? emptyManifest;
    sweep(store, before);
    return await storeAll(sources, names, before, options);
  } finally {
    held.release();
  }
}

/** Makes the folder where it is not there, and locks it. */
async function lockedStore(store: string): Promise<Lock> {
  try {
    makeFolders(store);
    return await lock(join(store, ".lock"), { purpose: "joulebook ingest" });
  } catch (error) {
    if (error instanceof InputError) throw error;
    const message = `cannot write to the store: ${(error as Error).message}`;
    const fix = "make room, or choose another folder: --store";
    throw new InputError([{ code: "cannot-write", message, file: store, fix }], exitCodes.failed);
  }
}

/** A file that was looked at: its hash is known, its rows are read when they are wanted. */
interface Source extends Pick<SourceFile, "path" | "sha256" | "size"> {
  readonly log?: string;
  /** Hash of everything but the file that its rows depend on. */
  readonly mapping: string;
  readonly notices: readonly Notice[];
  read(): Promise<TableRows>;
}

interface Prepared {
  readonly source: Source;
  readonly dataset: string;
  readonly key: string;
  readonly read?: TableRows;
}

async function storeAll(
  sources: readonly Source[],
  names: readonly string[],
  before: StoreManifest,
  options: IngestOptions,
): Promise<readonly IngestedFile[]> {
  const { store, acceptValid = false, replace = false, licence = "not stated" } = options;
  const prepared: Prepared[] = [];
  for (const [index, source] of sources.entries()) {
    const dataset = names[index] as string;
    const key = contentHash(`${dataset}\n${source.sha256}\n${source.mapping}`).slice(0, 16);
    const there = before.files.some((file) => file.path === pathOf(dataset, key));
    prepared.push(there ? { source, dataset, key } : { source, dataset, key, read: await source.read() });
  }
  refuse(prepared, acceptValid, options.limit ?? 100);
  const fresh = prepared.filter(
    (each, index) => each.read !== undefined && prepared.findIndex(({ key }) => key === each.key) === index,
  );
  const replaced = new Set(replace ? prepared.map(({ dataset }) => dataset) : []);
  const same = new Set(prepared.map(({ dataset, key }) => pathOf(dataset, key)));
  const kept = before.files.filter(({ dataset, path }) => !replaced.has(dataset) || same.has(path));
  const gone = before.files.filter((file) => !kept.includes(file));
  const next = new Map<string, number>();
  for (const { dataset, firstRow, rows } of kept) next.set(dataset, Math.max(next.get(dataset) ?? 1, firstRow + rows));
  const files: StoreFile[] = [...kept];
  const outputs: { path: string; content: Uint8Array | string }[] = [];
  const results = new Map<string, IngestedFile>();
  for (const { source, dataset, key, read } of fresh) {
    if (read === undefined) continue;
    const firstRow = next.get(dataset) ?? 1;
    const { columns, notices } = deriveColumns(read.columns, read.rows);
    const metadata = { "joulebook.store": String(storeVersion), "joulebook.source": source.sha256 };
    const content = await parquetBytes(columns, read.rows, { firstRow, metadata });
    const path = pathOf(dataset, key);
    outputs.push({ path: join(store, path), content });
    next.set(dataset, firstRow + read.rows);
    files.push({
      path,
      dataset,
      rows: read.rows,
      bytes: content.length,
      sha256: contentHash(content),
      firstRow,
      source: { name: basename(source.path), sha256: source.sha256, bytes: source.size },
      mapping: source.mapping,
      licence,
      version: storeVersion,
    });
    const rejects = read.rejectedCount > 0 ? `${source.path}.rejects.csv` : undefined;
    if (rejects !== undefined) outputs.push({ path: rejects, content: rejectsText(read.rejected) });
    results.set(key, {
      ...common(source, dataset),
      status: "stored",
      rows: read.rows,
      rejected: read.rejectedCount,
      ...(rejects === undefined ? {} : { rejects }),
      columns: read.used,
      notices: [...source.notices, ...read.notices, ...notices],
    });
  }
  if (outputs.length > 0 || gone.length > 0) {
    const manifest: StoreManifest = { schema: emptyManifest.schema, files };
    // The list is renamed last: with it, and not before, the new files are part of the store.
    await writeFilesAtomic([
      ...outputs,
      { path: manifestPath(store), content: `${JSON.stringify(manifest, undefined, 2)}\n` },
    ]);
    for (const { path } of gone) rmSync(join(store, path), { force: true });
  }
  return prepared.map(({ source, dataset, key }, index) => {
    const first = prepared.findIndex((each) => each.key === key) === index;
    const result = results.get(key);
    if (first && result !== undefined) return result;
    const rows = files.find(({ path }) => path === pathOf(dataset, key))?.rows ?? 0;
    return { ...common(source, dataset), status: "unchanged", rows, rejected: 0, columns: [], notices: [] };
  });
}

function common(
  { path, sha256, size, log }: Source,
  dataset: string,
): Pick<IngestedFile, "file" | "sha256" | "bytes" | "dataset" | "log"> {
  return { file: path, sha256, bytes: size, dataset, ...(log === undefined ? {} : { log }) };
}

function pathOf(dataset: string, key: string): string {
  return `measurements/dataset=${dataset}/${key}.parquet`;
}

async function readAll(paths: readonly string[], options: IngestOptions): Promise<readonly Source[]> {
  const sources: Source[] = [];
  const failures: InputError[] = [];
  for (const path of paths) {
    try {
      sources.push(await openSource(path, options));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      failures.push(error);
    }
  }
  const [first] = failures;
  if (first === undefined) return sources;
  throw new InputError(
    failures.flatMap(({ problems }) => problems),
    first.exitCode,
  );
}

async function openSource(path: string, options: IngestOptions): Promise<Source> {
  const { mapping = {}, acceptValid = false, log: reading = {}, as } = options;
  const rows = { mapping, ...(acceptValid ? { keepRejected: Number.POSITIVE_INFINITY } : {}) };
  const mapped = Object.keys(mapping.columns ?? {}).length > 0;
  if (as === "log" || (as === undefined && (reading.as !== undefined || (!mapped && (await isPowerLog(path)))))) {
    const log = await readPowerLog(path, reading);
    const [input, ...others] = log.inputs;
    return {
      path,
      sha256: input?.sha256 ?? "",
      size: input?.bytes ?? 0,
      log: log.format,
      mapping: jsonHash({ mapping, acceptValid, reading, others: others.map(({ sha256 }) => sha256) }),
      notices: noticesOf(log),
      read: () => Promise.resolve(logRows(log, { path, chosen: reading.select !== undefined }, rows)),
    };
  }
  const table = await readSource(path);
  const { sha256, size } = table;
  return {
    path,
    sha256,
    size,
    mapping: jsonHash({ mapping, acceptValid }),
    notices: [],
    read: () => readTableFile(table, rows),
  };
}

function noticesOf({ findings, verified, format }: PowerLog): readonly Notice[] {
  const notices = findings.map(({ code, message, count }) => ({ code, message, count }));
  if (verified) return notices;
  const message = `the reader of ${format} logs was written from documentation: compare with the tool's own figures`;
  return [...notices, { code: "unverified-format", message, count: 1 }];
}

/** Throws what is wrong with the files, all of it up to the limit. */
function refuse(prepared: readonly Prepared[], acceptValid: boolean, limit: number): void {
  const problems: Problem[] = [];
  let count = 0;
  for (const { source, read } of prepared) {
    if (read === undefined) continue;
    const file = source.path;
    const header = read.headerProblems;
    problems.push(...header.map((problem) => ({ ...problem, file })));
    count += header.length;
    if (acceptValid && header.length === 0) {
      if (read.rows > 0) continue;
      problems.push({ code: "no-valid-rows", message: "no row of the table is valid", file });
    }
    const rows = read.rejected
      .toSorted((a, b) => a.line - b.line)
      .flatMap((row) => row.problems.map((problem) => ({ ...problem, file })));
    problems.push(...rows);
    count += rows.length + read.rejectedCount - read.rejected.length;
  }
  if (problems.length === 0) return;
  const shown = problems.slice(0, limit);
  const rest = Math.max(count, problems.length) - shown.length;
  if (rest > 0)
    shown.push({
      code: "more-problems",
      message: `${rest} more problem${rest === 1 ? "" : "s"} not shown`,
      fix: "--accept-valid stores the valid rows and writes the others to a file",
    });
  throw new InputError(shown);
}

function rejectsText(rejected: readonly RejectedRow[]): string {
  return toCsv(
    rejected
      .toSorted((a, b) => a.line - b.line)
      .map(({ line, problems, text }) => ({
        line,
        column: problems[0]?.column,
        problem: problems.map(({ message }) => message).join("; "),
        row: text,
      })),
    { columns: ["line", "column", "problem", "row"] },
  );
}

function checkedDataset(id: string): string {
  if (!datasetId.test(id))
    throw new InputError([
      {
        code: "bad-dataset",
        message: `${quoteInput(id)} is no id of a dataset`,
        expected: "lower-case letters, digits and ._- after a letter or digit",
      },
    ]);
  if (datasets().some((shipped) => shipped.id === id))
    throw new InputError([
      {
        code: "taken-dataset",
        message: `${quoteInput(id)} is a shipped dataset`,
        fix: "give yours another name: --dataset my-boards",
      },
    ]);
  return id;
}

/** Removes what a writer that was killed has left behind: files that are not in the list, and temporary ones. */
function sweep(store: string, { files }: StoreManifest): void {
  const listed = new Set(files.map(({ path }) => path));
  for (const name of entries(store))
    if (/^\.store\.json\..*\.tmp$/.test(name)) rmSync(join(store, name), { force: true });
  for (const folder of entries(join(store, "measurements")))
    for (const name of entries(join(store, "measurements", folder)))
      if (/\.(parquet|tmp)$/.test(name) && !listed.has(`measurements/${folder}/${name}`))
        rmSync(join(store, "measurements", folder, name), { force: true });
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
