import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { workspaceFolders } from "../../setup/build.mjs";
import { readSource } from "./source-file.mjs";

/**
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {string} folder relative to the workspace
 * @property {boolean} pure
 * @property {Readonly<Record<string, string>>} dependencies incl. optional and peer ones
 * @property {Readonly<Record<string, string>>} devDependencies incl. those of the workspace itself, and its unbuilt packages
 * @property {Readonly<Record<string, string>>} pinned versions that the package's own file states
 * @property {readonly string[]} entries keys of `exports`
 * @property {readonly string[]} references packages' folders named by tsconfig.json
 * @property {readonly import("./source-file.mjs").SourceFile[]} sources what ships
 * @property {readonly import("./source-file.mjs").SourceFile[]} tests
 *
 * @typedef {object} House
 * @property {string} root
 * @property {readonly Package[]} packages
 */

const ignored = new Set(["dist", "node_modules", "data", "golden", "fixtures"]);

/**
 * Everything the boundary checks look at, read once.
 *
 * @param {string} root
 * @returns {House}
 */
export function readHouse(root) {
  const all = workspaceFolders(root);
  const folders = all.filter((folder) => existsSync(join(root, folder, "tsconfig.json")));
  const unbuilt = all
    .filter((folder) => !folders.includes(folder))
    .map((folder) => readJson(root, `${folder}/package.json`));
  const shared = {
    ...readJson(root, "package.json").devDependencies,
    ...Object.fromEntries(unbuilt.map(({ name, version }) => [name, version])),
  };
  return { root, packages: folders.map((folder) => readPackage(root, folder, shared)) };
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} sharedTools
 * @returns {Package}
 */
function readPackage(root, folder, sharedTools) {
  const own = readJson(root, `${folder}/package.json`);
  const files = sourceFiles(root, folder).map((path) => readSource(path, readFileSync(join(root, path), "utf8")));
  const isTest = (/** @type {{ path: string }} */ { path }) => /^test(-long)?\//.test(path.slice(folder.length + 1));
  const { dependencies, peerDependencies, optionalDependencies, devDependencies } = own;
  return {
    name: own.name,
    version: own.version,
    folder,
    pure: own.joulebook?.pure === true,
    dependencies: { ...dependencies, ...peerDependencies, ...optionalDependencies },
    devDependencies: { ...sharedTools, ...devDependencies },
    pinned: { ...dependencies, ...optionalDependencies, ...devDependencies },
    entries: Object.keys(own.exports ?? {}),
    references: (readJson(root, `${folder}/tsconfig.json`).references ?? []).map(
      (/** @type {{ path: string }} */ { path }) => path,
    ),
    sources: files.filter((file) => !isTest(file)),
    tests: files.filter(isTest),
  };
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function sourceFiles(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return ignored.has(entry.name) ? [] : sourceFiles(root, path);
      return /\.[cm]?tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
    });
}

/**
 * @param {string} root
 * @param {string} file
 */
function readJson(root, file) {
  return JSON.parse(readFileSync(join(root, file), "utf8"));
}
