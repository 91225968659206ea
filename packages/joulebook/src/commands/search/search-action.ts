import { dirname, resolve } from "node:path";
import { exitCodes, type InputFile, type Problem, type SearchDocument } from "@joulebook/core";
import {
  type EvaluatorSettings,
  type FrontMember,
  parseStudy,
  planStudy,
  type PlannedStudy,
  type SearchStudy,
  type StudyRecord,
  studyResult,
} from "@joulebook/design";
import { lock, progress, readTextFile } from "@joulebook/runtime";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import type { Invocation } from "../../command-line/run.js";
import { wholeNumber } from "../whole-number.js";
import { evaluationCache } from "./evaluation-cache.js";
import { loadEvaluator } from "./evaluator-source.js";
import { runSearch } from "./run-study.js";
import type { SearchCommandOptions } from "./search-options.js";
import { openSearchLog } from "./search-log.js";
import { searchText } from "./search-text.js";
import { studyFile } from "./shipped-study.js";

const largestStudy = 16 * 1024 * 1024;

/** Runs a search study; nothing is written before the study, its evaluator and its log are known to fit. */
export async function searchAction(
  name: string,
  options: SearchCommandOptions,
  { log: say }: Invocation,
): Promise<CommandResult> {
  const jobs = options.jobs === undefined ? 1 : wholeNumber("--jobs", options.jobs, { least: 1, most: 256 });
  const file = studyFile(name);
  const { text, hash, size } = await readTextFile(file, { maxBytes: largestStudy });
  const study = changed(parseStudy(text, file), options);
  const folder = resolve(dirname(file));
  const { evaluator, inputs, foreign } = await loadEvaluator(study.evaluator, folder);
  const plan = planStudy(study, evaluator, file);
  const path = options.log ?? `${study.name}.search.jsonl`;
  const held = await lock(`${path}.lock`, { purpose: `joulebook search ${study.name}` });
  try {
    const log = openSearchLog(
      path,
      plan,
      inputs.map(({ sha256 }) => sha256),
      options.resume === true,
    );
    try {
      const resumed = log.known.size;
      if (resumed > 0) say(`${resumed} evaluations are in the log\n`);
      const cache =
        options.cache === undefined
          ? undefined
          : await evaluationCache(
              options.cache,
              study.evaluator,
              inputs.map(({ sha256 }) => sha256),
            );
      const { records, firstBatch } = await runSearch(plan, {
        log,
        folder,
        jobs,
        foreign,
        onBatch: shown(plan),
        ...(cache === undefined ? {} : { cache }),
      }).finally(() => cache?.close());
      return answer(plan, { records, firstBatch, path, resumed: Math.min(resumed, records.length) }, [
        { name, sha256: hash, bytes: size },
        ...inputs,
      ]);
    } finally {
      log.close();
    }
  } finally {
    held.release();
  }
}

/** The study with what the command line changes. */
function changed(study: SearchStudy, { evaluations, seed, on }: SearchCommandOptions): SearchStudy {
  return {
    ...study,
    ...(evaluations === undefined
      ? {}
      : { evaluations: wholeNumber("--evaluations", evaluations, { least: 1, most: 100_000_000 }) }),
    ...(seed === undefined ? {} : { seed: wholeNumber("--seed", seed, { least: 0, most: 999_999_999 }) }),
    ...(on === undefined ? {} : { evaluator: onDevice(study.evaluator, on) }),
  };
}

/** Another device has other operating points. */
function onDevice(evaluator: EvaluatorSettings, device: string): EvaluatorSettings {
  const kept = Object.entries(evaluator).filter(([name]) => name !== "points");
  return { ...Object.fromEntries(kept), kind: evaluator.kind, device };
}

/** A line on terminals: evaluations, front and hypervolume; at most a few times a second, as the front takes time. */
function shown(plan: PlannedStudy): (records: readonly StudyRecord[]) => void {
  const line = progress("search", { total: plan.study.evaluations });
  let next = 0;
  let first = 0;
  return (records) => {
    first ||= records.length;
    if (records.length >= plan.study.evaluations) line.end();
    if (process.stderr.isTTY !== true || performance.now() < next) return;
    const { front, hypervolume } = studyResult(
      { ...plan, evaluator: { ...plan.evaluator, report: () => [] } },
      records,
      first,
    );
    line.update(records.length, `front ${front.length}, hypervolume ${hypervolume.toPrecision(4)}`);
    next = performance.now() + 500;
  };
}

/** Limits that the proposed design keeps on what the search saw, but not on what it did not. */
function brokenLimits({ constraints }: PlannedStudy, chosen: FrontMember | undefined): readonly Problem[] {
  return constraints.flatMap(({ name, quantity, atMost, atLeast }) => {
    const value = chosen?.reported.find((one) => one.quantity === quantity)?.value;
    const broken = value !== undefined && (value > (atMost ?? value) || value < (atLeast ?? value));
    if (!broken) return [];
    const limit = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
    const message = `the proposed design breaks a limit on held-out data: ${name ?? quantity} is ${value.toPrecision(3)}, ${limit} was asked`;
    return [{ code: "limit-broken", message, fix: "ask for a little more in the study than is needed" }];
  });
}

interface Ran {
  readonly records: readonly StudyRecord[];
  readonly firstBatch: number;
  readonly path: string;
  readonly resumed: number;
}

function answer(
  plan: PlannedStudy,
  { records, firstBatch, path, resumed }: Ran,
  inputs: readonly InputFile[],
): CommandResult {
  const { study, evaluator, objectives, constraints, algorithm } = plan;
  const result = studyResult(plan, records, firstBatch);
  const { front, ...sums } = result;
  const iterations = "iterations" in algorithm ? (algorithm.iterations as SearchDocument["surrogates"]) : undefined;
  const document: DocumentBody<SearchDocument> = {
    study: study.name,
    evaluator: evaluator.kind,
    algorithm: study.algorithm.kind,
    seed: study.seed,
    resumed,
    objectives: objectives.map((objective) => ({ ...objective, unit: unitOf(plan, objective.quantity) })),
    constraints: constraints.map((constraint) => ({ ...constraint, unit: unitOf(plan, constraint.quantity) })),
    ...sums,
    front,
    ...(iterations === undefined ? {} : { surrogates: iterations }),
    log: path,
  };
  const failures = records.filter(({ failure }) => failure !== undefined);
  const warnings: Problem[] = evaluator.notices.map((message) => ({ code: "evaluator", message }));
  warnings.push(...brokenLimits(plan, front[result.chosen ?? -1]));
  if (failures.length > 0) {
    const { reason, message } = failures[0]?.failure ?? { reason: "error", message: "" };
    warnings.push({
      code: "failed-evaluations",
      message: `${failures.length} of ${records.length} evaluations failed, the first one (${reason}): ${message}`,
    });
  }
  return {
    name: "search",
    document,
    text: () => searchText(document),
    inputs,
    warnings,
    ...(front.length === 0 ? { exitCode: exitCodes.noFeasibleAnswer } : {}),
  };
}

function unitOf({ evaluator }: PlannedStudy, quantity: string): string {
  return evaluator.quantities.find(({ name }) => name === quantity)?.unit ?? "1";
}
