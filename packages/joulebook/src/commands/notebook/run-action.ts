import { relative, resolve } from "node:path";
import {
  exitCodes,
  InputError,
  type NotebookRunDocument,
  parseDuration,
  type Problem,
  quoteInput,
  type Seconds,
} from "@joulebook/core";
import {
  injectParameters,
  type NotebookDocument,
  type NotebookError,
  notebookPlace,
  notebookText,
  runNotebook,
} from "@joulebook/notebook";
import { printable, progress, writeFileAtomic } from "@joulebook/runtime";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { providedPackages } from "../kernel/own-package.js";
import { studyParameters } from "../report/study-parameters.js";
import { executedCopies } from "./executed-copy.js";
import type { NotebookRunOptions } from "./notebook-options.js";
import { readNotebook, type ReadNotebook } from "./read-notebook.js";

type Executed = NotebookRunDocument["notebooks"][number];

/**
 * Runs notebooks one after the other and writes each executed copy as soon as its notebook has ended, well or not; exit
 * code 1 when one failed. Nothing runs before all are read and all parameters fit.
 */
export async function runAction(files: readonly string[], options: NotebookRunOptions): Promise<CommandResult> {
  const values = studyParameters(options.parameter);
  const timeout = options.timeout === undefined ? undefined : timeoutOf(options.timeout);
  const copies = executedCopies(files, options.out);
  const read = await Promise.all(files.map(readNotebook));
  const ready = withParameters(read, values);
  const notebooks: Executed[] = [];
  for (const [index, { file, notebook }] of ready.entries()) {
    notebooks.push(await execute(file, notebook, copies[index] as string, timeout));
  }
  const document: DocumentBody<NotebookRunDocument> = { parameters: values, notebooks };
  const errors = notebooks.flatMap(({ file, error }) => (error === undefined ? [] : [failure(file, error)]));
  return {
    name: "notebook-run",
    document,
    text: () => notebooks.map(executedText).join("\n"),
    inputs: read.map(({ input }) => input),
    ...(errors.length > 0 ? { errors, exitCode: exitCodes.failed } : {}),
  };
}

/** Seconds; a number without a unit means them too. */
function timeoutOf(text: string): Seconds {
  return parseDuration(/^[\d.]+$/.test(text) ? `${text}s` : text, { where: "--timeout", positive: true });
}

function withParameters(read: readonly ReadNotebook[], values: Readonly<Record<string, string>>): ReadNotebook[] {
  const problems: Problem[] = [];
  const ready = read.map((one) => {
    try {
      return { ...one, notebook: injectParameters(one.notebook, values, one.file) };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      // Without tslab parameters cannot be read; the run says so in the executed copy.
      if (!error.problems.some(({ code }) => code === "no-kernel")) problems.push(...error.problems);
      return one;
    }
  });
  if (problems.length > 0) throw new InputError(problems, exitCodes.usage);
  return ready;
}

async function execute(
  file: string,
  notebook: NotebookDocument,
  out: string,
  timeout: Seconds | undefined,
): Promise<Executed> {
  const cells = notebook.cells.filter(({ cell_type }) => cell_type === "code").length;
  const shown = progress(file, { total: cells });
  const run = await runNotebook(notebook, {
    file: resolve(file),
    packages: providedPackages,
    onCell: (number) => shown.update(number - 1),
    ...(timeout === undefined ? {} : { timeout }),
  });
  shown.end();
  await writeFileAtomic(out, notebookText(run.notebook));
  const { ok, executed, error } = run;
  return { file, out, ok, executed, cells, ...(error === undefined ? {} : { error }) };
}

function failure(file: string, error: NotebookError): Problem {
  const { name, message, source } = error;
  const line = source === undefined ? "" : ` ${quoteInput(source.trim())}`;
  const place = `${notebookPlace(error)}${line}`;
  return {
    code: "notebook-failed",
    file,
    message: `${place === "" ? "" : `${place}: `}${name}: ${message}`,
  };
}

function executedText({ out, executed, cells, ok }: Executed): string {
  const path = printable(relative(process.cwd(), out) || out);
  return `${path}: ${ok ? `${cells} cells ran` : `${executed} of ${cells} cells ran`}`;
}
