/**
 * The end of `npm test`: a line per project, every failure and every skipped test by name, and the totals.
 *
 * @param {readonly import("./project-result.mjs").ProjectResult[]} results
 * @returns {{ text: string, totals: import("./totals.mjs").Totals }}
 */
export function summary(results) {
  const width = Math.max(...results.map(({ project }) => project.length), 7);
  const lines = results.map((result) => projectLine(result, width));
  const failures = results.flatMap(({ project, failedTasks, tests }) => [
    ...failedTasks.map((task) => `  ${project}: ${task}`),
    ...tests.failed.map((test) => `  ${project}: ${test}`),
  ]);
  const skips = results.flatMap(({ project, tests }) => tests.skipped.map((test) => `  ${project}: ${test}`));
  const passed = sum(results, ({ passedTasks, tests }) => passedTasks.length + tests.passed);
  const text = [
    "",
    ...lines,
    ...(skips.length === 0 ? [] : ["", "Skipped:", ...skips]),
    ...(failures.length === 0 ? [] : ["", "Failed:", ...failures]),
    "",
    totalsLine(passed, failures.length, skips.length),
  ];
  return { text: text.join("\n"), totals: { passed, failed: failures.length, skipped: skips.length } };
}

/**
 * @param {number} passed
 * @param {number} failed
 * @param {number} skipped
 */
export function totalsLine(passed, failed, skipped) {
  return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
}

/**
 * @param {import("./project-result.mjs").ProjectResult} result
 * @param {number} width
 */
function projectLine({ project, passedTasks, failedTasks, tests }, width) {
  const mark = failedTasks.length + tests.failed.length === 0 ? "ok    " : "FAILED";
  const ran = tests.passed + tests.failed.length;
  const counted = ran + tests.skipped.length === 0 ? "" : `  ${tests.passed} of ${ran} tests`;
  return `${mark}  ${project.padEnd(width)}  ${[...passedTasks, ...failedTasks].join(", ")}${counted}`;
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => number} value
 */
function sum(items, value) {
  return items.reduce((total, item) => total + value(item), 0);
}
