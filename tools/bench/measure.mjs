import { median, quantile } from "@joulebook/core";
import { commit } from "./commit.mjs";
import { machine } from "./machine.mjs";

/**
 * @typedef {import("@joulebook/core").BenchResult} BenchResult
 *
 * @typedef {object} Subject one thing to be timed
 * @property {string} name
 * @property {() => unknown} run may return a promise
 *
 * @typedef {object} Benchmark
 * @property {string} name
 * @property {number} [target] the median it should stay under, in milliseconds
 * @property {() => Promise<readonly BenchResult[]>} run
 */

/**
 * Times a subject, and a peer that does the same job, in turns: what disturbs the machine disturbs both. Each runs once
 * unmeasured first.
 *
 * @param {Subject} subject
 * @param {{ runs: number, peer?: Subject, clock?: () => number }} options
 * @returns {Promise<BenchResult>}
 */
export async function measure(subject, { runs, peer, clock = now }) {
  /** @type {number[]} */
  const times = [];
  /** @type {number[]} */
  const peerTimes = [];
  for (let run = -1; run < runs; run++) {
    const time = await milliseconds(subject.run, clock);
    const peerTime = peer === undefined ? 0 : await milliseconds(peer.run, clock);
    if (run < 0) continue;
    times.push(time);
    peerTimes.push(peerTime);
  }
  const own = spread(times);
  const result = { name: subject.name, unit: "ms", ...own, n: runs, machine: machine(), commit: commit() };
  if (peer === undefined) return result;
  const other = spread(peerTimes);
  return { ...result, peer: { name: peer.name, ...other, ratio: own.median / other.median } };
}

/**
 * What a subject takes above a baseline that is measured in turns with it: the cost of a program above an empty one.
 *
 * @param {Subject} subject
 * @param {{ runs: number, baseline: Subject, clock?: () => number }} options
 * @returns {Promise<BenchResult>}
 */
export async function measureAbove(subject, { runs, baseline, clock = now }) {
  /** @type {number[]} */
  const differences = [];
  for (let run = -1; run < runs; run++) {
    const empty = await milliseconds(baseline.run, clock);
    const time = await milliseconds(subject.run, clock);
    if (run >= 0) differences.push(time - empty);
  }
  return { name: subject.name, unit: "ms", ...spread(differences), n: runs, machine: machine(), commit: commit() };
}

/**
 * @param {() => unknown} run
 * @param {() => number} clock
 */
async function milliseconds(run, clock) {
  const start = clock();
  await run();
  return clock() - start;
}

function now() {
  return performance.now();
}

/** @param {readonly number[]} times */
function spread(times) {
  return { median: median(times), iqr: quantile(times, 0.75) - quantile(times, 0.25) };
}
