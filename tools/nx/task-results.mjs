import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Nx plugin: writes how every task of a run ended, so that `npm test` counts facts instead of reading a terminal's text. */
export const name = "joulebook-task-results";

/**
 * Environment variable that names the file to write; without it the plugin does nothing.
 */
export const resultsVariable = "JOULEBOOK_TASK_RESULTS";

/**
 * @param {unknown} _options
 * @param {{ taskResults: Record<string, { status: string }> }} context
 */
export async function postTasksExecution(_options, { taskResults }) {
  const file = process.env[resultsVariable];
  if (file === undefined) return;
  const results = Object.entries(taskResults).map(([task, { status }]) => ({ task, status }));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(results, undefined, 2));
}
