import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { exitCodes, InputError, unknownName } from "@joulebook/core";

const folder = fileURLToPath(new URL("../../../studies/", import.meta.url));

/** Names of the studies that ship. */
export function shippedStudyNames(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(/\.json$/, ""))
    .toSorted();
}

/**
 * File of a study: a path, or a study that ships by its name.
 *
 * @throws InputError (exit code 2) with the nearest names
 */
export function studyFile(name: string): string {
  if (/[\\/]|\.json$/.test(name) || existsSync(name)) return name;
  const names = shippedStudyNames();
  if (names.includes(name)) return `${folder}${name}.json`;
  throw new InputError(
    [{ ...unknownName("study", name, names), fix: "give a study file (*.json) or one of the names" }],
    exitCodes.usage,
  );
}
