import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startCitations } from "../../src/text/citations.js";
import { joinMarkdown, md } from "../../src/text/markdown.js";
import { inlineHtml, markdownHtml } from "../../src/text/markdown-html.js";

const context = { targets: new Map(), citations: startCitations([]), medium: "screen" as const };

describe("md", () => {
  it("shows every filled-in text as it is, whatever Markdown, HTML, TeX or references it holds", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."{}$*_`<>[]()!#+-.&:;\\|~ =\n1a".split("")) })),
        (text) => {
          const shown = plainText(inlineHtml(md`a${text}b`, context));
          const line = `a${text}b`.replace(/[\s\p{Cc}]+/gu, " ");
          expect(shown.replaceAll("\u00a0", " ")).toBe(line.replaceAll("\u00a0", " "));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("cannot begin a list, a heading or a code block from data", () => {
    for (const text of ["- x", "1. x", "# x", "    x", "> x", "```", "+ x", "a\n\n# b", "---", "| a |"]) {
      expect(markdownHtml(md`${text}`, context)).toMatch(/^<p>[^<]*<\/p>\n$/);
    }
  });

  it("keeps quantities on one line", () => {
    expect(md`${"95.1 mJ"} and ${"30 %"} and ${"net 2 a"}`.markdown).toBe(
      "95\\.1\u00a0mJ and 30\u00a0\\% and net\u00a02 a".replace("net\u00a02 a", "net 2 a"),
    );
  });

  it("fills in Markdown as Markdown, and takes backslashes as they stand", () => {
    expect(inlineHtml(md`${md`**a**`}, ${joinMarkdown([md`b`, md`c`], "; ")}`, context)).toBe(
      "<strong>a</strong>, b; c",
    );
    expect(md`$\le$`.markdown).toBe("$\\le$");
  });
});

/** Text of HTML without tags, entities resolved. */
function plainText(html: string): string {
  expect(html).not.toMatch(/<[^>]*>/);
  return html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
