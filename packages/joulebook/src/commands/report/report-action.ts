import { stat } from "node:fs/promises";
import { extname, relative } from "node:path";
import {
  exitCodes,
  InputError,
  type OutputFile,
  type Problem,
  type ReportDocument,
  unknownName,
} from "@joulebook/core";
import { type NoBrowserError, type ReportFormat, reportFormats } from "@joulebook/report";
import { fileHash, printable } from "@joulebook/runtime";
import { loadStudy, renderStudy } from "@joulebook/studies";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import type { Invocation } from "../../command-line/run.js";
import { outputPlace } from "./output-place.js";
import type { ReportOptions } from "./report-options.js";
import { studyParameters } from "./study-parameters.js";

/**
 * Writes a study. Exit code 4 when its question has no feasible answer (the report says what would make one), 1 when PDF
 * or pictures are missing for want of a browser (everything else is written).
 */
export async function reportAction(id: string, options: ReportOptions, { log }: Invocation): Promise<CommandResult> {
  const formats = formatsOf(options.formats);
  const parameters = studyParameters(options.parameter);
  const { study } = await loadStudy(id);
  const { folder, name } = outputPlace(options.out, id);
  const written = await renderStudy(id, parameters, {
    folder,
    name,
    formats,
    log: (line) => log(`${printable(line)}\n`),
    ...(options.browser === undefined ? {} : { browser: options.browser }),
  });
  const outputs = await Promise.all(written.files.map(outputFile));
  const document: DocumentBody<ReportDocument> = { study: id, title: study.title, parameters, outputs };
  const { noBrowser } = written;
  return {
    name: "report",
    document,
    text: () => outputs.map(({ path }) => printable(relative(process.cwd(), path) || path)).join("\n"),
    warnings: written.warnings.map((message) => ({ code: "study", message })),
    inputs: written.document.made.inputs.map((input) => ({
      name: input.name,
      sha256: input.hash.replace(/^sha256:/, ""),
    })),
    ...(noBrowser === undefined ? {} : { errors: [withoutBrowser(noBrowser)] }),
    exitCode: noBrowser !== undefined ? exitCodes.failed : written.feasible ? exitCodes.ok : exitCodes.noFeasibleAnswer,
  };
}

function withoutBrowser({ code, fix }: NoBrowserError): Problem {
  return { code, message: "PDF and pictures were not written: no browser was found", fix };
}

function formatsOf(text: string | undefined): readonly ReportFormat[] {
  if (text === undefined) return reportFormats;
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !reportFormats.some((format) => format === name));
  if (unknown.length > 0) {
    const problems = unknown.map((name) => unknownName("format", name, reportFormats, { where: "--formats" }));
    throw new InputError(problems, exitCodes.usage);
  }
  return reportFormats.filter((format) => names.includes(format));
}

async function outputFile(path: string): Promise<OutputFile> {
  const { size } = await stat(path);
  return { path, kind: extname(path).slice(1) as OutputFile["kind"], sha256: await fileHash(path), bytes: size };
}
