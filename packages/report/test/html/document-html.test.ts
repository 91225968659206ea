import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { documentHtml, printHtml } from "../../src/html/document-html.js";
import { hostileName, sampleDocument, sampleFigure } from "../sample-document.js";

const golden = new URL("../golden/sample-document.html", import.meta.url);

describe("documentHtml", () => {
  it("is the golden page, its fonts, style and Plotly aside", () => {
    const text = withoutLibraries(documentHtml(sampleDocument()));
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, text);
    expect(existsSync(golden)).toBe(true);
    expect(text.split("\n")).toEqual(readFileSync(golden, "utf8").split("\n"));
  });

  it("is the same text every time", () => {
    expect(documentHtml(sampleDocument()) === documentHtml(sampleDocument())).toBe(true);
  });

  it("shows hostile names as text: no element, attribute or script of theirs", () => {
    const html = documentHtml(sampleDocument({ name: hostileName }));
    const harmless = documentHtml(sampleDocument({ name: "x" }));
    const tags = (page: string): string[] => withoutLibraries(page).match(/<\/?[a-z][a-z0-9]*/gi) ?? [];
    expect(tags(html)).toEqual(tags(harmless));
    expect(withoutLibraries(html)).not.toMatch(/<[^>]+onerror=/);
  });

  it("keeps hostile names out of the figure data's end, and gives them back as they were", () => {
    const html = documentHtml(sampleDocument({ name: hostileName }));
    const json = /<script type="application\/json" id="figure-data">(.*?)<\/script>/s.exec(html)?.[1] ?? "";
    expect(json).not.toContain("<");
    expect(JSON.parse(json)[0].data[0].x).toEqual([10, 20, 40]);
  });

  it("lets exactly its own scripts run", () => {
    const html = documentHtml(sampleDocument());
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll("&#39;", "'") ?? "";
    const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, source]) => source ?? "");
    expect(scripts).toHaveLength(2);
    for (const script of scripts)
      expect(policy).toContain(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("script-src 'unsafe-inline'");
  });

  it("loads nothing from anywhere", () => {
    const html = withoutLibraries(documentHtml(sampleDocument()));
    expect(html).not.toMatch(/(?:src|href)="(?!#|data:)/);
    const style = /<style>(.*?)<\/style>/s.exec(documentHtml(sampleDocument()))?.[1] ?? "";
    expect(style.match(/url\((?!data:)[^)]{0,40}/g)).toBeNull();
    expect(style.match(/url\(data:font/g)?.length).toBeGreaterThan(10);
  });

  it("says why a figure is empty instead of drawing it", () => {
    const document = sampleDocument();
    const empty = { ...sampleFigure(), data: [], empty: "No candidate fits." };
    const html = documentHtml({
      ...document,
      sections: [{ id: "methods", title: "M", blocks: [{ kind: "figure", figure: empty }] }],
    });
    expect(html.includes('<p class="empty-figure">No candidate fits.</p>')).toBe(true);
    expect(html.includes('data-figure="front"')).toBe(false);
  });
});

describe("printHtml", () => {
  it("has the pictures in it and no script", () => {
    const html = printHtml(sampleDocument(), { pictures: new Map([["front", "<svg></svg>"]]) });
    expect(html.includes("<svg></svg>")).toBe(true);
    expect(html.includes("<script")).toBe(false);
  });

  it("keeps room for page numbers until they are known", () => {
    const pictures = new Map([["front", "<svg></svg>"]]);
    expect(printHtml(sampleDocument(), { pictures }).includes('<span class="entry-page">00</span>')).toBe(true);
    const html = printHtml(sampleDocument(), { pictures, pages: new Map([["sec-methods", 4]]) });
    expect(html.includes('<span class="entry-page">4</span>')).toBe(true);
  });

  it("refuses to print a figure without its picture", () => {
    expect(() => printHtml(sampleDocument(), { pictures: new Map() })).toThrow('figure "front" has no picture');
  });
});

/** The page without what other tests check and nobody reads: fonts, styles, Plotly. */
function withoutLibraries(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/s, "<style></style>")
    .replace(/<script>.*?<\/script>/gs, "<script></script>")
    .replace(/sha256-[A-Za-z0-9+/=]+/g, "sha256-")
    .replaceAll(/></g, ">\n<");
}
