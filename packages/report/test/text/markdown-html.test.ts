import { describe, expect, it } from "vitest";
import { numberDocument } from "../../src/document/number-document.js";
import { startCitations } from "../../src/text/citations.js";
import { md } from "../../src/text/markdown.js";
import { inlineHtml, markdownHtml } from "../../src/text/markdown-html.js";
import { sampleDocument } from "../sample-document.js";

const document = sampleDocument();
const fresh = (medium: "screen" | "print" = "screen") => ({
  targets: numberDocument(document),
  citations: startCitations(document.references ?? []),
  medium,
});

describe("markdownHtml", () => {
  it("links figures, tables, equations and sections by their numbers", () => {
    expect(inlineHtml(md`{fig:front} {table:models} {eq:gap} {sec:methods}`, fresh())).toBe(
      '<a class="xref" href="#fig-front">Figure\u00a01</a> <a class="xref" href="#table-models">Table\u00a01</a> ' +
        '<a class="xref" href="#eq-gap">Equation\u00a0(1)</a> <a class="xref" href="#sec-methods">Section\u00a02</a>',
    );
  });

  it("numbers references in the order of their first citation", () => {
    const context = fresh();
    expect(inlineHtml(md`{ref:merkel} {ref:unused} {ref:merkel}`, context).match(/\[\d\]/g)).toEqual([
      "[1]",
      "[2]",
      "[1]",
    ]);
    expect(context.citations.cited.map(({ id }) => id)).toEqual(["merkel", "unused"]);
  });

  it("refuses references to what is not there", () => {
    expect(() => inlineHtml(md`{fig:nothing}`, fresh())).toThrow("{fig:nothing} refers to nothing");
    expect(() => inlineHtml(md`{ref:nobody}`, fresh())).toThrow(
      "{ref:nobody} cites a reference that the document does not list",
    );
  });

  it("shows HTML and images of our own text as text, too", () => {
    expect(markdownHtml(md`<b>x</b> ![a](http://example.org/x.png)`, fresh())).not.toMatch(/<b>|<img/);
  });

  it("refuses links that run scripts", () => {
    expect(markdownHtml(md`[x](javascript:alert(1))`, fresh())).not.toContain("href");
  });

  it("gives screens MathML beside the formula, and paper only the formula", () => {
    expect(inlineHtml(md`$a^2$`, fresh("screen"))).toContain("<math");
    expect(inlineHtml(md`$a^2$`, fresh("print"))).not.toContain("<math");
  });

  it("refuses a formula that is wrong", () => {
    expect(() => inlineHtml(md`$\frac{a$`, fresh())).toThrow(/KaTeX/);
  });
});
