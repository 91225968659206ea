import { checkCycles } from "./check-cycles.mjs";
import { checkDependencies } from "./check-dependencies.mjs";
import { checkEntries } from "./check-entries.mjs";
import { checkImports } from "./check-imports.mjs";
import { checkPurity } from "./check-purity.mjs";

/**
 * @typedef {object} Violation
 * @property {string} rule
 * @property {string} file
 * @property {number} [line]
 * @property {number} [column]
 * @property {string} message what is wrong, and how to mend it
 */

/** Every rule of the house, by name. Each takes the whole house and says what breaks it. */
const checks = [checkImports, checkCycles, checkPurity, checkDependencies, checkEntries];

/**
 * @param {import("./house.mjs").House} house
 * @param {Readonly<Record<string, readonly string[]>>} allowed
 * @returns {Violation[]}
 */
export function violations(house, allowed) {
  return checks.flatMap((check) => check(house, allowed));
}

/** @param {Violation} violation */
export function violationText({ rule, file, line, column, message }) {
  return `${[file, line, column].filter((part) => part !== undefined).join(":")}: ${message} (${rule})`;
}
