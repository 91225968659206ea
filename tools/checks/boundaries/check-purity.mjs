import { isBuiltin } from "node:module";

/**
 * Node modules, clocks and unseeded randomness in the shipped files of a pure package.
 *
 * @param {import("./house.mjs").House} house
 * @returns {import("./violations.mjs").Violation[]}
 */
export function checkPurity({ packages }) {
  const pure = packages.filter((owner) => owner.pure);
  return pure.flatMap(({ name, sources }) =>
    sources.flatMap(({ path, imports, impure }) => [
      ...imports
        .filter(({ specifier }) => isBuiltin(specifier))
        .map(({ specifier, line, column }) => violation(name, path, line, column, `imports "${specifier}"`)),
      ...impure.map(({ what, line, column }) => violation(name, path, line, column, `uses ${what}`)),
    ]),
  );
}

/**
 * @param {string} name
 * @param {string} file
 * @param {number} line
 * @param {number} column
 * @param {string} does
 */
function violation(name, file, line, column, does) {
  return { rule: "impure", file, line, column, message: `${name} is pure but ${does}; take it as an argument` };
}
