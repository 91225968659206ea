/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {string[]} failed names of failed tests, with the first line of the reason
 * @property {string[]} skipped names of tests that did not run
 *
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] }} VitestTest
 * @typedef {{ name: string, status: string, message?: string, assertionResults: VitestTest[] }} VitestFile
 */

/**
 * Counts of one JSON report of vitest. A file that failed to load counts as one failed test: its tests are unknown.
 *
 * @param {{ testResults: VitestFile[] }} report
 * @returns {Counts}
 */
export function vitestCounts({ testResults }) {
  const tests = testResults.flatMap((file) => file.assertionResults);
  const broken = testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: tests.filter((test) => test.status === "passed").length,
    failed: [
      ...tests
        .filter((test) => test.status === "failed")
        .map((test) => withReason(test.fullName, test.failureMessages?.[0])),
      ...broken.map((file) => withReason(file.name, file.message)),
    ],
    skipped: tests.filter((test) => test.status !== "passed" && test.status !== "failed").map((test) => test.fullName),
  };
}

/**
 * @param {string} name
 * @param {string | undefined} reason
 */
function withReason(name, reason) {
  const line = reason?.split("\n").find((text) => text.trim() !== "");
  return line === undefined ? name : `${name}\n      ${line.trim().slice(0, 300)}`;
}
