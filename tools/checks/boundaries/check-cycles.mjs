import { posix } from "node:path";
import { cycles } from "./cycles.mjs";
import { packageName } from "./package-name.mjs";

/**
 * Import cycles between files of a package, and between packages (by their imports or by their package.json). Types
 * count. A lazy `import()` inside a package does not: a command may load its own action when it is called.
 *
 * @param {import("./house.mjs").House} house
 * @returns {import("./violations.mjs").Violation[]}
 */
export function checkCycles({ packages }) {
  const files = packages.flatMap((owner) => cycles(fileGraph(owner)));
  const between = cycles(packageGraph(packages));
  return [...files, ...between].map((cycle) => ({
    rule: "cycle",
    file: String(cycle[0]),
    message: `imports itself: ${cycle.join(" -> ")}; move what both need into a third place`,
  }));
}

/** @param {import("./house.mjs").Package} owner */
function fileGraph({ sources, tests }) {
  const files = [...sources, ...tests];
  const known = new Set(files.map(({ path }) => path));
  return new Map(
    files.map(({ path, imports }) => [
      path,
      imports.flatMap(({ specifier, lazy }) => {
        if (lazy || !specifier.startsWith(".")) return [];
        const target = posix.join(posix.dirname(path), specifier);
        return sourceNames(target).filter((name) => known.has(name));
      }),
    ]),
  );
}

/**
 * Source files that an import of a compiled name may mean.
 *
 * @param {string} path
 */
function sourceNames(path) {
  return [path, path.replace(/\.js$/, ".ts"), path.replace(/\.js$/, ".tsx"), path.replace(/\.mjs$/, ".mts")];
}

/**
 * @param {readonly import("./house.mjs").Package[]} packages
 * @returns {Map<string, string[]>}
 */
function packageGraph(packages) {
  const names = new Set(packages.map(({ name }) => name));
  return new Map(
    packages.map(({ name, sources, tests, dependencies, pinned }) => {
      const imports = [...sources, ...tests].flatMap((file) => file.imports);
      const imported = imports.flatMap(({ specifier }) => packageName(specifier) ?? []);
      const others = new Set([...imported, ...Object.keys(dependencies), ...Object.keys(pinned)]);
      return [name, [...others].filter((other) => other !== name && names.has(other))];
    }),
  );
}
