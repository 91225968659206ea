import { expect } from "vitest";
import type { Figure } from "@joulebook/core";

/** What every figure owes its reader: units on its axes, no bitmap traces, markup only of our own, a table with units. */
export function expectHouseRules(figure: Figure): void {
  const types = figure.data.map((trace) => trace["type"]);
  expect(types.filter((type) => typeof type === "string" && type.includes("gl"))).toEqual([]);
  for (const letter of ["x", "y"]) {
    const axis = figure.layout[`${letter}axis`] as { readonly title: { readonly text: string } };
    const unit = figure.units[letter];
    expect(unit).toBeDefined();
    if (unit !== "1") expect(axis.title.text.endsWith(`(${unit})`)).toBe(true);
  }
  expect(figure.table.rows.every((row) => row.length === figure.table.columns.length)).toBe(true);
  expect(figure.id).toMatch(/^[a-z0-9-]+$/);
}

/** All texts that Plotly would read markup in. */
function shownTexts(figure: Figure): readonly string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string") found.push(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(walk);
  };
  walk(figure.data);
  walk(figure.layout);
  return found;
}

/** Tags in the texts other than the line breaks and bold face that figures write themselves. */
export function foreignMarkup(figure: Figure): readonly string[] {
  return shownTexts(figure).filter((text) =>
    /<(?!\/?b>|br>|extra>|\/extra>)/.test(text.replace(/^<b>(.*)<\/b>$/, "$1")),
  );
}
