import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */

/**
 * @param {string} file
 * @param {Totals} totals
 */
export function writeTotals(file, totals) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(totals));
}

/**
 * The sum of several runs. A run that left no totals behind broke before it could count, which is one failure.
 *
 * @param {readonly string[]} files
 * @returns {Totals}
 */
export function addTotals(files) {
  return files.map(readTotals).reduce((sum, { passed, failed, skipped }) => ({
    passed: sum.passed + passed,
    failed: sum.failed + failed,
    skipped: sum.skipped + skipped,
  }));
}

/**
 * @param {string} file
 * @returns {Totals}
 */
function readTotals(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { passed: 0, failed: 1, skipped: 0 };
}
