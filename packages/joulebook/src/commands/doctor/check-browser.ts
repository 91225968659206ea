import type { DoctorCheck } from "@joulebook/core";
import { InputError } from "@joulebook/core";
import { type FoundBrowser, findBrowser, howToGetBrowser } from "@joulebook/report";
import { firstLine } from "./first-line.js";

/** Whether there is a browser to print PDFs and pictures with, and whether it starts. */
export async function checkBrowser(): Promise<DoctorCheck> {
  const check = { name: "Browser (PDF, SVG)", expected: "Chromium or Chrome" };
  let browser: FoundBrowser | undefined;
  try {
    browser = findBrowser();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ...check, status: "failed", found: error.message, fix: "mend or unset the environment variable" };
  }
  if (browser === undefined) return { ...check, status: "missing", fix: howToGetBrowser };
  const version = await firstLine(browser.path, ["--version"]);
  if (version === undefined) {
    return { ...check, status: "failed", found: `${browser.path} does not start`, fix: howToGetBrowser };
  }
  return { ...check, status: "ok", found: `${version} (${browser.path}, from ${browser.from})` };
}
