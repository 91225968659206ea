import type { Renderer } from "../browser/renderer.js";
import type { ReportDocument } from "../document/document.js";
import { blocksOf, printHtml } from "../html/document-html.js";
import { figureHeight } from "../html/figure-view.js";
import { destinationPages } from "./destination-pages.js";
import { fixedDates } from "./fixed-dates.js";

/** Width of the text on an A4 page in CSS pixels: 166 mm at 96 to the inch. */
const textWidth = 627;
const pixelsPerMillimetre = 96 / 25.4;

export interface PrintedDocument {
  readonly pdf: Uint8Array;
  /** SVG by figure id, of the figures that are not empty. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Page by anchor, e.g. "sec-methods". */
  readonly pages: ReadonlyMap<string, number>;
}

/**
 * Prints a document as PDF: pictures first, then the pages, then again with the page numbers that the first print told,
 * until nothing moves (the numbers' place is kept free, so the second print settles it).
 *
 * @throws Error if page numbers do not settle, or a figure is faulty
 */
export async function printDocument(document: ReportDocument, renderer: Renderer): Promise<PrintedDocument> {
  const pictures = await drawPictures(document, renderer);
  let pages: ReadonlyMap<string, number> = new Map();
  for (let print = 0; print < 4; print++) {
    const pdf = await renderer.pdf(printHtml(document, { pictures, pages }));
    const found = await destinationPages(pdf);
    if (samePages(pages, found)) return { pdf: fixedDates(pdf, document.made.date), pictures, pages };
    pages = found;
  }
  throw new Error("report: the page numbers of the contents do not settle");
}

async function drawPictures(document: ReportDocument, renderer: Renderer): Promise<Map<string, string>> {
  const pictures = new Map<string, string>();
  for (const block of blocksOf(document)) {
    if (block.kind !== "figure" || block.figure.empty !== undefined) continue;
    const height = Math.round((block.height ?? figureHeight) * pixelsPerMillimetre);
    pictures.set(block.figure.id, await renderer.figureSvg(block.figure, { width: textWidth, height }));
  }
  return pictures;
}

function samePages(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([anchor, page]) => b.get(anchor) === page);
}
