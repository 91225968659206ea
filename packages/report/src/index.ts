export type { BrowserSearch, FoundBrowser } from "./browser/find-browser.js";
export { browserVariables, findBrowser } from "./browser/find-browser.js";
export { howToGetBrowser, NoBrowserError } from "./browser/no-browser-error.js";
export type { RendererOptions } from "./browser/open-renderer.js";
export { openRenderer } from "./browser/open-renderer.js";
export type { PictureSize, Renderer } from "./browser/renderer.js";
export type {
  Block,
  CalloutBlock,
  EquationBlock,
  FactsBlock,
  FigureBlock,
  InputFile,
  KeyNumbersBlock,
  MadeFrom,
  PageBreak,
  Reference,
  ReferencesBlock,
  ReportDocument,
  Section,
  TableBlock,
  TextBlock,
} from "./document/document.js";
export { documentHtml } from "./html/document-html.js";
export { rendererVersions } from "./html/renderer-versions.js";
export { plotlyBundle } from "./html/interactive-script.js";
export { tableCsv } from "./output/table-csv.js";
export type { ReportFormat, WriteReportOptions, WrittenReport } from "./output/write-report.js";
export { reportFormats, writeReport } from "./output/write-report.js";
export type { PrintedDocument } from "./pdf/print-document.js";
export { printDocument } from "./pdf/print-document.js";
export type { Markdown } from "./text/markdown.js";
export { joinMarkdown, md } from "./text/markdown.js";
