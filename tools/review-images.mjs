// Renders the default design review and writes docs/images: its answer page for README.md, and all pages on one sheet.
// Needs a browser, pdftoppm (poppler) and montage (ImageMagick).
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./setup/run.mjs";
import { workspace } from "./setup/workspace.mjs";

const folder = mkdtempSync(join(tmpdir(), "joulebook-images-"));
const images = join(workspace, "docs", "images");

/**
 * Runs a program and fails where it does.
 *
 * @param {string} command
 * @param {readonly string[]} args
 */
async function must(command, args) {
  const { code, output } = await run(command, args, { quiet: true, env: {} });
  if (code !== 0) throw new Error(`${command} ended with code ${code}: ${output.trim()}`);
}

/** The page that answers, after cover and contents. */
const answerPage = "3";

try {
  const pdf = join(folder, "review.pdf");
  const bin = join(workspace, "packages", "joulebook", "dist", "bin.js");
  await must(process.execPath, [bin, "report", "design-review", "--out", pdf]);
  const page = ["-f", answerPage, "-l", answerPage, "-singlefile"];
  await must("pdftoppm", ["-r", "96", "-png", ...page, pdf, join(images, "design-review")]);
  await must("pdftoppm", ["-r", "40", "-png", pdf, join(folder, "page")]);
  const pages = readdirSync(folder)
    .filter((name) => name.endsWith(".png"))
    .toSorted()
    .map((name) => join(folder, name));
  const sheet = ["-tile", "6x", "-geometry", "+5+5", "-background", "#999999", "-strip"];
  await must("montage", [...pages, ...sheet, join(images, "design-review-pages.png")]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
