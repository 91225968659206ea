import type { Figure } from "@joulebook/core";
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Block, ReportDocument, Section } from "../document/document.js";
import { numberDocument } from "../document/number-document.js";
import { startCitations } from "../text/citations.js";
import { ContentsView } from "./contents-view.js";
import { CoverView } from "./cover-view.js";
import { fontFaces, formulaStyle } from "./font-faces.js";
import { interactiveScripts, policy } from "./interactive-script.js";
import { pageStyle } from "./page-style.js";
import type { RenderContext } from "./render-context.js";
import { SectionView } from "./section-view.js";

/** Pictures and page numbers that only a browser can tell. */
export interface PrintKnowledge {
  readonly pictures: ReadonlyMap<string, string>;
  readonly pages?: ReadonlyMap<string, number>;
}

/**
 * The document as one self-contained HTML page for screens: fonts, styles, Plotly and the figures' data inside, nothing
 * loaded from anywhere. It needs no browser to be made.
 *
 * @throws Error if a cross-reference leads nowhere, an id is used twice, or a formula is wrong
 */
export function documentHtml(document: ReportDocument): string {
  const scripts = interactiveScripts(figuresOf(document));
  return page(document, { medium: "screen", pictures: new Map(), pages: new Map() }, scripts.policy, scripts.html);
}

/** The document as HTML for printing: figures as SVG, no script at all. */
export function printHtml(document: ReportDocument, { pictures, pages = new Map() }: PrintKnowledge): string {
  return page(document, { medium: "print", pictures, pages }, policy([]), "");
}

/** All blocks of a document in reading order. */
export function blocksOf(document: ReportDocument): readonly Block[] {
  const inSections = (sections: readonly Section[]): Block[] =>
    sections.flatMap(({ blocks, sections: inner = [] }) => [...blocks, ...inSections(inner)]);
  return inSections(document.sections);
}

function figuresOf(document: ReportDocument): readonly Figure[] {
  return blocksOf(document).flatMap((block) => (block.kind === "figure" ? [block.figure] : []));
}

function page(
  document: ReportDocument,
  medium: Pick<RenderContext, "medium" | "pictures" | "pages">,
  contentPolicy: string,
  scripts: string,
): string {
  const context = {
    ...medium,
    targets: numberDocument(document),
    citations: startCitations(document.references ?? []),
  };
  const style = `${fontFaces()}\n${formulaStyle()}\n${pageStyle(fullTitle(document))}`;
  const html = (
    <html lang={document.language ?? "en"}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={contentPolicy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="Joulebook" />
        <title>{fullTitle(document)}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <Body document={document} context={context} scripts={scripts} />
    </html>
  );
  return `<!DOCTYPE html>\n${renderToString(html)}\n`;
}

/** Title and subtitle as one line: what the running head and the file's metadata say. */
function fullTitle({ title, subtitle }: ReportDocument): string {
  return subtitle === undefined ? title : `${title}: ${subtitle}`;
}

function Body({
  document,
  context,
  scripts,
}: {
  document: ReportDocument;
  context: RenderContext;
  scripts: string;
}): VNode {
  return (
    <body>
      <CoverView document={document} context={context} />
      <ContentsView context={context} />
      <main>
        {document.sections.map((section) => (
          <SectionView section={section} context={context} />
        ))}
      </main>
      <div hidden dangerouslySetInnerHTML={{ __html: scripts }} />
    </body>
  );
}
