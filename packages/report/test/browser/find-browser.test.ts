import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { InputError } from "@joulebook/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findBrowser } from "../../src/browser/find-browser.js";
import { NoBrowserError } from "../../src/browser/no-browser-error.js";
import { openRenderer } from "../../src/browser/open-renderer.js";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "joulebook-find-"));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

/** A machine on which only what the test makes can be found. */
const bare = (env: Record<string, string> = {}) => ({ env, home, platform: "darwin" });

describe("findBrowser", () => {
  it("takes what the user named before anything else", () => {
    const named = program("named");
    const other = program("other");
    expect(findBrowser({ browser: named, ...bare({ JOULEBOOK_BROWSER: other }) })).toEqual({
      path: named,
      from: "the browser option",
    });
    expect(findBrowser(bare({ JOULEBOOK_BROWSER: named, PUPPETEER_EXECUTABLE_PATH: other }))?.path).toBe(named);
    expect(findBrowser(bare({ PUPPETEER_EXECUTABLE_PATH: other }))).toEqual({
      path: other,
      from: "PUPPETEER_EXECUTABLE_PATH",
    });
  });

  it("refuses what the user named when it is no program, rather than taking another", () => {
    program("bin/chromium");
    const env = { JOULEBOOK_BROWSER: join(home, "nothing"), PATH: join(home, "bin") };
    expect(() => findBrowser(bare(env))).toThrow(InputError);
    expect(() => findBrowser(bare(env))).toThrow("JOULEBOOK_BROWSER names");
  });

  it("looks on PATH, where only executable files count", () => {
    const folder = join(home, "bin");
    mkdirSync(join(folder, "chromium"), { recursive: true });
    writeFileSync(join(folder, "google-chrome"), "", { mode: 0o644 });
    expect(findBrowser(bare({ PATH: folder }))).toBeUndefined();
    const found = program("bin/chromium-headless-shell");
    expect(findBrowser(bare({ PATH: folder }))).toEqual({ path: found, from: "PATH" });
  });

  it("takes the newest browser of Puppeteer's cache", () => {
    program(".cache/puppeteer/chrome-headless-shell/linux-99.0.1/chrome-headless-shell-linux64/chrome-headless-shell");
    const newest = program(
      ".cache/puppeteer/chrome-headless-shell/linux-131.0.2/chrome-headless-shell-linux64/chrome-headless-shell",
    );
    expect(findBrowser(bare())).toEqual({ path: newest, from: "Puppeteer's cache" });
  });

  it("finds nothing where there is nothing, and the renderer then says how to get one", async () => {
    expect(findBrowser(bare())).toBeUndefined();
    await expect(openRenderer(bare())).rejects.toThrow(NoBrowserError);
    await expect(openRenderer(bare())).rejects.toThrow("npx puppeteer browsers install chrome-headless-shell");
  });
});

function program(path: string): string {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "#!/bin/sh\n");
  chmodSync(file, 0o755);
  return file;
}
