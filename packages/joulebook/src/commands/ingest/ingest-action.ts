import { exitCodes, type IngestDocument, type IngestMapDocument, InputError, quoteInput } from "@joulebook/core";
import {
  defaultStore,
  ingestFiles,
  parseMapping,
  suggestTableMapping,
  type TableMapping,
} from "@joulebook/measurements";
import { readTextFile } from "@joulebook/runtime";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import type { IngestCommandOptions } from "./ingest-command.js";
import { ingestText } from "./ingest-text.js";

/** Puts tables into the store. */
export async function ingestAction(files: readonly string[], options: IngestCommandOptions): Promise<CommandResult> {
  const { store = defaultStore, dataset, acceptValid, replace, licence } = options;
  if (options.suggestMap === true) return suggested(files);
  const mapping = await mappingOf(options);
  const ingested = await ingestFiles(files, {
    store,
    mapping,
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
  const mapping = await suggestTableMapping(file);
  const document: DocumentBody<IngestMapDocument> = { file, ...mapping };
  return { name: "ingest-map", document, text: () => JSON.stringify(mapping, undefined, 2) };
}

/** The mapping file, with what the command line says of all rows. */
async function mappingOf({ map, set }: IngestCommandOptions): Promise<TableMapping> {
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
