import type { Figure } from "@joulebook/core";
import type { Page } from "puppeteer-core";
import { fontFaces } from "../html/font-faces.js";
import { plotlyBundle } from "../html/interactive-script.js";
import type { PictureSize } from "./renderer.js";

/**
 * Runs in the browser: what Plotly finds wrong, else the picture. Plotly checks a legend only where it draws one, and
 * breaks on the legend of a figure with a single trace: to be checked, it is drawn.
 */
const drawInPage = `(figure, size) => {
  const problems = Plotly.validate(figure.data, { showlegend: true, ...figure.layout }) ?? [];
  if (problems.length > 0) return { problems: problems.map((problem) => problem.msg) };
  const data = figure.data.map((trace, index) => ({ uid: "trace" + index, ...trace }));
  return Plotly.toImage({ ...figure, data }, { format: "svg", imageDataOnly: true, ...size }).then((svg) => ({ svg, problems: [] }));
}`;

/** Runs in the browser: Plotly would make its schema anew, in a tenth of a second, for each figure that it checks. */
const keepSchema = `() => {
  const schema = Plotly.PlotSchema.get();
  Plotly.PlotSchema.get = () => schema;
}`;

/**
 * Gives a page our fonts (labels are measured with them), and then Plotly: `plotly` is settled when it has run, which
 * takes the browser a second and its caller nothing.
 */
export async function openPlotter(page: Page): Promise<{ readonly plotly: Promise<Page> }> {
  await page.setContent(`<!DOCTYPE html><style>${fontFaces()}</style><body>`, { waitUntil: "load" });
  await page.evaluate("Promise.all(Array.from(document.fonts, (face) => face.load())).then(() => undefined)");
  const plotly = page.addScriptTag({ content: `${plotlyBundle()};(${keepSchema})()` }).then(() => page);
  plotly.catch(() => undefined); // whoever draws meets the failure; nobody may draw at all
  return { plotly };
}

/**
 * Draws a figure as SVG text.
 *
 * Plotly names traces, clip paths and gradients at random; here they get ids from the figure's own, so that equal figures
 * give equal text and several pictures can stand in one page.
 */
export async function drawFigure(page: Page, figure: Figure, size: PictureSize): Promise<string> {
  if (figure.empty !== undefined) throw new Error(`report: figure "${figure.id}" is empty: ${figure.empty}`);
  const plotted = JSON.stringify({ data: figure.data, layout: figure.layout });
  const result = (await page.evaluate(`(${drawInPage})(${plotted}, ${JSON.stringify(size)})`)) as {
    readonly svg?: string;
    readonly problems: readonly string[];
  };
  if (result.svg === undefined) {
    throw new Error(`report: Plotly finds fault with figure "${figure.id}": ${result.problems.join("; ")}`);
  }
  return withOwnIds(withWholeLegends(result.svg), figure.id);
}

/**
 * Plotly cuts a legend to the width that its text has in our fonts; a viewer without them sets wider text, which would
 * lose its last letters.
 */
function withWholeLegends(svg: string): string {
  return svg.replaceAll(/(<g class="scrollbox"[^>]*?) clip-path="[^"]*"/g, "$1");
}

function withOwnIds(svg: string, id: string): string {
  const random = /\sid="(?:top)?defs-([0-9a-f]{6})"/.exec(svg)?.[1];
  return random === undefined ? svg : svg.replaceAll(random, `-${id}-`);
}
