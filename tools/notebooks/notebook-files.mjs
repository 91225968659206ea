import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseNotebook } from "@joulebook/notebook";
import { workspace } from "../setup/workspace.mjs";

const notebookFolder = join(workspace, "notebooks");

/** Where notebooks lie rendered. */
export const pageFolder = join(workspace, "docs", "notebooks");

/** Names of the repository's notebooks, without ".ipynb". */
export function notebookNames() {
  return readdirSync(notebookFolder)
    .filter((file) => file.endsWith(".ipynb"))
    .map((file) => file.slice(0, -".ipynb".length))
    .toSorted();
}

/** @param {string} name */
export function readNotebook(name) {
  const file = join(notebookFolder, `${name}.ipynb`);
  return { file, notebook: parseNotebook(readFileSync(file, "utf8"), file) };
}

/**
 * The rendered page; undefined where there is none.
 *
 * @param {string} name
 */
export function pageText(name) {
  const file = join(pageFolder, `${name}.md`);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/**
 * Pictures that belong to a page.
 *
 * @param {string} name
 */
export function pictureFiles(name) {
  if (!existsSync(pageFolder)) return [];
  return readdirSync(pageFolder).filter((file) => file.startsWith(`${name}-`) && /-\d+\.(svg|png)$/.test(file));
}
