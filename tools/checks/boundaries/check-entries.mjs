/**
 * What notebooks need of every package: one entry, every public name listed in it, and no top-level await.
 *
 * @param {import("./house.mjs").House} house
 * @returns {import("./violations.mjs").Violation[]}
 */
export function checkEntries({ packages }) {
  return packages.flatMap(({ folder, entries, sources }) => [
    ...entries
      .filter((entry) => entry !== "." && entry !== "./package.json")
      .map((entry) => ({
        rule: "one entry",
        file: `${folder}/package.json`,
        message: `exports "${entry}"; a package has the one entry "."`,
      })),
    ...sources.flatMap(({ path, exportStars, topLevelAwaits }) => [
      ...exportStars.map((place) => ({ rule: "export *", file: path, ...place, message: "list the exported names" })),
      ...topLevelAwaits.map((place) => ({
        rule: "top-level await",
        file: path,
        ...place,
        message: "notebooks load packages with require, which cannot wait; move the await into a function",
      })),
    ]),
  ]);
}
