import { realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { InputError } from "@joulebook/core";

/**
 * The real path of `path` (relative to `root`), if it lies inside the folder `root`; links on the way are followed first,
 * so neither `..`, nor an absolute path, nor a symbolic link leads out. The path itself need not exist.
 *
 * @throws InputError `outside-folder` when it does not lie inside
 * @example insideRoot("/out", "figures/front.svg") // => "/out/figures/front.svg"
 */
export function insideRoot(root: string, path: string): string {
  const realRoot = realPath(resolve(root));
  const wanted = resolve(realRoot, path);
  const real = join(realPath(dirname(wanted)), basename(wanted));
  const way = relative(realRoot, real);
  if (way === "" || way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way)) {
    throw new InputError([
      {
        code: "outside-folder",
        message: `${path} does not lie inside the output folder`,
        file: path,
        expected: `a file below ${realRoot}`,
        fix: "choose a name without '..', and no link that leads out of the folder",
      },
    ]);
  }
  return real;
}

/** The path with links resolved as far as it exists. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const parent = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || parent === path) throw error;
    return join(realPath(parent), basename(path));
  }
}
