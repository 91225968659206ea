import { createHash } from "node:crypto";
import {
  type CellOutput,
  cellText,
  type MimeBundle,
  type MultilineText,
  type NotebookDocument,
} from "./notebook-format.js";

/** A notebook to read on a code host: Markdown, and the pictures it refers to. */
export interface NotebookPage {
  readonly markdown: string;
  readonly pictures: readonly { readonly name: string; readonly content: string | Uint8Array }[];
}

/**
 * Renders an executed notebook to Markdown: cells as they are, text outputs as blocks, pictures as files named
 * `<name>-<number>.svg|png`. Its last line holds the digest of the cells' text, so that a page that no longer belongs
 * to its notebook is found without running anything ({@link isPageCurrent}).
 */
export function notebookMarkdown(document: NotebookDocument, name: string): NotebookPage {
  const pictures: { name: string; content: string | Uint8Array }[] = [];
  const picture = (extension: string, content: string | Uint8Array): string => {
    const file = `${name}-${pictures.length + 1}.${extension}`;
    pictures.push({ name: file, content });
    return file;
  };
  const parts = document.cells.flatMap((cell) => {
    const text = cellText(cell.source);
    if (cell.cell_type === "markdown") return [text];
    if (cell.cell_type === "raw" || text.trim() === "") return [];
    return [fenced(text, "ts"), ...(cell.outputs ?? []).map((output) => outputMarkdown(output, picture))];
  });
  const kept = parts.filter((part) => part !== "");
  return { markdown: `${[...kept, digestLine(document)].join("\n\n")}\n`, pictures };
}

/** Whether a page was made from these very cells. */
export function isPageCurrent(document: NotebookDocument, markdown: string): boolean {
  return markdown.trimEnd().endsWith(digestLine(document));
}

function digestLine(document: NotebookDocument): string {
  const cells = document.cells.map((cell) => [cell.cell_type, cellText(cell.source)]);
  return `<!-- cells ${createHash("sha256").update(JSON.stringify(cells)).digest("hex")} -->`;
}

function outputMarkdown(
  output: CellOutput,
  picture: (extension: string, content: string | Uint8Array) => string,
): string {
  switch (output.output_type) {
    case "stream":
      return fenced(cellText(output.text).trimEnd(), "text");
    case "error":
      return fenced(`${output.ename}: ${output.evalue}`, "text");
    default:
      return bundleMarkdown(output.data, picture);
  }
}

/** The richest form that Markdown can hold: a picture, Markdown, then plain text. */
function bundleMarkdown(
  data: MimeBundle,
  picture: (extension: string, content: string | Uint8Array) => string,
): string {
  const text = (type: string): string | undefined =>
    data[type] === undefined ? undefined : cellText(data[type] as MultilineText);
  const svg = text("image/svg+xml");
  const png = text("image/png");
  const plain = text("text/plain");
  const title = (plain?.split("\n")[0] ?? "figure").replaceAll(/[[\]\\]/g, "");
  if (svg !== undefined) return `![${title}](${picture("svg", svg)})`;
  if (png !== undefined) return `![${title}](${picture("png", Buffer.from(png, "base64"))})`;
  return text("text/markdown") ?? (plain === undefined ? "" : fenced(plain.trimEnd(), "text"));
}

/** A block whose fence is longer than any run of backticks inside, so that content cannot leave it. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
