import { describe, expect, it } from "vitest";
import { browserCommand, mayUseApt } from "../setup/install-browser.mjs";

const container = { apt: true, root: true, interactive: false, asked: false };

describe("installing a browser with apt", () => {
  it("is allowed as root where nobody could be asked", () => {
    expect(mayUseApt(container)).toBe(true);
  });

  it("is allowed at a terminal only when asked for", () => {
    expect(mayUseApt({ ...container, interactive: true })).toBe(false);
    expect(mayUseApt({ ...container, interactive: true, asked: true })).toBe(true);
  });

  it("is never tried without root or without apt", () => {
    expect(mayUseApt({ ...container, root: false, asked: true })).toBe(false);
    expect(mayUseApt({ ...container, apt: false, asked: true })).toBe(false);
  });
});

describe("the command that gets a browser", () => {
  it("is apt's where there is apt, with sudo for those who need it", () => {
    const apt =
      "apt-get install --yes --no-install-recommends chromium-headless-shell fonts-liberation fonts-dejavu-core";
    expect(browserCommand({ apt: true, root: true })).toBe(apt);
    expect(browserCommand({ apt: true, root: false })).toBe(`sudo ${apt}`);
  });

  it("is Puppeteer's elsewhere", () => {
    expect(browserCommand({ apt: false, root: false })).toBe("npx puppeteer browsers install chrome-headless-shell");
  });
});
