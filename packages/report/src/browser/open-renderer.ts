import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Figure } from "@joulebook/core";
import { onInterrupt } from "@joulebook/runtime";
import type { Browser, Page } from "puppeteer-core";
import { fontFaces } from "../html/font-faces.js";
import { findBrowser } from "./find-browser.js";
import type { BrowserSearch, FoundBrowser } from "./find-browser.js";
import { drawFigure, openPlotter } from "./plotter.js";
import { NoBrowserError } from "./no-browser-error.js";
import type { PictureSize, Renderer } from "./renderer.js";

export interface RendererOptions extends BrowserSearch {
  /**
   * Whether the browser's sandbox is on. Default: on, except for user id 0, which Chromium refuses; never switched off
   * to try again after a failure.
   */
  readonly sandbox?: boolean;
  /** Takes one line of information, e.g. that the sandbox is off. */
  readonly log?: (line: string) => void;
}

const usualSize: PictureSize = { width: 640, height: 360 };

/**
 * Starts a browser for rendering.
 *
 * It is driven through a pipe, not a port, so that it ends with this process however that ends; Ctrl-C also removes its
 * temporary profile.
 *
 * @throws NoBrowserError if there is none; InputError if the one named is no program
 */
export async function openRenderer(options: RendererOptions = {}): Promise<Renderer> {
  const found = findBrowser(options);
  if (found === undefined) throw new NoBrowserError();
  const sandbox = options.sandbox ?? process.getuid?.() !== 0;
  if (!sandbox)
    options.log?.(
      "the browser runs without its sandbox (it refuses one for the root user); it only sees our own pages and has no network",
    );
  const profile = mkdtempSync(join(tmpdir(), `joulebook-browser-${process.pid}-`));
  const removeProfile = (): void => rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  let browser: Browser | undefined;
  const forget = onInterrupt(() => {
    if (browser !== undefined) killAll(browser);
    removeProfile();
  });
  try {
    browser = await launch(found, profile, sandbox);
    return await rendererOf(browser, async (running) => {
      await running.close();
      removeProfile();
      forget();
    });
  } catch (error) {
    if (browser !== undefined) killAll(browser);
    removeProfile();
    forget();
    throw error;
  }
}

/** The browser and its helpers, which are one process group except on Windows, so that none writes into the profile any more. */
function killAll(browser: Browser): void {
  const main = browser.process();
  try {
    if (main?.pid !== undefined && process.platform !== "win32") process.kill(-main.pid, "SIGKILL");
    else main?.kill("SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

async function rendererOf(browser: Browser, close: (browser: Browser) => Promise<void>): Promise<Renderer> {
  // The page loads Plotly while the caller works on something else.
  const { plotly } = await openPlotter(await offlinePage(browser));
  const figureSvg = async (figure: Figure, size = usualSize): Promise<string> => {
    return drawFigure(await plotly, figure, size);
  };
  return {
    version: await browser.version(),
    figureSvg,
    async figurePng(figure, { scale = 2, ...size }: PictureSize & { readonly scale?: number } = usualSize) {
      return pngOf(await offlinePage(browser), await figureSvg(figure, size), size, scale);
    },
    async pdf(html, { tagged = true } = {}) {
      return pdfOf(await offlinePage(browser), html, tagged);
    },
    close: () => close(browser),
  };
}

async function launch({ path, from }: FoundBrowser, profile: string, sandbox: boolean): Promise<Browser> {
  const { default: puppeteer } = await import("puppeteer-core");
  try {
    return await puppeteer.launch({
      executablePath: path,
      headless: "shell",
      pipe: true,
      userDataDir: profile,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        "--font-render-hinting=none",
        "--force-color-profile=srgb",
        "--disable-lcd-text",
        "--disable-gpu",
        ...(sandbox ? [] : ["--no-sandbox"]),
      ],
    });
  } catch (error) {
    throw new Error(`report: the browser ${path} (from ${from}) did not start: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** A page that can load nothing. */
async function offlinePage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const allowed = /^(data|about|blob):/.test(request.url());
    void (allowed ? request.continue() : request.abort("blockedbyclient"));
  });
  return page;
}

async function pdfOf(page: Page, html: string, tagged: boolean): Promise<Uint8Array> {
  try {
    await page.setJavaScriptEnabled(false);
    await page.setContent(html, { waitUntil: "load" });
    await page.evaluate("document.fonts.ready.then(() => undefined)");
    return await page.pdf({ preferCSSPageSize: true, printBackground: true, outline: tagged, tagged });
  } finally {
    await page.close();
  }
}

async function pngOf(page: Page, svg: string, { width, height }: PictureSize, scale: number): Promise<Uint8Array> {
  try {
    await page.setViewport({ width, height, deviceScaleFactor: scale });
    const style = `${fontFaces()} body{margin:0} svg{display:block}`;
    await page.setContent(`<!DOCTYPE html><style>${style}</style>${svg}`, { waitUntil: "load" });
    await page.evaluate("document.fonts.ready.then(() => undefined)");
    return await page.screenshot({ type: "png", clip: { x: 0, y: 0, width, height } });
  } finally {
    await page.close();
  }
}
