import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { workspaceFolders } from "../setup/build.mjs";

/**
 * @typedef {object} DataPackage what THIRD_PARTY.md needs of a datapackage.json
 * @property {string} folder relative to the workspace
 * @property {string} title
 * @property {string} description
 * @property {{ name: string, title?: string, path?: string }[]} licenses
 * @property {string} [attribution]
 * @property {{ title: string, path: string, commit?: string }[]} sources
 * @property {string[]} caveats
 */

/**
 * Every dataset that ships, in order of its folder.
 *
 * @param {string} root
 * @returns {DataPackage[]}
 * @throws {Error} naming every dataset that does not say where it is from and what may be done with it
 */
export function dataPackages(root) {
  const found = workspaceFolders(root)
    .flatMap((folder) => datasetFolders(root, `${folder}/data`))
    .toSorted()
    .map((folder) => ({ ...JSON.parse(readFileSync(join(root, folder, "datapackage.json"), "utf8")), folder }));
  const problems = found.flatMap((item) => missing(root, item));
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return found.map((item) => ({ ...item, caveats: item.caveats ?? [] }));
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function datasetFolders(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  if (existsSync(join(root, folder, "datapackage.json"))) return [folder];
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => datasetFolders(root, `${folder}/${name}`));
}

/**
 * @param {string} root
 * @param {Partial<DataPackage> & { folder: string }} item
 * @returns {string[]}
 */
function missing(root, { folder, title, licenses = [], sources = [] }) {
  const file = `${folder}/datapackage.json`;
  const licenceFiles = licenses.flatMap(({ path }) => (path === undefined || path.includes("://") ? [] : [path]));
  return [
    ...(title ? [] : [`${file}: has no title`]),
    ...(licenses.length > 0 ? [] : [`${file}: names no licence; a dataset ships only when its licence allows it`]),
    ...(sources.length > 0 ? [] : [`${file}: names no source`]),
    ...licenceFiles
      .filter((path) => !existsSync(join(root, dirname(file), path)))
      .map((path) => `${file}: its licence text "${path}" does not exist`),
  ];
}
