import type { NotebookDocument } from "../src/notebook-format.js";

/** A notebook of code cells for tests; a cell given as [tag, text] carries the tag. */
export function notebook(...cells: readonly (string | readonly [tag: string, text: string])[]): NotebookDocument {
  return {
    nbformat: 4,
    nbformat_minor: 4,
    metadata: { kernelspec: { name: "joulebook", display_name: "Joulebook (TypeScript)", language: "typescript" } },
    cells: cells.map((cell) => ({
      cell_type: "code",
      metadata: typeof cell === "string" ? {} : { tags: [cell[0]] },
      source: typeof cell === "string" ? cell : cell[1],
      outputs: [],
      execution_count: null,
    })),
  };
}
