import Module, { createRequire } from "node:module";
import { join } from "node:path";
import type { TslabInstallation } from "./find-tslab.js";

/** The parts of TypeScript's file access that module resolution uses. */
interface FileSystem {
  fileExists(path: string): boolean;
  directoryExists(path: string): boolean;
  readFile(path: string, encoding?: string): string | undefined;
  realpath?(path: string): string;
}

/**
 * Makes packages importable from notebooks in any folder, in this process: `packages` maps a package's name to its
 * folder. A copy that the notebook's own folder can see comes first.
 *
 * tslab resolves types from the notebook's folder with TypeScript's file access and values with `require`, so both are
 * answered: a path below `<folder>/node_modules/<name>` that does not exist is read from the package's own folder.
 */
export function provideModules(tslab: TslabInstallation, packages: Readonly<Record<string, string>>): void {
  provideTypes((tslab.require("@tslab/typescript-for-tslab") as { sys: FileSystem }).sys, packages);
  provideValues(packages);
}

function provideTypes(sys: FileSystem, packages: Readonly<Record<string, string>>): void {
  const { fileExists, directoryExists, readFile, realpath } = sys;
  const roots = Object.entries(packages).map(([name, folder]) => ({
    prefix: join(process.cwd(), "node_modules", name).replaceAll("\\", "/"),
    folder: folder.replaceAll("\\", "/"),
  }));
  const missing = roots.filter(({ prefix }) => !directoryExists.call(sys, prefix));
  const forward = (path: string): string => {
    const root = missing.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`));
    return root === undefined ? path : root.folder + path.slice(root.prefix.length);
  };
  sys.fileExists = (path) => fileExists.call(sys, forward(path));
  sys.directoryExists = (path) => directoryExists.call(sys, forward(path));
  sys.readFile = (path, encoding) => readFile.call(sys, forward(path), encoding);
  if (realpath !== undefined) sys.realpath = (path) => realpath.call(sys, forward(path));
}

interface ModuleLoader {
  _resolveFilename(request: string, parent: unknown, ...rest: unknown[]): string;
}

function provideValues(packages: Readonly<Record<string, string>>): void {
  const loader = Module as unknown as ModuleLoader;
  const resolve = loader._resolveFilename;
  loader._resolveFilename = function resolveOrProvide(request, parent, ...rest): string {
    const folder = Object.hasOwn(packages, request) ? packages[request] : undefined;
    if (folder === undefined) return resolve.call(this, request, parent, ...rest);
    try {
      return resolve.call(this, request, parent, ...rest);
    } catch {
      const require = createRequire(join(folder, "package.json"));
      return join(folder, (require("./package.json") as { main: string }).main);
    }
  };
}
