import { InputError, nearestNames, parseDuration, type Problem } from "@joulebook/core";
import { checkParameters } from "@joulebook/search";
import type { z } from "zod";
import type { SearchStudy } from "./search-study.js";
import { studySchema } from "./study-schema.js";

/**
 * Reads the text of a study file; what is left out gets its default.
 *
 * @throws InputError with every problem: `not-json`, `unknown-key`, `bad-value`, and what contradicts in the space
 */
export function parseStudy(text: string, file: string): SearchStudy {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError([{ code: "not-json", message: `the study is not JSON: ${why}`, file }]);
  }
  const parsed = studySchema.safeParse(value);
  if (!parsed.success) throw new InputError(parsed.error.issues.flatMap((issue) => problems(issue, file)));
  const { $schema: _, timeout = "60s", algorithm = { kind: "nsga2" }, ...written } = parsed.data as StudyFile;
  const { evaluations = 1000, seed = 0, ...rest } = written;
  const found = rest.space === undefined ? [] : checkParameters(rest.space);
  if (found.length > 0) throw new InputError(found.map((problem) => ({ ...problem, file })));
  return {
    ...rest,
    algorithm,
    evaluations,
    seed,
    timeout: parseDuration(timeout, { where: `${file}: timeout`, positive: true }),
  };
}

/** A study as its file holds it. */
type StudyFile = Pick<SearchStudy, "name" | "evaluator"> &
  Partial<Omit<SearchStudy, "timeout">> & { readonly $schema?: string; readonly timeout?: string };

const knownKeys: readonly string[] = (
  "name description evaluator space objectives constraints algorithm evaluations seed timeout choose reference quantity direction " +
  "atMost atLeast population selection penalty initial batch explore kind low high step values of least most when parameter is includes"
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
  return [{ code: "bad-value", message: `${place}: ${issue.message}`, file }];
}
