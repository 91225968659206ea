import { expect, test } from "vitest";
import { jsonText } from "../../src/command-line/json-text.js";

test("numbers that JSON cannot hold are left out like missing values", () => {
  const text = jsonText({ cost: Number.POSITIVE_INFINITY, gap: Number.NaN, energy: 0.1, latency: undefined });
  expect(JSON.parse(text)).toEqual({ energy: 0.1 });
  expect(text.endsWith("}\n")).toBe(true);
});
