import { describe } from "vitest";
import { findBrowser } from "../src/browser/find-browser.js";

/** Tests that need a browser: skipped, visibly, where there is none. */
export const describeWithBrowser: typeof describe | typeof describe.skip =
  findBrowser() === undefined ? describe.skip : describe;
