import type { Figure } from "@joulebook/core";
import { plotlyText } from "@joulebook/figures";
import type { ReportDocument } from "../src/document/document.js";
import { md } from "../src/text/markdown.js";

/** What a data file could call a model to do harm. */
export const hostileName = `</script><script>document.title="owned"</script><img src=x onerror="document.title='owned'"> =cmd() {ref:nobody} $\\evil$ **b**`;

/** A small figure of every kind of content that renderers must keep apart: text with markup, numbers, units. */
export function sampleFigure(id = "front", name = "one model"): Figure {
  return {
    id,
    title: "Accuracy against energy",
    caption: "Three points.",
    units: { x: "mJ", y: "%" },
    data: [{ type: "scatter", mode: "lines+markers", name: plotlyText(name), x: [10, 20, 40], y: [50, 60, 65] }],
    layout: {
      font: { family: "'Source Sans 3', sans-serif" },
      xaxis: { title: { text: "Energy (mJ)" } },
      yaxis: { title: { text: "Accuracy (%)" } },
      showlegend: true,
    },
    table: {
      columns: [
        { name: "model", title: "Model", unit: "" },
        { name: "energy_mJ", title: "Energy", unit: "mJ" },
      ],
      rows: [
        [name, 10],
        ["b", 20],
        ["c", 40],
      ],
    },
  };
}

/** A document that uses every block once, with a name of the caller's choosing wherever data may stand. */
export function sampleDocument({ name = "net-a", rows = 3 }: { name?: string; rows?: number } = {}): ReportDocument {
  return {
    title: "Sample report",
    subtitle: name,
    summary: md`Use **${name}** for ${"50 mJ"}.`,
    made: {
      parameters: [{ name: "device", value: name }],
      inputs: [{ name: "table.csv", hash: "0123456789abcdef".repeat(4), note: "3 rows" }],
      seed: 7,
      versions: [{ name: "joulebook", version: "0.1.0" }],
    },
    references: [
      { id: "unused", text: md`Nobody, *Never cited*.` },
      { id: "merkel", text: md`C. Merkel, *Exploring Energy-Accuracy Tradeoffs in AI Hardware*, 2020.` },
    ],
    sections: [
      {
        id: "answer",
        title: "The answer",
        blocks: [
          {
            kind: "callout",
            tone: "answer",
            title: "Choice",
            text: md`Take ${name}; see {fig:front}, {table:models}, {eq:gap} and {sec:methods}.`,
          },
          { kind: "key-numbers", numbers: [{ name: "Energy", value: "48.1", unit: "mJ", note: "wall plug" }] },
          { kind: "figure", figure: sampleFigure("front", name), height: 70 },
          { kind: "facts", facts: [{ name: "Cheaper", text: md`${name} saves 3 %` }] },
        ],
      },
      {
        id: "methods",
        title: "Methods",
        newPage: true,
        blocks: [
          { kind: "text", text: md`With $E \le B$ {ref:merkel}:` },
          { kind: "equation", id: "gap", tex: "g = \\frac{\\lvert E - B \\rvert}{B}" },
          {
            kind: "table",
            id: "models",
            title: "Models",
            caption: md`All of them, ${name} first.`,
            emphasis: [0],
            decimals: { energy_mJ: 1 },
            table: {
              columns: [
                { name: "model", title: "Model", unit: "" },
                { name: "energy_mJ", title: "Energy", unit: "mJ" },
                { name: "change", title: "Change", unit: "%" },
              ],
              rows: Array.from({ length: rows }, (_, index) => [
                index === 0 ? name : `net-${index}`,
                10 + index,
                index === 1 ? undefined : -index,
              ]),
            },
          },
          { kind: "page-break" },
        ],
        sections: [{ id: "references", title: "References", blocks: [{ kind: "references" }] }],
      },
    ],
  };
}
