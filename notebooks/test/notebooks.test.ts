import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cellText, type MimeBundle, type MultilineText, parseNotebook } from "@joulebook/notebook";
import { findBrowser } from "@joulebook/report";
import { describe, expect, it } from "vitest";
import { notebookNames } from "../../tools/notebooks/notebook-files.mjs";
import { freshFolder, joulebook, repository } from "./programs.js";

const names = notebookNames();
const file = (name: string): string => join(repository, "notebooks", `${name}.ipynb`);
/** A notebook starts a kernel, loads every package and may start a browser. */
const patience = 300_000;

it("there are notebooks to start with and to go on with", () => {
  expect(names).toEqual(expect.arrayContaining(["01-getting-started", "02-measured-tradeoffs"]));
});

it("they are committed without outputs, and their pages show the same cells", async () => {
  const pages = join(repository, "docs", "notebooks");
  const { code, stderr } = await joulebook(["notebook", "check", ...names.map(file), "--pages", pages]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
});

/** What a notebook shows in its outputs. */
interface Shown {
  readonly errors: readonly string[];
  readonly bundles: readonly MimeBundle[];
  readonly text: string;
}

async function shownBy(name: string, ...options: readonly string[]): Promise<Shown> {
  const out = join(freshFolder(), "executed.ipynb");
  const { code, stderr } = await joulebook(["notebook", "run", file(name), "--out", out, ...options]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const outputs = parseNotebook(readFileSync(out, "utf8"), out).cells.flatMap((cell) => cell.outputs ?? []);
  return {
    errors: outputs.flatMap((output) => (output.output_type === "error" ? [output.evalue] : [])),
    bundles: outputs.flatMap((output) => (output.output_type === "display_data" ? [output.data] : [])),
    text: outputs.map((output) => (output.output_type === "stream" ? cellText(output.text) : "")).join(""),
  };
}

const mime = (bundle: MimeBundle, type: string): string => cellText((bundle[type] ?? "") as MultilineText);

// Each runs in a process of its own: two side by side keep two cores busy.
describe.concurrent("notebooks", () => {
  it.each(names)(
    "the notebook %s runs from its first cell to its last and shows figures with data, interactive and as pictures",
    async (name) => {
      const { errors, bundles, text } = await shownBy(name);
      expect(errors).toEqual([]);
      expect(text).not.toMatch(/NaN|undefined|\[object|Infinity/);
      expect(text).not.toContain("\u001b");
      const figures = bundles.filter((bundle) => mime(bundle, "text/html").includes("Plotly.newPlot("));
      expect(figures.length).toBeGreaterThan(0);
      for (const figure of figures) {
        if (findBrowser() !== undefined) expect(mime(figure, "image/svg+xml")).toMatch(/^<svg/);
        expect(mime(figure, "text/plain").split("\n").length).toBeGreaterThan(2);
      }
      const scripts = bundles.filter((bundle) => mime(bundle, "text/html").length > 1_000_000);
      expect(scripts.length).toBe(1); // Plotly itself comes once
    },
    patience,
  );

  it.each(["01-getting-started", "02-measured-tradeoffs"])(
    "the notebook %s answers for another board",
    async (name) => {
      const { text } = await shownBy(name, "-p", "device=odroid-n2+");
      expect(text).toContain("odroid-n2+");
      expect(text).not.toContain("raspberry-pi-4");
    },
    patience,
  );

  it(
    "without a browser that starts a figure is interactive with its table, and nothing fails",
    async () => {
      const out = join(freshFolder(), "executed.ipynb");
      const env = { JOULEBOOK_BROWSER: "/no/browser" };
      const { code } = await joulebook(["notebook", "run", file("01-getting-started"), "--out", out], { env });
      expect(code).toBe(0);
      const { cells } = parseNotebook(readFileSync(out, "utf8"), out);
      const outputs = cells.flatMap((cell) => cell.outputs ?? []);
      const types = outputs.flatMap((output) =>
        output.output_type === "display_data" ? Object.keys(output.data) : [],
      );
      expect(types).toContain("text/html");
      expect(types).not.toContain("image/svg+xml");
      // Compared as truth values: a failure would print Plotly.
      const said = JSON.stringify(outputs);
      expect(said.includes("<details><summary>Data</summary>")).toBe(true);
      expect(said.includes("figures have no picture")).toBe(true);
    },
    patience,
  );
});
