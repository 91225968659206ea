import { posix } from "node:path";
import { packageName } from "./package-name.mjs";

/**
 * Wrong-way imports, and imports of a file inside another package.
 *
 * @param {import("./house.mjs").House} house
 * @param {Readonly<Record<string, readonly string[]>>} allowed
 * @returns {import("./violations.mjs").Violation[]}
 */
export function checkImports({ packages }, allowed) {
  const names = new Set(packages.map(({ name }) => name));
  return packages.flatMap((owner) => {
    const row = allowed[owner.name];
    if (row === undefined) return [unknownPackage(owner)];
    const files = [...owner.sources, ...owner.tests];
    return files.flatMap((file) => file.imports.flatMap((item) => importViolations(owner, row, file, item, names)));
  });
}

/** @param {import("./house.mjs").Package} owner */
function unknownPackage({ name, folder }) {
  const message = `${name} has no row in tools/checks/boundaries/allowed-imports.mjs; add the packages it may import`;
  return { rule: "wrong-way import", file: `${folder}/package.json`, message };
}

/**
 * @param {import("./house.mjs").Package} owner
 * @param {readonly string[]} row
 * @param {import("./source-file.mjs").SourceFile} file
 * @param {import("./source-file.mjs").Import} item
 * @param {ReadonlySet<string>} names
 * @returns {import("./violations.mjs").Violation[]}
 */
function importViolations(owner, row, { path }, { specifier, line, column }, names) {
  const at = { file: path, line, column };
  if (specifier.startsWith(".")) {
    const target = posix.join(posix.dirname(path), specifier);
    if (target.startsWith(`${owner.folder}/`)) return [];
    const message = `"${specifier}" leaves ${owner.folder}; import the other package by its name`;
    return [{ rule: "deep import", ...at, message }];
  }
  const name = packageName(specifier);
  if (name === undefined || !(names.has(name) || name.startsWith("@joulebook/"))) return [];
  const deep = specifier !== name && specifier !== `${name}/package.json`;
  const wrongWay = name !== owner.name && !row.includes(name);
  const may = row.length === 0 ? "nothing of ours" : `only ${row.join(", ")}`;
  return [
    ...(deep ? [{ rule: "deep import", ...at, message: `"${specifier}" reaches into ${name}; import "${name}"` }] : []),
    ...(wrongWay ? [{ rule: "wrong-way import", ...at, message: `${owner.name} may import ${may}, not ${name}` }] : []),
  ];
}
