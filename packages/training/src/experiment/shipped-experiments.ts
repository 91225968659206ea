import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError, unknownName } from "@joulebook/core";

const folder = fileURLToPath(new URL("../../experiments/", import.meta.url));

/** Names of the experiments that ship, in order. */
export async function shippedExperimentNames(): Promise<readonly string[]> {
  const files = await readdir(folder).catch(() => []);
  return files
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .toSorted();
}

/**
 * The file of an experiment: a path as it is, a bare name that is no file here as that of a shipped experiment.
 *
 * @throws InputError `unknown-experiment` with the nearest names
 * @example await shippedExperimentFile("combined-L6-N16-s0")
 */
export async function shippedExperimentFile(name: string): Promise<string> {
  if (name.endsWith(".json") || /[/\\]/.test(name) || existsSync(name)) return name;
  const names = await shippedExperimentNames();
  if (names.includes(name)) return join(folder, `${name}.json`);
  throw new InputError([unknownName("experiment", name, names)]);
}
