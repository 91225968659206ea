import type { InputFile, JoulebookDocument } from "../contracts/document.js";
import type { Problem } from "../contracts/problem.js";

/**
 * A command's JSON document: schema name, version, warnings and inputs first, then what the command has to say.
 *
 * @example jsonDocument("datasets", { version: "0.1.0" }, { datasets: [] }).schema // => "joulebook/datasets@1"
 */
export function jsonDocument<Name extends string, Body extends object>(
  name: Name,
  {
    version,
    warnings = [],
    inputs = [],
  }: { readonly version: string; readonly warnings?: readonly Problem[]; readonly inputs?: readonly InputFile[] },
  body: Body,
): JoulebookDocument<Name> & Body {
  return { schema: `joulebook/${name}@1`, version, warnings, inputs, ...body };
}
