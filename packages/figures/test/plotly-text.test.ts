import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plotlyText } from "../src/plotly-text.js";

describe("plotlyText", () => {
  it("leaves nothing that Plotly reads as a tag, an entity or a template", () => {
    expect(plotlyText(`<b>x</b> &amp; <a href="javascript:y">`)).toBe(
      `&lt;b&gt;x&lt;/b&gt; &amp;amp; &lt;a href="javascript:y"&gt;`,
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const shown = plotlyText(text);
        expect(shown).not.toMatch(/[<>]|%\{|\$|&(?!amp;|lt;|gt;|#36;)/);
      }),
    );
  });

  it("drops what moves or reverses the text around it", () => {
    expect(plotlyText("a\u202eb\nc")).toBe("a b c");
  });
});
