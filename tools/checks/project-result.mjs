/**
 * What came of one project: its tasks (build, lint, ...) and its tests.
 *
 * @typedef {object} ProjectResult
 * @property {string} project
 * @property {string[]} passedTasks
 * @property {string[]} failedTasks with the reason, e.g. "lint" or "test (not run: a task it needs failed)"
 * @property {import("./vitest-counts.mjs").Counts} tests
 */

/**
 * @param {import("./projects.mjs").Project} project
 * @param {ReadonlyMap<string, string>} status how each Nx task ended, by `project:target`; absent when it did not run
 * @param {import("./vitest-counts.mjs").Counts} tests
 * @returns {ProjectResult}
 */
export function projectResult({ name, targets }, status, tests) {
  const reasons = targets.map((target) => ({
    target,
    reason: whyFailed(target, status.get(`${name}:${target}`), tests),
  }));
  return {
    project: name,
    // A target that runs tests counts through them.
    passedTasks: reasons
      .filter(({ target, reason }) => reason === undefined && target !== "test")
      .map(({ target }) => target),
    failedTasks: reasons.flatMap(({ target, reason }) =>
      reason === undefined || reason === "" ? [] : [`${target} (${reason})`],
    ),
    tests,
  };
}

/**
 * @param {string} target
 * @param {string | undefined} status
 * @param {import("./vitest-counts.mjs").Counts} tests
 * @returns {string | undefined} undefined when it passed, "" when its failed tests say it
 */
function whyFailed(target, status, tests) {
  if (status === undefined || status === "skipped") return "not run: a task it needs failed";
  const good = status === "success" || status.startsWith("local-cache") || status === "remote-cache";
  if (target !== "test") return good ? undefined : "failed";
  if (tests.failed.length > 0) return "";
  if (!good) return "failed outside of any test";
  return tests.passed + tests.skipped.length === 0 ? "no tests were counted" : undefined;
}
