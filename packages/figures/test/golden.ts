import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";
import type { Figure } from "@joulebook/core";

/** Compares a figure with test/golden/<id>.json; UPDATE_GOLDEN=1 rewrites the file, to be read in review. */
export function expectGolden(figure: Figure): void {
  const file = new URL(`./golden/${figure.id}.json`, import.meta.url);
  const text = `${JSON.stringify(figure, null, 2)}\n`;
  if (process.env["UPDATE_GOLDEN"] === "1" || !existsSync(file)) {
    if (process.env["UPDATE_GOLDEN"] !== "1")
      throw new Error(`${file.pathname} is missing; write it with UPDATE_GOLDEN=1`);
    mkdirSync(new URL("./golden/", import.meta.url), { recursive: true });
    writeFileSync(file, text);
  }
  expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(file, "utf8")));
}
