import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer, { type Browser } from "puppeteer-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findBrowser } from "../../src/browser/find-browser.js";
import { documentHtml } from "../../src/html/document-html.js";
import { hostileName, sampleDocument } from "../sample-document.js";
import { describeWithBrowser } from "../with-browser.js";

describeWithBrowser("the HTML page in a browser", () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "joulebook-page-"));
    browser = await puppeteer.launch({
      executablePath: findBrowser()?.path ?? "",
      headless: "shell",
      pipe: true,
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  it("draws its figures under its own strict policy, offline, and runs nothing that a name says", async () => {
    const file = join(folder, "page.html");
    writeFileSync(file, documentHtml(sampleDocument({ name: hostileName })));
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    const outside: string[] = [];
    page.on("request", (request) => {
      if (!/^(data|blob|file):/.test(request.url())) outside.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
    await page.evaluate("window.joulebookReady.then(() => undefined)");
    expect(await page.evaluate("document.querySelectorAll('[data-figure] .main-svg').length")).toBeGreaterThan(0);
    expect(await page.evaluate("document.querySelector('.legendtext').textContent")).toBe(hostileName);
    expect(await page.title()).toBe(`Sample report: ${hostileName}`);
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
  });
});
