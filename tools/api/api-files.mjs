import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { packageName } from "../checks/boundaries/package-name.mjs";
import { workspaceFolders } from "../setup/build.mjs";
import { publicTypes } from "./public-types.mjs";

/**
 * The files of `api/` as they should be: one for each package with types.
 *
 * @param {string} root
 * @returns {Map<string, string>} text by file name
 */
export function apiFiles(root) {
  const packages = workspaceFolders(root).map((folder) => ({
    folder: join(root, folder),
    ...JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")),
  }));
  return new Map(
    packages
      .filter(({ types }) => types !== undefined)
      .map(({ name, folder, types, dependencies, peerDependencies }) => {
        const text = publicTypes(join(folder, types), folder);
        checkOrigins(name, text, { ...dependencies, ...peerDependencies });
        return [fileName(name), header(name) + text];
      }),
  );
}

/**
 * What is wrong with the committed files, one line each.
 *
 * @param {ReadonlyMap<string, string>} wanted
 * @param {string} folder
 * @returns {string[]}
 */
export function apiDifferences(wanted, folder) {
  const present = existsSync(folder) ? readdirSync(folder) : [];
  return [
    ...[...wanted].flatMap(([file, text]) => {
      if (!present.includes(file)) return [`api/${file} is missing`];
      const line = firstDifference(readFileSync(join(folder, file), "utf8"), text);
      return line === undefined ? [] : [`api/${file}:${line.number}: was \`${line.before}\`, is \`${line.after}\``];
    }),
    ...present.filter((file) => !wanted.has(file)).map((file) => `api/${file} belongs to no package`),
  ];
}

/**
 * A type from a package that a user does not get becomes `any` there.
 *
 * @param {string} name
 * @param {string} text
 * @param {Readonly<Record<string, string>>} dependencies
 */
export function checkOrigins(name, text, dependencies) {
  const origins = [...text.matchAll(/ from "([^"]+)";$/gm)].map((match) => String(match[1]));
  const missing = origins.find(
    (origin) => packageName(origin) !== undefined && !(String(packageName(origin)) in dependencies),
  );
  if (missing !== undefined)
    throw new Error(`public types of ${name} come from ${missing}, which is no dependency of it`);
}

/** @param {string} name */
function fileName(name) {
  return `${name.replace("@joulebook/", "")}.d.ts`;
}

/** @param {string} name */
function header(name) {
  return `// Public types of ${name}. Written by \`npm run api\`; a change belongs into CHANGELOG.md.\n\n`;
}

/**
 * @param {string} before
 * @param {string} after
 */
function firstDifference(before, after) {
  if (before === after) return undefined;
  const [a, b] = [before.split("\n"), after.split("\n")];
  const at = b.findIndex((text, i) => text !== a[i]);
  const index = at < 0 ? b.length : at;
  return { number: index + 1, before: a[index] ?? "", after: b[index] ?? "" };
}
