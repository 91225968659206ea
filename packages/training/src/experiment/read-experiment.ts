import { InputError, nearestNames, type Problem } from "@joulebook/core";
import { readTextFile } from "@joulebook/runtime";
import type { z } from "zod";
import type { Experiment } from "./experiment.js";
import { experimentSchema } from "./experiment-schema.js";

/**
 * Reads an experiment file.
 *
 * @throws InputError with every problem of the file: `not-json`, `unknown-key`, `bad-value`
 */
export async function readExperiment(file: string): Promise<Experiment> {
  const { text } = await readTextFile(file, { maxBytes: 4 * 1024 * 1024 });
  return parseExperiment(text, file);
}

/** @throws InputError, as `readExperiment` */
export function parseExperiment(text: string, file: string): Experiment {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError([{ code: "not-json", message: `the experiment is not JSON: ${why}`, file }]);
  }
  const parsed = experimentSchema.safeParse(value);
  if (!parsed.success) throw new InputError(parsed.error.issues.flatMap((issue) => problems(issue, file)));
  const { $schema: _, ...experiment } = parsed.data as Experiment & { readonly $schema?: string };
  return experiment;
}

const knownKeys: readonly string[] = (
  "name description data network training start quantisation pruning traces set train validation family layers filters exits " +
  "dropout input classes stem blocks expand channels mounts heads nodes kind kernel stride padding bias activation momentum " +
  "epsilon with size units height width seed epochs batch rate l2 patience exitWeights schedule warmup distillation weight " +
  "temperature augmentation flip shift from freeze backbone head calibration by sparsity steps decimals"
).split(" ");

function problems(issue: z.core.$ZodIssue, file: string): Problem[] {
  const place = issue.path.join(".") || "the file";
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      code: "unknown-key",
      message: `${place} has the unknown key "${key}"`,
      file,
      nearest: nearestNames(key, knownKeys, 2),
    }));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    // The alternative that went furthest is the one that was meant.
    const meant = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? [];
    return meant.flatMap((inner) => problems({ ...inner, path: [...issue.path, ...inner.path] }, file));
  }
  return [{ code: "bad-value", message: `${place}: ${issue.message}`, file }];
}
