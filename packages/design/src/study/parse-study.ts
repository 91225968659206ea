import { InputError, parseDuration } from "@joulebook/core";
import { readDocument } from "@joulebook/documents";
import { checkParameters } from "@joulebook/search";
import type { SearchStudy } from "./search-study.js";
import { studySchema } from "./study-schema.js";

/**
 * Reads the text of a study file; what is left out gets its default.
 *
 * @throws InputError with every problem: `bad-json`, `unknown-key`, `bad-value`, and what contradicts in the space
 */
export function parseStudy(text: string, file: string): SearchStudy {
  const what = "a study of a search";
  const {
    $schema: _,
    timeout = "60s",
    algorithm = { kind: "nsga2" },
    ...written
  } = readDocument<StudyFile>(text, studySchema, { file, what });
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
