export { printDocument } from "./pdf/print-document.js";
export { openRenderer } from "./browser/open-renderer.js";
export { documentHtml } from "./html/document-html.js";
export { md } from "./text/markdown.js";
