import type { Figure, Table } from "@joulebook/core";
import { figureLayout } from "./figure-layout.js";

/** A figure without data: it says why, and a report prints that sentence in the picture's place. */
export function emptyFigure(
  parts: Pick<Figure, "id" | "title" | "caption" | "units"> & { readonly columns: Table["columns"] },
  empty: string,
): Figure {
  const { columns, ...rest } = parts;
  return { ...rest, data: [], layout: figureLayout({}), table: { columns, rows: [] }, empty };
}
