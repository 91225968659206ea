import { spawnSync } from "node:child_process";
import { median, quantile } from "@joulebook/core";
import { workspace } from "../setup/workspace.mjs";
import { commit } from "./commit.mjs";
import { machine } from "./machine.mjs";

/**
 * @typedef {object} Program something measured inside a process of its own
 * @property {string} name
 * @property {string} command
 * @property {readonly string[]} args
 *
 * @typedef {object} Measured
 * @property {number} ms wall time of what is measured, without start-up
 * @property {number} cpu processor time of the same, in milliseconds
 * @property {number} rss largest memory of the process, in MiB
 */

/**
 * A module whose `work` is measured in a process of its own.
 *
 * @param {string} name
 * @param {string} setup statements before the clock starts, imports among them
 * @param {string} work statements that are measured
 * @returns {Program}
 */
export function nodeProgram(name, setup, work) {
  const code = `${setup}
    const cpu0 = process.cpuUsage(), t0 = performance.now();
    ${work}
    const ms = performance.now() - t0, { user, system } = process.cpuUsage(cpu0);
    console.log(JSON.stringify({ ms, cpu: (user + system) / 1000, rss: process.resourceUsage().maxRSS / 1024 }));`;
  return { name, command: process.execPath, args: ["--input-type=module", "-e", code] };
}

/**
 * Runs a program and, in turns with it, a peer: wall time, processor time and largest memory as a result each.
 *
 * @param {Program} program
 * @param {{ runs: number, peer?: Program | undefined }} options
 */
export function measureInProcess(program, { runs, peer }) {
  /** @type {Measured[]} */
  const own = [];
  /** @type {Measured[]} */
  const other = [];
  for (let run = 0; run < runs; run++) {
    own.push(measured(program));
    if (peer !== undefined) other.push(measured(peer));
  }
  /** @param {keyof Measured} what @param {string} name @param {string} unit */
  const result = (what, name, unit) => {
    const ours = spread(own.map((one) => one[what]));
    const common = { name, unit, ...ours, n: runs, machine: machine(), commit: commit() };
    if (peer === undefined) return common;
    const theirs = spread(other.map((one) => one[what]));
    return { ...common, peer: { name: peer.name, ...theirs, ratio: ours.median / theirs.median } };
  };
  return {
    wall: result("ms", program.name, "ms"),
    cpu: result("cpu", `${program.name}, processor time`, "ms"),
    memory: result("rss", `${program.name}, largest memory`, "MiB"),
  };
}

/**
 * @param {Program} program
 * @returns {Measured}
 */
function measured({ name, command, args }) {
  const { status, stdout, stderr } = spawnSync(command, [...args], { cwd: workspace, encoding: "utf8" });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

/** @param {readonly number[]} values */
function spread(values) {
  return { median: median(values), iqr: quantile(values, 0.75) - quantile(values, 0.25) };
}
