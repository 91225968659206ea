import { formatColumn, type PrintedUnit } from "@joulebook/core";
import type { TextColumn } from "./text-table.js";

/** A column of quantities with one prefix for all, named in its title; missing values are empty. */
export function quantityColumn(title: string, values: readonly (number | undefined)[], unit: PrintedUnit): TextColumn {
  const column = formatColumn(values, unit);
  return { title: column.unit === "" ? title : `${title} (${column.unit})`, cells: column.cells, align: "right" };
}

/**
 * A column of counts (MACs, parameters): whole and exact, so that they add up by eye; missing values are empty.
 *
 * @example countColumn("MACs", [2656768, undefined]) // => { title: "MACs", cells: ["2,656,768", ""], align: "right" }
 */
export function countColumn(title: string, counts: readonly (number | undefined)[]): TextColumn {
  return { title, cells: counts.map((count) => (count === undefined ? "" : countText(count))), align: "right" };
}

/**
 * A count with its digits in groups of three. Without the platform's formatter, which takes longer to load than a network
 * takes to count.
 *
 * @example countText(2656768) // => "2,656,768"
 */
export function countText(count: number): string {
  return Number.isInteger(count) ? `${count}`.replace(/\B(?=(?:\d{3})+$)/g, ",") : count.toLocaleString("en-US");
}
