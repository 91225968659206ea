import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { projects } from "../checks/projects.mjs";
import { projectResult } from "../checks/project-result.mjs";
import { summary } from "../checks/summary.mjs";
import { writeTotals } from "../checks/totals.mjs";
import { vitestCounts } from "../checks/vitest-counts.mjs";
import { prepare } from "./prepare.mjs";
import { runVisibly } from "./run.mjs";
import { workspace } from "./workspace.mjs";

const reports = join(workspace, "dist", "tests");
/** @type {import("../checks/vitest-counts.mjs").Counts} */
const noTests = { passed: 0, failed: [], skipped: [] };
const taskResults = join(workspace, "dist", "checks", "tasks.json");

/**
 * `npm test`: every check of the repository and every test of every project, through Nx, with one count at the end.
 *
 * @param {readonly string[]} args options of set-up
 * @returns {Promise<number>} exit code
 */
export async function test(args) {
  const { browser } = await prepare({ installBrowser: args.includes("--install-browser") });
  // Reports of an earlier run must not be counted; Nx puts those of unchanged projects back from its cache.
  rmSync(reports, { recursive: true, force: true });
  rmSync(taskResults, { force: true });
  const wanted = projects(workspace);
  const targets = [...new Set(wanted.flatMap((project) => project.targets))];
  const nx = join(workspace, "node_modules", "nx", "dist", "bin", "nx.js");
  const { code } = await runVisibly(
    process.execPath,
    [nx, "run-many", "-t", targets.join(","), "--nxBail=false", "--output-style=static"],
    { env: { JOULEBOOK_TASK_RESULTS: taskResults, ...(browser === undefined ? {} : { JOULEBOOK_BROWSER: browser }) } },
  );
  const { text, totals } = summary(results(wanted, code));
  writeTotals(join(workspace, "dist", "checks", "test.json"), totals);
  console.log(text);
  return totals.failed > 0 ? 1 : 0;
}

/**
 * @param {readonly import("../checks/projects.mjs").Project[]} wanted
 * @param {number} code how Nx ended
 * @returns {import("../checks/project-result.mjs").ProjectResult[]}
 */
function results(wanted, code) {
  const status = statuses();
  const list = wanted.map((project) => projectResult(project, status, testCounts(project)));
  const explained = code === 0 || list.some(({ failedTasks, tests }) => failedTasks.length + tests.failed.length > 0);
  if (explained) return list;
  return [...list, { project: "nx", passedTasks: [], failedTasks: [`ended with code ${code}`], tests: noTests }];
}

/** @returns {Map<string, string>} */
function statuses() {
  if (!existsSync(taskResults)) return new Map();
  /** @type {{ task: string, status: string }[]} */
  const list = JSON.parse(readFileSync(taskResults, "utf8"));
  return new Map(list.map(({ task, status }) => [task, status]));
}

/** @param {import("../checks/projects.mjs").Project} project */
function testCounts({ folder, targets }) {
  const file = join(reports, `${folder}.json`);
  if (!targets.includes("test") || !existsSync(file)) return noTests;
  return vitestCounts(JSON.parse(readFileSync(file, "utf8")));
}
