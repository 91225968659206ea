import { join } from "node:path";
import type { AtomicFile } from "@joulebook/runtime";
import { writeFilesAtomic } from "@joulebook/runtime";
import { NoBrowserError } from "../browser/no-browser-error.js";
import { openRenderer } from "../browser/open-renderer.js";
import type { RendererOptions } from "../browser/open-renderer.js";
import type { Renderer } from "../browser/renderer.js";
import type { ReportDocument } from "../document/document.js";
import { blocksOf, documentHtml } from "../html/document-html.js";
import { printDocument } from "../pdf/print-document.js";
import { tableCsv } from "./table-csv.js";

/** "html" and "pdf" are the report, "figures" the SVG of each figure, "data" the CSV of each figure and table. */
export type ReportFormat = "html" | "pdf" | "figures" | "data";

export const reportFormats: readonly ReportFormat[] = ["html", "pdf", "figures", "data"];

export interface WriteReportOptions extends RendererOptions {
  /** Folder of `<name>.html` and `<name>.pdf`; pictures and data go to `<name>/` in it. */
  readonly folder: string;
  readonly name: string;
  /** Default: all. */
  readonly formats?: readonly ReportFormat[];
  /** A browser to share; else one is started where it is needed, and closed. */
  readonly renderer?: Renderer;
  readonly signal?: AbortSignal;
}

export interface WrittenReport {
  /** Real paths of the files, in order: HTML, PDF, then figures and data. */
  readonly files: readonly string[];
  readonly html?: string;
  readonly pdf?: string;
  /** Set when PDF or pictures were asked for and no browser was found: everything else was written. */
  readonly noBrowser?: NoBrowserError;
}

/**
 * Writes a report, all files or none: nothing is under its final name before everything is complete.
 *
 * Without a browser the HTML and the data are written, and the result says what is missing and how to get it.
 *
 * @throws Error if the document or a figure is faulty; the abort's reason when `signal` aborts
 */
export async function writeReport(document: ReportDocument, options: WriteReportOptions): Promise<WrittenReport> {
  const { folder, name, formats = reportFormats, signal } = options;
  const wants = (format: ReportFormat): boolean => formats.includes(format);
  const html = wants("html") ? [{ path: join(folder, `${name}.html`), content: documentHtml(document) }] : [];
  const data = wants("data") ? dataFiles(document, join(folder, name)) : [];
  const printed = wants("pdf") || wants("figures") ? await print(document, options) : undefined;
  const noBrowser = printed instanceof NoBrowserError ? printed : undefined;
  const { pdf, pictures } =
    printed === undefined || printed instanceof NoBrowserError ? { pdf: [], pictures: [] } : printed;
  const chosen = [...html, ...(wants("pdf") ? pdf : []), ...(wants("figures") ? pictures : []), ...data];
  const files = await writeFilesAtomic(chosen, signal === undefined ? {} : { signal });
  const written = (path: string): string | undefined => files[chosen.findIndex((file) => file.path === path)];
  return {
    files,
    ...present("html", written(join(folder, `${name}.html`))),
    ...present("pdf", written(join(folder, `${name}.pdf`))),
    ...present("noBrowser", noBrowser),
  };
}

interface PrintedFiles {
  readonly pdf: readonly AtomicFile[];
  readonly pictures: readonly AtomicFile[];
}

async function print(document: ReportDocument, options: WriteReportOptions): Promise<PrintedFiles | NoBrowserError> {
  const { folder, name, signal } = options;
  try {
    const renderer = options.renderer ?? (await openRenderer(options));
    const close = (): void => void renderer.close();
    signal?.addEventListener("abort", close, { once: true });
    try {
      const { pdf, pictures } = await printDocument(document, renderer);
      return {
        pdf: [{ path: join(folder, `${name}.pdf`), content: pdf }],
        pictures: [...pictures].map(([id, svg]) => ({ path: join(folder, name, `${id}.svg`), content: svg })),
      };
    } finally {
      signal?.removeEventListener("abort", close);
      if (options.renderer === undefined) await renderer.close();
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof NoBrowserError) return error;
    throw error;
  }
}

function dataFiles(document: ReportDocument, folder: string): AtomicFile[] {
  return blocksOf(document).flatMap((block) => {
    if (block.kind === "figure")
      return [{ path: join(folder, `${block.figure.id}.csv`), content: tableCsv(block.figure.table) }];
    if (block.kind === "table") return [{ path: join(folder, `${block.id}.csv`), content: tableCsv(block.table) }];
    return [];
  });
}

function present<K extends string, V>(key: K, value: V | undefined): { readonly [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]?: V });
}
