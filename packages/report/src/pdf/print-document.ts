import type { Figure } from "@joulebook/core";
import type { PictureSize, Renderer } from "../browser/renderer.js";
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
 * Prints a document as PDF: first with frames in place of its pictures, for the page numbers alone and while the
 * pictures are drawn, then whole, until nothing moves (the numbers' place is kept free, and a frame has its picture's
 * size, so the second print settles it).
 *
 * @throws Error if page numbers do not settle, or a figure is faulty
 */
export async function printDocument(document: ReportDocument, renderer: Renderer): Promise<PrintedDocument> {
  const sizes = pictureSizes(document);
  const frames = new Map([...sizes].map(([{ id }, size]) => [id, frame(size)]));
  const draft = renderer.pdf(printHtml(document, { pictures: frames, pages: new Map() }), { tagged: false });
  const [pictures, places] = await Promise.all([drawPictures(sizes, renderer), draft.then(destinationPages)]);
  let pages = places;
  for (let print = 0; print < 4; print++) {
    const pdf = await renderer.pdf(printHtml(document, { pictures, pages }));
    const found = await destinationPages(pdf);
    if (samePages(pages, found)) return { pdf: fixedDates(pdf, document.made.date), pictures, pages };
    pages = found;
  }
  throw new Error("report: the page numbers of the contents do not settle");
}

function pictureSizes(document: ReportDocument): ReadonlyMap<Figure, PictureSize> {
  const sizes = new Map<Figure, PictureSize>();
  for (const block of blocksOf(document)) {
    if (block.kind !== "figure" || block.figure.empty !== undefined) continue;
    const height = Math.round((block.height ?? figureHeight) * pixelsPerMillimetre);
    sizes.set(block.figure, { width: textWidth, height });
  }
  return sizes;
}

function frame({ width, height }: PictureSize): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"></svg>`;
}

async function drawPictures(
  sizes: ReadonlyMap<Figure, PictureSize>,
  renderer: Renderer,
): Promise<ReadonlyMap<string, string>> {
  const draw = async ([figure, size]: readonly [Figure, PictureSize]): Promise<readonly [string, string]> => {
    return [figure.id, await renderer.figureSvg(figure, size)];
  };
  return new Map(await Promise.all([...sizes].map(draw)));
}

function samePages(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([anchor, page]) => b.get(anchor) === page);
}
