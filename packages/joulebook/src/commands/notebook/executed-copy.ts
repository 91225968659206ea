import { basename, join, resolve } from "node:path";
import { exitCodes, InputError } from "@joulebook/core";

/**
 * Where the executed copy of each notebook goes: `out` itself for one notebook, a folder for several; by default
 * `<name>.executed.ipynb` in the current folder. A notebook is never overwritten by its own copy, nor a copy by another.
 *
 * @throws InputError (exit code 2)
 * @example executedCopies(["a/b.ipynb"], undefined)
 */
export function executedCopies(files: readonly string[], out: string | undefined): readonly string[] {
  const copies = files.map((file) => {
    const name = `${basename(file).replace(/\.ipynb$/i, "")}.executed.ipynb`;
    if (out === undefined) return resolve(name);
    return files.length === 1 ? resolve(out) : resolve(join(out, name));
  });
  const sources = new Set(files.map((file) => resolve(file)));
  const clash = copies.findIndex((copy, index) => sources.has(copy) || copies.indexOf(copy) !== index);
  if (clash < 0) return copies;
  const message = sources.has(copies[clash] as string)
    ? "the executed copy would replace the notebook"
    : "two executed copies have the same name";
  const fix = "give --out another place";
  throw new InputError([{ code: "same-file", message, file: copies[clash] as string, fix }], exitCodes.usage);
}
