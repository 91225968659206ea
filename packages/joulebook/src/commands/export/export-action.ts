import { exitCodes, type ExportDocument, InputError, unknownName } from "@joulebook/core";
import { defaultStore, exportStore } from "@joulebook/measurements";
import { printable } from "@joulebook/runtime";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import type { ExportCommandOptions } from "./export-options.js";

const formats = ["csv", "jsonl", "parquet"] as const;

/** Writes datasets of the store as files. */
export async function exportAction(folder: string, options: ExportCommandOptions): Promise<CommandResult> {
  const { store = defaultStore, dataset } = options;
  const format = formats.find((name) => name === options.format);
  if (format === undefined)
    throw new InputError([unknownName("format", options.format, formats, { where: "--format" })], exitCodes.usage);
  const datasets = dataset?.split(",").map((id) => id.trim());
  const outputs = await exportStore({ store, folder, format, ...(datasets === undefined ? {} : { datasets }) });
  const document: DocumentBody<ExportDocument> = { store, format, outputs };
  return {
    name: "export",
    document,
    text: () => outputs.map(({ path, bytes }) => printable(`${path}  ${bytes} bytes`)).join("\n"),
  };
}
