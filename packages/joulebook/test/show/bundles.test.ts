import type { Figure } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { figureBundle } from "../../src/show/figure-bundle.js";
import { recordsTable } from "../../src/show/records-table.js";
import { tableBundle } from "../../src/show/table-bundle.js";

const hostile = "</script><img src=x onerror=alert(1)>\u001b[31m";

const figure: Figure = {
  id: "f",
  title: hostile,
  caption: "<b>caption</b>",
  units: { x: "mJ" },
  data: [{ type: "scatter", x: [1], y: [2], text: [hostile] }],
  layout: {},
  table: { columns: [{ name: "model", title: "Model", unit: "" }], rows: [[hostile]] },
};

describe("figureBundle", () => {
  it("is interactive and holds its picture for readers without scripts", () => {
    const bundle = figureBundle(figure, { number: 2, svg: "<svg>p</svg>", plotly: "plot()" });
    expect(bundle["image/svg+xml"]).toBe("<svg>p</svg>");
    expect(bundle["text/html"]).toContain("data:image/svg+xml;base64,PHN2Zz5wPC9zdmc+");
    expect(bundle["text/html"]).toContain("window.Plotly.newPlot(target, figure.data, figure.layout");
    expect(bundle["text/html"]?.match(/plot\(\)/g)).toHaveLength(1);
  });

  it("shows the table where there is no picture", () => {
    const bundle = figureBundle(figure, { number: 1 });
    expect(bundle["image/svg+xml"]).toBeUndefined();
    expect(bundle["text/html"]).toContain("<details><summary>Data</summary><table>");
  });

  it("lets no name end its script or become markup", () => {
    const html = figureBundle(figure, { number: 1 })["text/html"] ?? "";
    expect(html.match(/<script>/g)).toHaveLength(1);
    expect(html.match(/<\/script>/g)).toHaveLength(1);
    expect(html).not.toContain("<img");
    expect(html).not.toContain("<b>");
  });

  it("says what is missing instead of drawing nothing", () => {
    const bundle = figureBundle({ ...figure, empty: "No rows <here>" }, { number: 1 });
    expect(bundle["text/html"]).toBe("<p><em>No rows &#60;here&#62;</em></p>");
  });
});

describe("tableBundle", () => {
  const table = {
    columns: [
      { name: "a", title: "a|b", unit: "" },
      { name: "n", title: "n", unit: "" },
    ],
    rows: Array.from({ length: 40 }, (_, index) => [index === 0 ? hostile : "x", index]),
  };
  const bundle = tableBundle(table);

  it("cuts long tables and says by how much", () => {
    for (const text of Object.values(bundle)) expect(text).toContain("... 10 more rows");
    expect(bundle["text/plain"]?.split("\n")).toHaveLength(32);
  });

  it("keeps markup, pipes and escapes in cells harmless", () => {
    expect(bundle["text/html"]).not.toContain("<img");
    expect(bundle["text/markdown"]).toContain("| a\\|b |");
    expect(bundle["text/plain"]).not.toContain("\u001b");
  });
});

describe("recordsTable", () => {
  it("spreads nested records, keeps lists as JSON and leaves missing fields empty", () => {
    const table = recordsTable([
      { model: "m", latency: { mean: 0.5 } },
      { model: "n", tags: ["a"], gone: undefined },
    ]);
    expect(table.columns.map(({ name }) => name)).toEqual(["model", "latency.mean", "tags"]);
    expect(table.rows).toEqual([
      ["m", 0.5, undefined],
      ["n", undefined, '["a"]'],
    ]);
  });
});
