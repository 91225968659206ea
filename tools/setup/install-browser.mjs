import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./find-browser.mjs";
import { run } from "./run.mjs";
import { say, workspace } from "./workspace.mjs";

/** Debian's packages: a browser without a window, a text face, and one with wide symbol coverage. */
const browserPackages = ["chromium-headless-shell", "fonts-liberation", "fonts-dejavu-core"];

const puppeteerCommand = ["browsers", "install", "chrome-headless-shell"];
const aptInstall = ["install", "--yes", "--no-install-recommends", ...browserPackages];

/**
 * @typedef {object} Machine what decides how a browser may be installed
 * @property {boolean} apt Debian or Ubuntu
 * @property {boolean} root
 * @property {boolean} interactive somebody sits at a terminal
 * @property {boolean} asked the user gave --install-browser
 */

/**
 * Whether system packages may be installed without asking: as root, where nobody could be asked or somebody asked for it.
 *
 * @param {Machine} machine
 */
export function mayUseApt({ apt, root, interactive, asked }) {
  return apt && root && (asked || !interactive);
}

/**
 * The command that gives this machine a browser.
 *
 * @param {Pick<Machine, "apt" | "root">} machine
 */
export function browserCommand({ apt, root }) {
  if (!apt) return `npx puppeteer ${puppeteerCommand.join(" ")}`;
  return `${root ? "" : "sudo "}apt-get ${aptInstall.join(" ")}`;
}

/**
 * @param {boolean} asked
 * @returns {Machine}
 */
export function thisMachine(asked) {
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  return {
    apt: /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release) && existsSync("/usr/bin/apt-get"),
    root: process.getuid?.() === 0,
    interactive: process.stdin.isTTY === true && process.stderr.isTTY === true && !process.env.CI,
    asked,
  };
}

/**
 * Gets a browser onto the machine: with Puppeteer's own installer where its host answers, else with apt where that is
 * allowed.
 *
 * @param {Machine} machine
 * @returns {Promise<import("./find-browser.mjs").FoundBrowser | undefined>} undefined when there is still none
 */
export async function installBrowser(machine) {
  if (await fetchWithPuppeteer()) return findBrowser();
  if (mayUseApt(machine) && (await installWithApt())) return findBrowser();
  return undefined;
}

/** A browser that was fetched may still lack system libraries: only one that starts counts. */
async function fetchWithPuppeteer() {
  say("no browser found: trying Puppeteer's installer (at most 3 minutes)");
  const script = join(workspace, "node_modules", "puppeteer", "lib", "cjs", "puppeteer", "node", "cli.js");
  const env = { PUPPETEER_SKIP_DOWNLOAD: "false" };
  const { code } = await run(process.execPath, [script, ...puppeteerCommand], { env, timeout: 180_000, quiet: true });
  const browser = code === 0 ? findBrowser() : undefined;
  if (browser === undefined) say("Puppeteer's installer could not fetch one");
  return browser !== undefined && (await starts(browser.path));
}

/** @param {string} path */
async function starts(path) {
  const { code, output } = await run(path, ["--version"], { quiet: true, timeout: 20_000 });
  if (code !== 0) say(`${path} does not start: ${output.trim().split("\n")[0]}`);
  return code === 0;
}

async function installWithApt() {
  say(`installing system packages with apt: ${browserPackages.join(", ")}`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const quick = await run("apt-get", aptInstall, { env, timeout: 300_000, quiet: true });
  if (quick.code === 0) return true;
  say("updating the package lists first: apt-get update");
  await run("apt-get", ["update"], { env, timeout: 180_000, quiet: true });
  const { code, output } = await run("apt-get", aptInstall, { env, timeout: 300_000, quiet: true });
  if (code !== 0) say(`apt-get ended with code ${code}: ${output.trim().split("\n").at(-1)}`);
  return code === 0;
}
