import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { exitCodes, InputError, type NotebookCheckDocument, type Problem } from "@joulebook/core";
import { isPageCurrent, notebookFaults, parseNotebook } from "@joulebook/notebook";
import { printable, readTextFile } from "@joulebook/runtime";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import type { NotebookCheckOptions } from "./notebook-options.js";

/** Checks notebooks as they should be committed; exit code 5 with every fault of every file. */
export async function checkAction(files: readonly string[], { pages }: NotebookCheckOptions): Promise<CommandResult> {
  const texts = await Promise.all(files.map((file) => readTextFile(file)));
  const found = await Promise.all(texts.map(({ path, text }) => faultsOf(path, text, pages)));
  const errors = found.flat();
  const document: DocumentBody<NotebookCheckDocument> = {
    ok: errors.length === 0,
    notebooks: files.map((file, index) => ({ file, ok: found[index]?.length === 0 })),
  };
  return {
    name: "notebook-check",
    document,
    text: () => document.notebooks.map(({ file, ok }) => `${ok ? "ok    " : "FAILED"}  ${printable(file)}`).join("\n"),
    inputs: texts.map(({ path, hash, size }) => ({ name: path, sha256: hash, bytes: size })),
    ...(errors.length > 0 ? { errors, exitCode: exitCodes.checkFailed } : {}),
  };
}

async function faultsOf(file: string, text: string, pages: string | undefined): Promise<readonly Problem[]> {
  try {
    const notebook = parseNotebook(text, file);
    const faults = notebookFaults(notebook, file);
    if (pages === undefined) return faults;
    const page = join(pages, `${basename(file).replace(/\.ipynb$/i, "")}.md`);
    const markdown = existsSync(page) ? (await readTextFile(page)).text : undefined;
    if (markdown !== undefined && isPageCurrent(notebook, markdown)) return faults;
    const message =
      markdown === undefined ? "the notebook has no rendered page" : "the page shows other cells than the notebook";
    return [...faults, { code: "stale-page", message, file: page, fix: "render it again: npm run notebooks" }];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}
