import type { PowerDocument, Problem } from "@joulebook/core";
import { readPowerLog } from "@joulebook/measurements";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import type { LogOptions } from "./log-command-options.js";
import { logOptions } from "./log-options.js";
import { powerText } from "./power-text.js";

/** Energies of a power log. What was found wrong with the log is a warning too. */
export async function powerAction(log: string, options: LogOptions): Promise<CommandResult> {
  const { inputs, ...body } = await readPowerLog(log, await logOptions(options));
  const document: DocumentBody<PowerDocument> = body;
  const warnings: Problem[] = body.findings.map(({ code, message, count, line }) => ({
    code,
    message: count > 1 ? `${message} (${count} times)` : message,
    file: log,
    ...(line === undefined ? {} : { line }),
  }));
  if (!body.verified)
    warnings.push({
      code: "unverified-format",
      message: `the reader of ${body.format} logs was written from documentation: compare with the tool's own figures`,
      file: log,
    });
  return { name: "power", document, text: () => powerText(document), inputs, warnings };
}
