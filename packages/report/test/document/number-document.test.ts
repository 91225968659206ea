import { describe, expect, it } from "vitest";
import { numberDocument } from "../../src/document/number-document.js";
import { sampleDocument, sampleFigure } from "../sample-document.js";

describe("numberDocument", () => {
  it("numbers sections within sections, and figures, tables and equations through the document", () => {
    const numbers = [...numberDocument(sampleDocument())].map(([key, { number }]) => `${key} ${number}`);
    expect(numbers).toEqual([
      "sec:answer 1",
      "fig:front 1",
      "sec:methods 2",
      "eq:gap 1",
      "table:models 1",
      "sec:references 2.1",
    ]);
  });

  it("refuses two figures of one id, and ids that are no anchors", () => {
    const document = sampleDocument();
    const withFigures = (...ids: string[]) => ({
      ...document,
      sections: [
        { id: "a", title: "A", blocks: ids.map((id) => ({ kind: "figure" as const, figure: sampleFigure(id) })) },
      ],
    });
    expect(() => numberDocument(withFigures("x", "x"))).toThrow('two fig blocks have the id "x"');
    expect(() => numberDocument(withFigures('x" onload="'))).toThrow("must be kebab-case");
  });
});
