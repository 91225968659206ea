import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import {
  parseStudy,
  planStudy,
  type PlannedStudy,
  type SearchStudy,
  searchInMemory,
  type StudyResult,
  studyResult,
  type StudyRun,
} from "@joulebook/design";
import { loadEvaluator } from "./evaluator-source.js";
import { studyFile } from "./shipped-study.js";

/** A study that ran: what was planned, every evaluation, and what came of it. */
export interface SearchedStudy {
  readonly plan: PlannedStudy;
  readonly run: StudyRun;
  readonly result: StudyResult;
}

/** What a caller changes of a study. */
export interface SearchStudyOptions {
  readonly device?: string;
  readonly evaluations?: number;
  readonly seed?: number;
  readonly algorithm?: SearchStudy["algorithm"];
}

/**
 * Runs a study that ships, or a study file, here and now: no log, one thread. For notebooks; `joulebook search` keeps a
 * log. Evaluators that are modules of your own run only there, under a time limit.
 *
 * @throws InputError as the command does
 * @example const { result } = await searchStudy("one-shot-cortex-m7", { evaluations: 2000 });
 */
export async function searchStudy(
  name: string,
  { device, ...changes }: SearchStudyOptions = {},
): Promise<SearchedStudy> {
  const file = studyFile(name);
  const written = parseStudy(readFileSync(file, "utf8"), file);
  const study: SearchStudy = {
    ...written,
    ...changes,
    ...(device === undefined ? {} : { evaluator: { ...written.evaluator, device } }),
  };
  const { evaluator } = await loadEvaluator(study.evaluator, resolve(dirname(file)));
  const plan = planStudy(study, evaluator, file);
  const run = searchInMemory(plan);
  return { plan, run, result: studyResult(plan, run.records, run.firstBatch) };
}
