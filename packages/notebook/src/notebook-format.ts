import { InputError, type Problem } from "@joulebook/core";

/** Text as nbformat stores it: one string, or lines that keep their line ends. */
export type MultilineText = string | readonly string[];

/** MIME type to content; JSON types hold plain JSON. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** An output of a code cell, as nbformat 4 stores it. */
export type CellOutput =
  | { readonly output_type: "stream"; readonly name: "stdout" | "stderr"; readonly text: MultilineText }
  | {
      readonly output_type: "display_data";
      readonly data: MimeBundle;
      readonly metadata: Readonly<Record<string, unknown>>;
    }
  | {
      readonly output_type: "execute_result";
      readonly data: MimeBundle;
      readonly metadata: Readonly<Record<string, unknown>>;
      readonly execution_count: number | null;
    }
  | {
      readonly output_type: "error";
      readonly ename: string;
      readonly evalue: string;
      readonly traceback: readonly string[];
    };

export interface NotebookCell {
  readonly cell_type: "code" | "markdown" | "raw";
  readonly id?: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly source: MultilineText;
  readonly outputs?: readonly CellOutput[];
  readonly execution_count?: number | null;
}

/** A notebook of nbformat 4. */
export interface NotebookDocument {
  readonly nbformat: number;
  readonly nbformat_minor: number;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly cells: readonly NotebookCell[];
}

/** A cell's text as one string. */
export function cellText(source: MultilineText): string {
  return typeof source === "string" ? source : source.join("");
}

/** Tags of a cell, e.g. "parameters". */
export function cellTags(cell: NotebookCell): readonly string[] {
  const { tags } = cell.metadata as { tags?: unknown };
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === "string") : [];
}

/**
 * Reads a notebook and checks what running it needs: nbformat 4, cells with a known kind and text.
 *
 * @throws InputError naming every fault found, with the cell's number (from 1)
 */
export function parseNotebook(text: string, file: string): NotebookDocument {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new InputError([
      {
        code: "not-a-notebook",
        message: `this is not JSON (${(error as Error).message})`,
        file,
        expected: "a Jupyter notebook (.ipynb)",
      },
    ]);
  }
  const problems = notebookProblems(document, file);
  if (problems.length > 0) throw new InputError(problems);
  return document as NotebookDocument;
}

function notebookProblems(document: unknown, file: string): Problem[] {
  const bad = (message: string, expected: string): Problem => ({ code: "not-a-notebook", message, file, expected });
  if (!isRecord(document)) return [bad("the top level is not an object", "a Jupyter notebook")];
  if (document["nbformat"] !== 4) {
    return [bad(`nbformat is ${JSON.stringify(document["nbformat"])}`, "nbformat 4 (open and save it in Jupyter)")];
  }
  if (!isRecord(document["metadata"])) return [bad("metadata is missing", "an object")];
  const { cells } = document;
  if (!Array.isArray(cells)) return [bad("cells is missing", "a list of cells")];
  return cells.flatMap((cell: unknown, index): Problem[] => {
    const place = `cell ${index + 1}`;
    if (!isRecord(cell)) return [bad(`${place} is not an object`, "a cell")];
    if (!["code", "markdown", "raw"].includes(cell["cell_type"] as string)) {
      return [bad(`${place}: cell_type is ${JSON.stringify(cell["cell_type"])}`, "code, markdown or raw")];
    }
    if (!isRecord(cell["metadata"])) return [bad(`${place}: metadata is missing`, "an object")];
    const { source } = cell;
    const isText = typeof source === "string" || (Array.isArray(source) && source.every((s) => typeof s === "string"));
    return isText ? [] : [bad(`${place}: source is not text`, "a string or a list of strings")];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The notebook as Jupyter writes it: one space of indentation, a line end at the end. */
export function notebookText(document: NotebookDocument): string {
  return `${JSON.stringify(document, undefined, 1)}\n`;
}

/** The notebook as it is committed: no outputs, no execution counts, no injected parameters. */
export function withoutOutputs(document: NotebookDocument): NotebookDocument {
  const cells = document.cells
    .filter((cell) => !cellTags(cell).includes("injected-parameters"))
    .map((cell) => (cell.cell_type === "code" ? { ...cell, outputs: [], execution_count: null } : cell));
  return { ...document, cells };
}
