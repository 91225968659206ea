import { readDocument } from "@joulebook/documents";
import { readTextFile } from "@joulebook/runtime";
import type { Experiment } from "./experiment.js";
import { experimentSchema } from "./experiment-schema.js";

/**
 * Reads an experiment file.
 *
 * @throws InputError with every problem of the file: `bad-json`, `unknown-key`, `bad-value`
 */
export async function readExperiment(file: string): Promise<Experiment> {
  const { text } = await readTextFile(file, { maxBytes: 4 * 1024 * 1024 });
  return parseExperiment(text, file);
}

/** @throws InputError, as `readExperiment` */
export function parseExperiment(text: string, file: string): Experiment {
  const what = "a training run (experiment.schema.json)";
  const { $schema: _, ...experiment } = readDocument<Written>(text, experimentSchema, { file, what });
  return experiment;
}

type Written = Experiment & { readonly $schema?: string };
