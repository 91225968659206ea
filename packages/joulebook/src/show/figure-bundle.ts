import type { Figure } from "@joulebook/core";
import { escapeHtml } from "./escape-html.js";
import { type DisplayBundle, tableBundle } from "./table-bundle.js";

export interface FigureBundleOptions {
  /** The figure drawn as SVG; without it the notebook shows the interactive figure and its table. */
  readonly svg?: string;
  /** Plotly's own script, wanted once per notebook: later figures find it on the page. */
  readonly plotly?: string;
  /** Number of this figure in the notebook: makes the element's id. */
  readonly number: number;
}

/**
 * A figure for a notebook: interactive where scripts may run, its picture where they may not (untrusted notebooks, code
 * hosts), its table where there is neither.
 */
export function figureBundle(figure: Figure, { svg, plotly, number }: FigureBundleOptions): DisplayBundle {
  const heading = `${figure.title}\n`;
  if (figure.empty !== undefined) {
    return { "text/html": `<p><em>${escapeHtml(figure.empty)}</em></p>`, "text/plain": `${heading}${figure.empty}` };
  }
  const table = tableBundle(figure.table);
  const id = `joulebook-figure-${number}`;
  const still = svg === undefined ? details(table["text/html"] ?? "") : picture(svg, figure.title);
  const spec = scriptJson({ data: figure.data, layout: figure.layout });
  const draw = `(function () {
  var element = document.getElementById(${JSON.stringify(id)});
  if (!window.Plotly || !element) return;
  var figure = ${spec};
  var target = document.createElement("div");
  ${svg === undefined ? "element.insertBefore(target, element.firstChild)" : "element.replaceChildren(target)"};
  window.Plotly.newPlot(target, figure.data, figure.layout, { responsive: true, displaylogo: false });
})();`;
  const html = [
    ...(plotly === undefined ? [] : [`<script>${ownScript(plotly)}</script>`]),
    `<div id="${id}" role="img" aria-label="${escapeHtml(figure.title)}">${still}</div>`,
    `<script>${draw}</script>`,
    `<p><strong>${escapeHtml(figure.title)}.</strong> ${escapeHtml(figure.caption)}</p>`,
  ].join("\n");
  return {
    "text/html": html,
    ...(svg === undefined ? {} : { "image/svg+xml": svg }),
    "text/plain": `${heading}${table["text/plain"]}`,
  };
}

function picture(svg: string, title: string): string {
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  return `<img alt="${escapeHtml(title)}" src="${source}">`;
}

function details(table: string): string {
  return `<details><summary>Data</summary>${table}</details>`;
}

/** JSON that cannot end the script it stands in. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

/** Plotly hands itself to a module loader where the page has one (classic notebooks do): hide it, so that it is global. */
function ownScript(script: string): string {
  return `(function (define, module, exports) {\n${script}\n}).call(window);`;
}
