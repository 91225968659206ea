import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { findBrowser } from "../setup/find-browser.mjs";
import { folderWith } from "./fixture-workspace.js";

let root: string;

beforeEach(() => {
  root = folderWith({});
});

function program(path: string, mode = 0o755): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
  chmodSync(file, mode);
  return file;
}

/** A search that sees nothing of the real machine: a platform without known places, and a home of its own. */
function found(env: Readonly<Record<string, string>>, option?: string): { path: string; from: string } | undefined {
  return findBrowser({ option, env, platform: "darwin", home: join(root, "home") });
}

describe("the search for a browser", () => {
  it("finds nothing where there is nothing", () => {
    expect(found({ PATH: join(root, "bin") })).toBeUndefined();
  });

  it("prefers the option, then the variables in order, then PATH, then Puppeteer's cache", () => {
    const path = program("bin/chromium");
    const cached = program("home/.cache/puppeteer/chrome/linux-1.2.3/chrome-linux64/chrome");
    const [a, b, c] = [program("a"), program("b"), program("c")];
    expect(found({})?.path).toBe(cached);
    expect(found({ PATH: join(root, "bin") })).toEqual({ path, from: "PATH" });
    expect(found({ PATH: join(root, "bin"), CHROME_PATH: c })).toEqual({ path: c, from: "CHROME_PATH" });
    expect(found({ CHROME_PATH: c, PUPPETEER_EXECUTABLE_PATH: b })?.path).toBe(b);
    expect(found({ PUPPETEER_EXECUTABLE_PATH: b, JOULEBOOK_BROWSER: a })?.path).toBe(a);
    expect(found({ JOULEBOOK_BROWSER: a }, b)).toEqual({ path: b, from: "--browser" });
  });

  it("prefers the shell without windows to a whole browser", () => {
    program("bin/chromium");
    const shell = program("later/chromium-headless-shell");
    expect(found({ PATH: [join(root, "bin"), join(root, "later")].join(":") })?.path).toBe(shell);
  });

  it("takes the newest version from the cache, by number", () => {
    program("cache/chrome-headless-shell/linux-99.0.1/chrome-headless-shell-linux64/chrome-headless-shell");
    const newest = program(
      "cache/chrome-headless-shell/linux-131.0.2/chrome-headless-shell-linux64/chrome-headless-shell",
    );
    expect(found({ PUPPETEER_CACHE_DIR: join(root, "cache") })?.path).toBe(newest);
  });

  it("passes over files that are no programs", () => {
    program("bin/chromium", 0o644);
    mkdirSync(join(root, "bin/google-chrome"));
    expect(found({ PATH: join(root, "bin") })).toBeUndefined();
  });

  it("refuses a named browser that is not there instead of taking another", () => {
    program("bin/chromium");
    const env = { PATH: join(root, "bin"), JOULEBOOK_BROWSER: "/nowhere/chrome" };
    expect(() => found(env)).toThrow(/JOULEBOOK_BROWSER names "\/nowhere\/chrome"/);
    expect(() => found(env, "/nowhere/other")).toThrow(/--browser names "\/nowhere\/other"/);
  });

  it("looks where Windows installs browsers", () => {
    const chrome = program("Program Files/Google/Chrome/Application/chrome.exe");
    const env = { PROGRAMFILES: join(root, "Program Files") };
    expect(findBrowser({ env, platform: "win32", home: root })?.path).toBe(chrome);
  });
});
