import { build } from "./build.mjs";
import { installDependencies } from "./dependencies.mjs";
import { findBrowser } from "./find-browser.mjs";
import { browserCommand, installBrowser, thisMachine } from "./install-browser.mjs";
import { say } from "./workspace.mjs";

/**
 * @typedef {object} Prepared
 * @property {boolean} built
 * @property {string | undefined} browser path of the browser; undefined when there is none
 */

/**
 * Brings the workspace into a usable state: dependencies, build, browser. Does nothing that is already done.
 *
 * @param {{ browser?: string | undefined, installBrowser?: boolean }} [options]
 * @returns {Promise<Prepared>}
 */
export async function prepare({ browser, installBrowser: asked = false } = {}) {
  await installDependencies();
  const built = await build();
  // A broken build needs no new browser.
  return { built, browser: built ? await ensureBrowser(browser, asked) : findBrowser({ option: browser })?.path };
}

/**
 * @param {string | undefined} option
 * @param {boolean} asked
 */
async function ensureBrowser(option, asked) {
  const found = findBrowser({ option });
  if (found !== undefined) return found.path;
  const machine = thisMachine(asked);
  const installed = await installBrowser(machine);
  if (installed === undefined) say(`no browser: PDFs cannot be printed. Get one with:\n  ${browserCommand(machine)}`);
  return installed?.path;
}
