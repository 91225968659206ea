import { describe, expect, it } from "vitest";
import { injectParameters, notebookText, parseNotebook, withoutOutputs } from "../src/index.js";
import { notebook } from "./notebooks.js";

describe("parseNotebook", () => {
  it("reads what notebookText wrote", () => {
    const document = notebook("1 + 1");
    expect(parseNotebook(notebookText(document), "a.ipynb")).toEqual(document);
  });

  it.each([
    ["not json", "{", /a\.ipynb: this is not JSON/],
    ["another format", '{"nbformat":3}', /nbformat is 3/],
    ["no cells", '{"nbformat":4,"metadata":{}}', /cells is missing/],
    [
      "several faults",
      '{"nbformat":4,"metadata":{},"cells":[{"cell_type":"code","metadata":{},"source":1},7]}',
      /cell 1: source is not text[\s\S]*cell 2 is not an object/,
    ],
  ])("refuses %s by name", (_, text, message) => {
    expect(() => parseNotebook(text, "a.ipynb")).toThrow(message);
  });
});

describe("withoutOutputs", () => {
  it("is the notebook as it was before it ran", () => {
    const clean = notebook(["parameters", "const x = 1;"]);
    const ran = injectParameters(clean, { x: 2 }, "a.ipynb");
    const cells = ran.cells.map((cell) => ({ ...cell, execution_count: 3 }));
    expect(withoutOutputs({ ...ran, cells })).toEqual(clean);
  });
});
