import { findBrowser } from "@joulebook/report";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readGolden } from "../../src/reproduction/golden.js";
import { reproducePaper } from "../../src/reproduction/reproduce.js";
import { loadReproduction, reproductions } from "../../src/reproduction/reproductions.js";
import { renderStudy } from "../../src/run-study.js";

const papers = reproductions.map(({ paper }) => paper);
const update = process.env["UPDATE_GOLDEN"] === "1";

it("an unknown paper is refused with the names there are", async () => {
  await expect(loadReproduction("no-such-paper")).rejects.toThrow('"no-such-paper"');
});

it.each(papers)("%s: figures and verdicts are what was last looked at", async (paper) => {
  const { changes, claims, figures } = await reproducePaper(paper, { check: true, update });
  expect(changes).toEqual([]);
  expect(claims.length).toBeGreaterThan(5);
  expect(figures.filter(({ empty }) => empty !== undefined)).toEqual([]);
});

it.skipIf(findBrowser() === undefined).each(papers)("%s: is printed, and Plotly finds no fault", async (paper) => {
  const folder = mkdtempSync(join(tmpdir(), "joulebook-reproduction-"));
  try {
    const { files, noBrowser } = await renderStudy(`reproduction/${paper}`, {}, { folder, name: paper });
    expect(noBrowser).toBeUndefined();
    const { figures = [] } = (await readGolden(paper)) ?? {};
    for (const { id } of figures) expect(files).toContain(join(folder, paper, `${id}.svg`));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
