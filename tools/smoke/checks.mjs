import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { vitestCounts } from "../checks/vitest-counts.mjs";
import { run } from "../setup/run.mjs";
import { workspace } from "../setup/workspace.mjs";

const bin = join(workspace, "packages", "joulebook", "dist", "bin.js");
const recommendation = ["recommend", "--device", "raspberry-pi-4", "--budget", "100mJ", "--json"];

/** Packages whose tests run again under the other Node: they are pure, and quick. */
const tested = ["packages/core", "packages/recommender"];

/**
 * @typedef {import("../checks/vitest-counts.mjs").Counts} Counts
 */

/**
 * The command line and the tests of the pure packages under another Node.
 *
 * @param {string} node
 * @returns {Promise<Counts[]>}
 */
export async function smokeChecks(node) {
  const results = [
    await check("joulebook --version", () => printsVersion(node)),
    await check("joulebook recommend says the same as here", () => recommendsTheSame(node)),
  ];
  for (const folder of tested) results.push(await testsOf(node, folder));
  return results;
}

/**
 * @param {string} name
 * @param {() => Promise<string | undefined>} problem
 * @returns {Promise<Counts>}
 */
async function check(name, problem) {
  const found = await problem();
  return {
    passed: found === undefined ? 1 : 0,
    failed: found === undefined ? [] : [`${name}\n      ${found}`],
    skipped: [],
  };
}

/** @param {string} node */
async function printsVersion(node) {
  const { version } = JSON.parse(readFileSync(join(workspace, "packages", "joulebook", "package.json"), "utf8"));
  const { code, output, stdout } = await run(node, [bin, "--version"], { quiet: true });
  return code === 0 && stdout.trim() === version ? undefined : `code ${code}: ${output.trim()}`;
}

/**
 * The choice must be the same; numbers may differ in their last digits, as `Math.exp` does between versions.
 *
 * @param {string} node
 */
async function recommendsTheSame(node) {
  const [here, there] = [await recommend(process.execPath), await recommend(node)];
  if (here.code !== 0 || there.code !== 0) return `codes ${here.code} and ${there.code}: ${there.output.trim()}`;
  const [a, b] = [JSON.parse(here.stdout), JSON.parse(there.stdout)];
  if (a.single.model !== b.single.model) return `${a.single.model} here, ${b.single.model} there`;
  const off = Math.abs(a.mix.energy - b.mix.energy) / a.mix.energy;
  return off < 1e-9 ? undefined : `the mix takes ${a.mix.energy} J here, ${b.mix.energy} J there`;
}

/** @param {string} node */
function recommend(node) {
  return run(node, [bin, ...recommendation], { quiet: true });
}

/**
 * @param {string} node
 * @param {string} folder
 * @returns {Promise<Counts>}
 */
async function testsOf(node, folder) {
  const report = join(workspace, "dist", "tests-smoke", `${folder}.json`);
  rmSync(report, { force: true });
  const vitest = join(workspace, "node_modules", "vitest", "vitest.mjs");
  const args = [vitest, "run", "--config", "vitest.config.ts", "--dir", folder, `--outputFile.json=${report}`];
  const { code, output } = await run(node, args, { quiet: true, timeout: 300_000 });
  if (!existsSync(report)) return { passed: 0, failed: [`tests of ${folder}\n      ${output.trim()}`], skipped: [] };
  const counts = vitestCounts(JSON.parse(readFileSync(report, "utf8")));
  if (code === 0 || counts.failed.length > 0) return counts;
  return { ...counts, failed: [`tests of ${folder} ended with code ${code}`] };
}
