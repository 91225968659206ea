import {
  exitCodes,
  type IngestDocument,
  type IngestMapDocument,
  InputError,
  type Problem,
  quoteInput,
} from "@joulebook/core";
import {
  defaultStore,
  ingestFiles,
  type IngestOptions,
  isPowerLog,
  parseMapping,
  suggestTableMapping,
  type TableMapping,
} from "@joulebook/measurements";
import { readTextFile } from "@joulebook/runtime";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import type { LogOptions } from "../power/log-command-options.js";
import { logOptions } from "../power/log-options.js";
import type { IngestCommandOptions } from "./ingest-options.js";
import { ingestText } from "./ingest-text.js";

/** Puts tables into the store. */
export async function ingestAction(files: readonly string[], options: IngestCommandOptions): Promise<CommandResult> {
  const { store = defaultStore, dataset, acceptValid, replace, licence } = options;
  if (options.suggestMap === true) return suggested(files);
  const ingested = await ingestFiles(files, {
    store,
    ...(await readingOf(files, options)),
    ...(dataset === undefined ? {} : { dataset }),
    ...(acceptValid === undefined ? {} : { acceptValid }),
    ...(replace === undefined ? {} : { replace }),
    ...(licence === undefined ? {} : { licence }),
  });
  const document: DocumentBody<IngestDocument> = {
    store,
    files: ingested.map(({ notices: _notices, sha256: _sha256, bytes: _bytes, ...file }) => file),
  };
  return {
    name: "ingest",
    document,
    text: () => ingestText(document),
    inputs: ingested.map(({ file, sha256, bytes }) => ({ name: file, sha256, bytes })),
    warnings: ingested.flatMap(({ file, notices }) =>
      notices.map(({ code, message }) => ({ code, message: `${file}: ${message}`, file })),
    ),
  };
}

/** A mapping to begin with; as text it is the mapping file itself. */
async function suggested(files: readonly string[]): Promise<CommandResult> {
  const [file = "", ...others] = files;
  if (others.length > 0) {
    const message = `--suggest-map reads one table, not ${files.length}`;
    throw new InputError([{ code: "several-tables", message, expected: "one file" }], exitCodes.usage);
  }
  if (await isPowerLog(file))
    throw usage({
      code: "not-a-table",
      message: `--suggest-map: ${quoteInput(file)} is a power log`,
      fix: "see what it says with joulebook power, and how a mapping of a log looks in docs/guides/logs/csv.md",
    });
  const { sha256, bytes, guessed, ...mapping } = await suggestTableMapping(file);
  const document: DocumentBody<IngestMapDocument> = { file, ...mapping };
  const message = `${file}: guessed from the unit alone: ${guessed.map(quoteInput).join(", ")}`;
  return {
    name: "ingest-map",
    document,
    text: () => JSON.stringify(mapping, undefined, 2),
    inputs: [{ name: file, sha256, bytes }],
    warnings: guessed.length === 0 ? [] : [{ code: "guessed-columns", message, file, fix: "look at them" }],
  };
}

/** How the files are read: as tables or as power logs, by options that are the other kind's in no case. */
async function readingOf(
  files: readonly string[],
  options: IngestCommandOptions,
): Promise<Pick<IngestOptions, "as" | "mapping" | "log">> {
  const { as, map } = options;
  const asLog = as !== undefined && as !== "table";
  const logs = asLog ? files : as === "table" ? [] : await only(files, isPowerLog);
  const given = [
    ...logFlags.filter((name) => options[name] !== undefined).map(flag),
    ...options.set.filter((text) => text.includes("{window}")).map((text) => `--set ${text}`),
  ];
  const table = files.find((file) => !logs.includes(file));
  if (table !== undefined && given.length > 0)
    throw usage({
      code: "not-a-log",
      message: `${given.join(", ")}: ${quoteInput(table)} is no power log`,
      expected: "these options with power logs alone",
      fix: "ingest tables by themselves, or say the log's format with --as",
    });
  if (map !== undefined && logs.length > 0 && table !== undefined)
    throw usage({
      code: "several-kinds",
      message: "--map: a mapping is of tables or of power logs, and here are both",
    });
  const ofLogs = logs.length > 0;
  const { map: _map, ...others } = options;
  return {
    ...(as === undefined ? {} : { as: asLog ? "log" : "table" }),
    mapping: await mappingOf(ofLogs ? others : options),
    ...(ofLogs ? { log: await logOptions(options) } : {}),
  };
}

/** Options that mean nothing for a table. */
const logFlags = [
  "voltage",
  "channel",
  "maxGap",
  "windows",
  "events",
  "align",
  "select",
  "inferences",
  "idle",
  "basis",
  "quality",
] as const satisfies readonly (keyof LogOptions)[];

function flag(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

async function only<T>(list: readonly T[], wanted: (one: T) => Promise<boolean>): Promise<readonly T[]> {
  const found = await Promise.all(list.map(wanted));
  return list.filter((_, index) => found[index]);
}

function usage(problem: Problem): InputError {
  return new InputError([problem], exitCodes.usage);
}

/** The mapping file, with what the command line says of all rows. */
async function mappingOf({ map, set }: Pick<IngestCommandOptions, "map" | "set">): Promise<TableMapping> {
  const mapping =
    map === undefined ? {} : parseMapping((await readTextFile(map, { maxBytes: 16 * 1024 * 1024 })).text, map);
  if (set.length === 0) return mapping;
  const constants = Object.fromEntries(set.map(assignment));
  return parseMapping(
    JSON.stringify({ ...mapping, constants: { ...mapping.constants, ...constants } }),
    map ?? "--set",
  );
}

function assignment(text: string): readonly [string, string] {
  const at = text.indexOf("=");
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  const message = `--set: ${quoteInput(text)} sets nothing`;
  throw new InputError(
    [{ code: "bad-assignment", message, expected: "column=value, e.g. device=nucleo-f746zg" }],
    exitCodes.usage,
  );
}
