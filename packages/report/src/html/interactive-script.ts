import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Figure } from "@joulebook/core";
import { scriptJson, scriptSource } from "./script-text.js";

const require: NodeJS.Require = createRequire(import.meta.url);
let bundle: string | undefined;

/** Plotly's minified bundle, ready to stand in a page. */
export function plotlyBundle(): string {
  bundle ??= scriptSource(readFileSync(require.resolve("plotly.js"), "utf8"));
  return bundle;
}

/** What makes the figures of a page interactive, and the policy that lets exactly these scripts run. */
export interface InteractiveScripts {
  readonly html: string;
  /** Content of a Content-Security-Policy. */
  readonly policy: string;
}

/** The buttons are named one by one: none that sends data anywhere. */
const draw = `"use strict";
window.joulebookReady = document.fonts.ready.then(function () {
  var figures = JSON.parse(document.getElementById("figure-data").textContent);
  return Promise.all(figures.map(function (figure) {
    var place = document.querySelector('[data-figure="' + figure.id + '"]');
    return Plotly.newPlot(place, figure.data, figure.layout, {
      responsive: true,
      displaylogo: false,
      modeBarButtons: [["toImage", "zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d"]],
    });
  }));
});`;

/** The bundle once, the figures as JSON, and a few lines that draw them; nothing is loaded from anywhere. */
export function interactiveScripts(figures: readonly Figure[]): InteractiveScripts {
  const drawn = figures
    .filter(({ empty }) => empty === undefined)
    .map(({ id, data, layout }) => ({ id, data, layout }));
  if (drawn.length === 0) return { html: "", policy: policy([]) };
  const json = `<script type="application/json" id="figure-data">${scriptJson(drawn)}</script>`;
  return {
    html: `${json}<script>${plotlyBundle()}</script><script>${draw}</script>`,
    policy: policy([plotlyBundle(), draw]),
  };
}

/** Nothing from outside; styles and fonts inline; of scripts exactly these. */
export function policy(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  const run = hashes.length === 0 ? "'none'" : hashes.join(" ");
  return `default-src 'none'; script-src ${run}; style-src 'unsafe-inline'; font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'`;
}
