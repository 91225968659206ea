import { basename, dirname, resolve } from "node:path";

/** Where a report goes: a folder, and the name of its files without an extension. */
export interface OutputPlace {
  readonly folder: string;
  readonly name: string;
}

/**
 * The place that `--out` names: the extension of a PDF or HTML file does not belong to the name.
 *
 * @example outputPlace("/out/review.pdf", "design-review") // => { folder: "/out", name: "review" }
 */
export function outputPlace(out: string | undefined, study: string): OutputPlace {
  const path = resolve(out ?? study);
  const name = basename(path).replace(/\.(pdf|html?)$/i, "");
  return { folder: dirname(path), name: name === "" ? study : name };
}
