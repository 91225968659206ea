import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "@joulebook/report";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderStudy } from "../src/run-study.js";

const describeWithBrowser = findBrowser() === undefined ? describe.skip : describe;

const figures = [
  "energy-accuracy",
  "latency-energy-accuracy",
  "marginal-energy",
  "model-size",
  "energy-by-board",
  "idle-share",
  "cost-accuracy",
  "power-rate",
  "battery-life",
  "power-rate-boards",
  "choice-stability",
  "budget-gap",
];

describe("renderStudy without a browser", () => {
  it("writes the page and the tables, and says how to get the PDF", async () => {
    const folder = mkdtempSync(join(tmpdir(), "joulebook-study-"));
    const written = await renderStudy("design-review", {}, { folder, env: {}, home: "/nowhere", platform: "darwin" });
    expect(written).toMatchObject({ feasible: true, noBrowser: { code: "no-browser" } });
    expect(readdirSync(folder).toSorted()).toEqual(["design-review", "design-review.html"]);
    rmSync(folder, { recursive: true });
  });
});

describeWithBrowser("renderStudy", () => {
  let folder: string;
  let pdf: Buffer;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "joulebook-study-"));
    const { pdf: file } = await renderStudy("design-review", {}, { folder });
    pdf = readFileSync(file ?? "");
  }, 120_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("prints pages with a cover that says what they were made from", async () => {
    const { text } = await extractText(new Uint8Array(pdf), { mergePages: false });
    expect(text.length).toBeGreaterThanOrEqual(15);
    expect(text[0]).toContain("raspberry-pi-4");
    expect(text[0]).toContain("3990ddb9f35ec8d4c5c35a8728ba45121d24ec4bb056203f7e4c8ef321fa6133");
    expect(text[0]).toContain("100mJ");
    expect(text[1]).toContain("Contents");
    expect(text[2]).toContain("mobilenet-v2-1.0-160-int8");
  });

  it("has an outline of all sections in order, and is tagged", async () => {
    const document = await getDocumentProxy(new Uint8Array(pdf));
    const [top] = await document.getOutline();
    expect(top?.title).toBe("Design review");
    const titles = top?.items.map(({ title }) => title.replace(/\s+/g, " ").trim());
    expect(titles).toEqual([
      "Contents",
      "1 The answer",
      "2 Data and provenance",
      "3 Trends in the measurements",
      "4 Recommendation and alternatives",
      "5 The front as a cost model",
      "6 Power and battery life",
      "7 Sensitivity to errors of the energies",
      "8 How far to trust it",
      "9 All candidates",
      "10 Methods",
    ]);
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    await document.loadingTask.destroy();
  });

  it("prints the long table over several pages, its head on each", async () => {
    const { text } = await extractText(new Uint8Array(pdf), { mergePages: false });
    const heads = text.filter((page) =>
      /Model\s+Runtime\s+Energy \(mJ\)\s+Accuracy \(%\)\s+Latency \(ms\)\s+Idle share/.test(page),
    );
    expect(heads.length).toBeGreaterThanOrEqual(3);
    const rows = text
      .join("\n")
      .match(/^(?:mobilenet|efficientnet)\S+ (?:armnn-neon|tflite-ruy) [\d.]+ [\d.]+ [\d.]+ \d+ \d+/gm);
    expect(rows).toHaveLength(188);
  });

  it("writes each figure as SVG and CSV, each table as CSV", () => {
    const files = readdirSync(join(folder, "design-review"));
    for (const name of figures) {
      expect(files).toContain(`${name}.svg`);
      expect(files).toContain(`${name}.csv`);
    }
    expect(files).toContain("rounds.csv");
    const rows = readFileSync(join(folder, "design-review", "energy-accuracy.csv"), "utf8")
      .trimEnd()
      .split("\n");
    expect(rows).toHaveLength(189);
  });

  it("writes the same bytes again", async () => {
    const again = mkdtempSync(join(tmpdir(), "joulebook-study-"));
    const { files } = await renderStudy("design-review", {}, { folder: again });
    const changed = files.filter((file) => !readFileSync(file).equals(readFileSync(file.replace(again, folder))));
    expect(changed).toEqual([]);
    rmSync(again, { recursive: true });
  }, 120_000);
});
