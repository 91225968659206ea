import { posix } from "node:path";
import { packageName } from "./package-name.mjs";

/**
 * package.json and tsconfig.json against what the files really import.
 *
 * @param {import("./house.mjs").House} house
 * @returns {import("./violations.mjs").Violation[]}
 */
export function checkDependencies({ packages }) {
  const byName = new Map(packages.map((owner) => [owner.name, owner]));
  return packages.flatMap((owner) => [
    ...unlisted(owner),
    ...unused(owner),
    ...loosePins(owner, byName),
    ...missingReferences(owner, byName),
  ]);
}

/**
 * Types may come from development dependencies: they are gone from what ships, and `npm run api` sees to it that the
 * public types name none of them.
 *
 * @param {import("./house.mjs").Package} owner
 */
function unlisted({ name, sources, tests, dependencies, devDependencies }) {
  const shipped = new Set([name, ...Object.keys(dependencies)]);
  const atHome = new Set([...shipped, ...Object.keys(devDependencies)]);
  return [
    ...sources.map((file) => ({ file, listed: shipped })),
    ...tests.map((file) => ({ file, listed: atHome })),
  ].flatMap(({ file, listed }) =>
    file.imports.flatMap(({ specifier, typeOnly, line, column }) => {
      const other = packageName(specifier);
      if (other === undefined || listed.has(other) || (typeOnly && atHome.has(other))) return [];
      const message = `imports ${other}, which the dependencies of ${name} do not list`;
      return [{ rule: "unlisted dependency", file: file.path, line, column, message }];
    }),
  );
}

/**
 * A dependency also counts as used when a file names it as text, with or without its scope, as
 * `import.meta.resolve("plotly.js")` does.
 *
 * @param {import("./house.mjs").Package} owner
 */
function unused({ name, folder, sources, dependencies }) {
  const used = new Set(
    sources.flatMap(({ imports, strings }) =>
      [...imports.map(({ specifier }) => specifier), ...strings].map(packageName),
    ),
  );
  return Object.keys(dependencies)
    .filter((dependency) => !used.has(dependency) && !used.has(dependency.replace(/^@.*\//, "")))
    .map((dependency) => ({
      rule: "unused dependency",
      file: `${folder}/package.json`,
      message: `${name} lists ${dependency} but no file of it imports it`,
    }));
}

/**
 * @param {import("./house.mjs").Package} owner
 * @param {ReadonlyMap<string, import("./house.mjs").Package>} byName
 */
function loosePins({ folder, pinned }, byName) {
  return Object.entries(pinned).flatMap(([dependency, version]) => {
    const ours = byName.get(dependency);
    const exact = /^(npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version);
    if (exact && (ours === undefined || ours.version === version)) return [];
    const wanted = ours === undefined ? "an exact version" : ours.version;
    return [
      {
        rule: "loose version",
        file: `${folder}/package.json`,
        message: `${dependency} is "${version}"; write ${wanted}`,
      },
    ];
  });
}

/**
 * @param {import("./house.mjs").Package} owner
 * @param {ReadonlyMap<string, import("./house.mjs").Package>} byName
 */
function missingReferences({ folder, dependencies, references }, byName) {
  const wanted = Object.keys(dependencies).flatMap((name) => byName.get(name)?.folder ?? []);
  const have = references.map((path) => posix.join(folder, path));
  const file = `${folder}/tsconfig.json`;
  return [
    ...wanted
      .filter((other) => !have.includes(other))
      .map((other) => ({ rule: "project reference", file, message: `lacks a reference to ${other}` })),
    ...have
      .filter((other) => !wanted.includes(other))
      .map((other) => ({ rule: "project reference", file, message: `refers to ${other}, which is no dependency` })),
  ];
}
