import { readFileSync } from "node:fs";
import { exitCodes, InputError, unknownName } from "@joulebook/core";
import {
  NoBrowserError,
  openRenderer,
  type Renderer,
  rendererVersions,
  type WriteReportOptions,
  type WrittenReport,
  writeReport,
} from "@joulebook/report";
import { type LoadedStudy, studies } from "./studies.js";
import type { StudyResult } from "./study-result.js";
import { sourceDate } from "./source-date.js";

/** What a caller adds to the first page: the browser that prints, a front end with a version of its own. */
export interface RunStudyOptions {
  readonly versions?: readonly { readonly name: string; readonly version: string }[];
  /** Where SOURCE_DATE_EPOCH is looked up; default the process's environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface RenderStudyOptions extends Omit<WriteReportOptions, "name"> {
  /** Name of the files; default the study's id. */
  readonly name?: string;
}

export interface RenderedStudy extends WrittenReport, StudyResult {}

/**
 * Loads a study by its id.
 *
 * @throws InputError (exit code 2) that names the nearest studies when there is none
 */
export async function loadStudy(id: string): Promise<LoadedStudy> {
  const entry = studies.find((study) => study.id === id);
  if (entry !== undefined) return entry.load();
  throw new InputError(
    [
      unknownName(
        "study",
        id,
        studies.map((study) => study.id),
      ),
    ],
    exitCodes.usage,
  );
}

/**
 * Runs a study on parameters as a user writes them, e.g. `{ device: "raspberry-pi-4", budget: "100mJ" }`.
 *
 * @throws InputError (exit code 2) with every problem of the parameters
 */
export async function runStudy(id: string, parameters: unknown, options: RunStudyOptions = {}): Promise<StudyResult> {
  const { study } = await loadStudy(id);
  const date = sourceDate(options.env ?? process.env);
  return study.run(study.parameters.parse(parameters), {
    versions: [...ownVersions(), ...(options.versions ?? [])],
    ...(date === undefined ? {} : { date }),
  });
}

/**
 * Runs a study and writes `<name>.html`, `<name>.pdf`, and beside them a folder with each figure as SVG and CSV.
 *
 * Without a browser everything but the PDF and the pictures is written; `noBrowser` then says how to get one.
 */
export async function renderStudy(
  id: string,
  parameters: unknown,
  options: RenderStudyOptions,
): Promise<RenderedStudy> {
  const { study } = await loadStudy(id);
  study.parameters.parse(parameters); // a wrong parameter is said before a browser starts
  const renderer = options.renderer ?? (await rendererFor(options));
  try {
    const browser = renderer === undefined ? [] : [{ name: "browser", version: renderer.version }];
    const { document, feasible, warnings } = await runStudy(id, parameters, { versions: browser });
    const written = await writeReport(document, {
      name: id,
      ...options,
      ...(renderer === undefined ? {} : { renderer }),
    });
    return { ...written, document, feasible, warnings };
  } finally {
    if (options.renderer === undefined) await renderer?.close();
  }
}

/** The browser, when the formats ask for one and there is one. */
async function rendererFor(options: RenderStudyOptions): Promise<Renderer | undefined> {
  const { formats } = options;
  if (formats !== undefined && !formats.includes("pdf") && !formats.includes("figures")) return undefined;
  try {
    return await openRenderer(options);
  } catch (error) {
    if (error instanceof NoBrowserError) return undefined;
    throw error;
  }
}

function ownVersions(): { readonly name: string; readonly version: string }[] {
  return [
    { name: "joulebook", version: versionOf(new URL("../package.json", import.meta.url)) },
    { name: "node", version: process.versions.node },
    ...rendererVersions(),
  ];
}

function versionOf(file: URL): string {
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
