import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CellOutput, parseNotebook } from "@joulebook/notebook";
import { freshFolder } from "./joulebook.js";

/** Writes a notebook of these code cells into a fresh folder; the second of a pair is the tag. Returns its path. */
export function notebookFile(
  cells: readonly (string | readonly [text: string, tag: string])[],
  { kernel = "joulebook" }: { readonly kernel?: string } = {},
): string {
  const file = join(freshFolder(), "test.ipynb");
  const document = {
    nbformat: 4,
    nbformat_minor: 4,
    metadata: { kernelspec: { name: kernel, display_name: kernel, language: "typescript" } },
    cells: cells.map((cell) => ({
      cell_type: "code",
      metadata: typeof cell === "string" ? {} : { tags: [cell[1]] },
      source: typeof cell === "string" ? cell : cell[0],
      outputs: [],
      execution_count: null,
    })),
  };
  writeFileSync(file, JSON.stringify(document));
  return file;
}

/** Outputs of an executed copy. */
export function outputsOf(file: string): readonly CellOutput[] {
  return parseNotebook(readFileSync(file, "utf8"), file).cells.flatMap((cell) => cell.outputs ?? []);
}
