import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openRenderer } from "../../src/browser/open-renderer.js";
import type { Renderer } from "../../src/browser/renderer.js";
import { type PrintedDocument, printDocument } from "../../src/pdf/print-document.js";
import { hostileName, sampleDocument, sampleFigure } from "../sample-document.js";
import { describeWithBrowser } from "../with-browser.js";

describeWithBrowser("printDocument", () => {
  let renderer: Renderer;
  let printed: PrintedDocument;
  beforeAll(async () => {
    renderer = await openRenderer();
    printed = await printDocument(sampleDocument({ rows: 90 }), renderer);
  }, 60_000);
  afterAll(async () => {
    await renderer.close();
  });

  it("prints cover, contents, pages and references as text", async () => {
    const text = await pages(printed.pdf);
    expect(text[0]).toContain("Sample report");
    expect(text[0]).toContain("0123456789abcdef".repeat(4));
    expect(text[1]).toContain("Contents");
    expect(text[2]).toContain("Take net-a; see Figure 1, Table 1, Equation (1) and Section 2.");
    expect(text.at(-1)).toContain("Exploring Energy-Accuracy Tradeoffs in AI Hardware");
    expect(text.join(" ")).not.toContain("Never cited");
  });

  it("writes the true page of every entry into the contents", async () => {
    const text = await pages(printed.pdf);
    const found = text.findIndex((page, index) => index > 1 && page.includes("2.1 References")) + 1;
    expect(printed.pages.get("sec-references")).toBe(found);
    expect(text[1]?.replace(/\s+/g, " ")).toContain(`References ${found}`);
    expect(printed.pages.get("sec-answer")).toBe(3);
  });

  it("repeats the head of a table on every page that it runs over", async () => {
    const text = await pages(printed.pdf);
    const withRows = text.filter(
      (page) => /net-\d+/.test(page) && page.includes("11.0") === false && /net-[4-8]\d/.test(page),
    );
    expect(withRows.length).toBeGreaterThan(0);
    for (const page of withRows) expect(page).toContain("Energy (mJ)");
  });

  it("is tagged, in English, with an outline that follows the headings", async () => {
    const document = await getDocumentProxy(new Uint8Array(printed.pdf));
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    expect((await document.getMetadata()).info).toMatchObject({ Title: "Sample report: net-a", Language: "en" });
    const outline = await document.getOutline();
    const titles = (items: typeof outline): string[] =>
      items.flatMap(({ title, items: inner }) => [title.trim(), ...titles(inner)]);
    expect(titles(outline)).toEqual(["Sample report", "Contents", "1 The answer", "2 Methods", "2.1 References"]);
    await document.loadingTask.destroy();
  });

  it("embeds every font", () => {
    const text = Buffer.from(printed.pdf).toString("latin1");
    const descriptors = text.match(/\/Type \/FontDescriptor[^>]*/g) ?? [];
    expect(descriptors.length).toBeGreaterThan(3);
    for (const descriptor of descriptors) expect(descriptor).toMatch(/\/FontFile/);
    expect(text).not.toMatch(/CreationDate|ModDate/);
  });

  it("gives the same bytes again, also from another browser process", async () => {
    const other = await openRenderer();
    const again = await printDocument(sampleDocument({ rows: 90 }), other);
    await other.close();
    expect(Buffer.from(again.pdf).equals(Buffer.from(printed.pdf))).toBe(true);
    expect(again.pictures).toEqual(printed.pictures);
  });

  it("prints hostile names as text", async () => {
    const { pdf } = await printDocument(sampleDocument({ name: hostileName }), renderer);
    const text = (await pages(pdf)).join(" ").replace(/\s+/g, " ");
    expect(text).toContain("</script><script>document.title=");
    expect((await (await getDocumentProxy(pdf)).getMetadata()).info).toMatchObject({
      Title: `Sample report: ${hostileName}`,
    });
  });

  it("loads nothing from outside and runs no script", async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const outside = `http://127.0.0.1:${port}/`;
    const html = `<!DOCTYPE html><title>t</title><link rel="stylesheet" href="${outside}a.css"><img src="${outside}b.png"><iframe src="${outside}c"></iframe>
      <p id="p">quiet</p><script>document.getElementById("p").textContent = "loud"</script>`;
    const text = (await pages(await renderer.pdf(html))).join(" ");
    server.close();
    expect(text).toContain("quiet");
    expect(text).not.toContain("loud");
    expect(requests).toBe(0);
  });

  it("refuses a figure that Plotly would draw as something else", async () => {
    const figure = { ...sampleFigure(), data: [{ type: "scater", x: [1], y: [1] }] };
    await expect(renderer.figureSvg(figure)).rejects.toThrow('Plotly finds fault with figure "front"');
  });

  it("draws a figure of a single trace whose layout places a legend", async () => {
    const { showlegend: _, ...layout } = sampleFigure().layout;
    const figure = { ...sampleFigure(), layout: { ...layout, legend: { orientation: "h", x: 0 } } };
    expect((await renderer.figureSvg(figure)).startsWith("<svg")).toBe(true);
  });

  it("draws a figure as SVG and PNG of the size asked for", async () => {
    const svg = await renderer.figureSvg(sampleFigure(), { width: 320, height: 200 });
    expect(svg).toMatch(/^<svg[^>]*width="320"[^>]*height="200"/);
    const png = Buffer.from(await renderer.figurePng(sampleFigure(), { width: 320, height: 200, scale: 2 }));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([640, 400]);
  });
});

async function pages(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: false });
  return text;
}
