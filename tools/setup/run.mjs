import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { workspace } from "./workspace.mjs";

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] default: the repository
 * @property {Record<string, string | undefined>} [env] added to the environment
 * @property {number} [timeout] in milliseconds; the process is ended after it
 * @property {boolean} [quiet] collects the output instead of showing it
 *
 * @typedef {object} RunResult
 * @property {number} code exit code; 127 when the program is missing, 124 when the time ran out, 130 when interrupted
 * @property {string} output what it printed, when quiet
 * @property {string} stdout the part of it on standard output
 */

/**
 * Runs a program without a shell and waits for it. Its standard input is closed, so that nothing can wait for an answer.
 * Without `quiet` its output goes to our standard error, except for {@link runVisibly}.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(program, args, options = {}) {
  return spawnAndWait(program, args, options, options.quiet ? ["ignore", "pipe", "pipe"] : ["ignore", 2, 2]);
}

/**
 * Runs a program whose output is the job's own output.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function runVisibly(program, args, options = {}) {
  return spawnAndWait(program, args, options, ["ignore", "inherit", "inherit"]);
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @param {import("node:child_process").StdioOptions} stdio
 * @returns {Promise<RunResult>}
 */
function spawnAndWait(program, args, { cwd = workspace, env = {}, timeout }, stdio) {
  return new Promise((resolve) => {
    let output = "";
    let stdout = "";
    let late = false;
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio, windowsHide: true });
    const timer =
      timeout === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            child.kill();
          }, timeout);
    // Ctrl-C reaches the child through the terminal; waiting for it lets it tidy up before we end.
    const wait = () => {};
    process.on("SIGINT", wait);
    const finish = (/** @type {number} */ code) => {
      clearTimeout(timer);
      process.off("SIGINT", wait);
      resolve({ code, output, stdout });
    };
    child.stdout?.on("data", (/** @type {Buffer} */ data) => {
      output += data;
      stdout += data;
    });
    child.stderr?.on("data", (/** @type {Buffer} */ data) => (output += data));
    child.on("error", (error) => {
      output += error.message;
      finish(127);
    });
    child.on("close", (code, signal) => finish(late ? 124 : (code ?? (signal === "SIGINT" ? 130 : 1))));
  });
}

/**
 * npm's own script, to be run by this Node: starting `npm` itself needs a shell on Windows.
 *
 * @returns {string | undefined} undefined when npm is not where Node installers and distributions put it
 */
function npmScript() {
  const fromNpm = process.env.npm_execpath;
  const beside = dirname(process.execPath);
  const places = [
    ...(fromNpm?.endsWith("npm-cli.js") ? [fromNpm] : []),
    join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    "/usr/share/nodejs/npm/bin/npm-cli.js",
  ];
  return places.find((place) => existsSync(place));
}

/**
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function npm(args, options) {
  const script = npmScript();
  return script === undefined ? run("npm", args, options) : run(process.execPath, [script, ...args], options);
}
