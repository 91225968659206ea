/** A column of a table for people. */
export interface TextColumn {
  readonly title: string;
  readonly cells: readonly string[];
  /** Numbers stand on the right; default "left". */
  readonly align?: "left" | "right";
}

/**
 * Lines of aligned columns under their titles, two spaces between them; columns without any content are left out.
 * Cells must be safe to print (see `printable`).
 *
 * @example textTable([{ title: "Model", cells: ["a"] }, { title: "mJ", cells: ["5.0"], align: "right" }])
 */
export function textTable(columns: readonly TextColumn[]): string {
  const shown = columns.filter(({ cells }) => cells.some((cell) => cell !== ""));
  const widths = shown.map(({ title, cells }) => Math.max(...[title, ...cells].map(width)));
  const rows = Math.max(0, ...shown.map(({ cells }) => cells.length));
  const line = (cell: (column: TextColumn) => string): string =>
    shown
      .map((column, index) => padded(cell(column), widths[index] as number, column.align))
      .join("  ")
      .trimEnd();
  const lines = [line(({ title }) => title)];
  for (let row = 0; row < rows; row += 1) lines.push(line(({ cells }) => cells[row] ?? ""));
  return lines.join("\n");
}

function padded(text: string, size: number, align: TextColumn["align"]): string {
  const padding = " ".repeat(Math.max(0, size - width(text)));
  return align === "right" ? padding + text : text + padding;
}

/** Characters, not code units; East Asian wide characters count as one, as names here are Latin. */
function width(text: string): number {
  return [...text].length;
}
