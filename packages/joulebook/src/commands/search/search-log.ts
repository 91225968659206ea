import { existsSync } from "node:fs";
import { InputError, type Problem } from "@joulebook/core";
import type { PlannedStudy, StudyRecord } from "@joulebook/design";
import { jsonHash, openAppendLog, stableJson } from "@joulebook/runtime";
import { version } from "../../command-line/version.js";

/** First line of a log: which search its evaluations belong to. */
interface LogHead {
  readonly schema: "joulebook/search-log@1";
  readonly version: string;
  readonly study: string;
  /** Of everything that decides which designs are asked and what they are worth; not of how many. */
  readonly hash: string;
}

/** The log of a study, and what it holds already. */
export interface SearchLog {
  readonly path: string;
  /** By index; a killed study may lack some before the last. */
  readonly known: ReadonlyMap<number, StudyRecord>;
  readonly tornBytes: number;
  append(record: StudyRecord): void;
  close(): void;
}

/**
 * Opens a study's log: new, or with `resume` the one that is there.
 *
 * @throws InputError when there is a log and it is not to be continued, or it belongs to another study or version
 */
export function openSearchLog(path: string, plan: PlannedStudy, inputs: readonly string[], resume: boolean): SearchLog {
  if (existsSync(path) && !resume)
    throw new InputError([
      {
        code: "log-exists",
        message: "there is a log of a search already",
        file: path,
        fix: "continue it with --resume, or choose another file with --log",
      },
    ]);
  const {
    evaluations: _,
    timeout: _limit,
    description: _text,
    choose: _rule,
    reference: _point,
    ...identity
  } = plan.study;
  const head: LogHead = {
    schema: "joulebook/search-log@1",
    version: version(),
    study: plan.study.name,
    hash: jsonHash({
      identity,
      inputs,
      objectives: plan.objectives,
      constraints: plan.constraints,
      space: plan.space.parameters,
    }),
  };
  const log = openAppendLog(path);
  try {
    const [first, ...rest] = log.content.records;
    if (first === undefined) log.append(head);
    else refuseOther(first, head, path);
    return {
      path,
      known: knownRecords(rest, path),
      tornBytes: log.content.tornBytes,
      append: (record) => log.append(record),
      close: () => log.close(),
    };
  } catch (error) {
    log.close();
    throw error;
  }
}

function refuseOther(found: unknown, head: LogHead, path: string): void {
  const other = found as Partial<LogHead> | null;
  const problem = (code: string, message: string, expected: string): InputError =>
    new InputError([{ code, message, expected, file: path, line: 1, fix: "choose another file with --log" }]);
  if (typeof other !== "object" || other === null || other.schema !== head.schema)
    throw problem("not-a-search-log", "the file is not the log of a search", head.schema);
  if (other.study !== head.study)
    throw problem("another-study", `the log is of the study ${JSON.stringify(other.study)}`, head.study);
  if (other.version !== head.version)
    throw problem("another-version", `the log was written by version ${JSON.stringify(other.version)}`, head.version);
  if (other.hash !== head.hash)
    throw problem(
      "another-study",
      "the log is of this study with other settings, data or seed",
      "the same study file, seed, device and data",
    );
}

function knownRecords(lines: readonly unknown[], path: string): ReadonlyMap<number, StudyRecord> {
  const known = new Map<number, StudyRecord>();
  const problems: Problem[] = [];
  lines.forEach((line, at) => {
    const record = line as Partial<StudyRecord> | null;
    if (
      typeof record !== "object" ||
      record === null ||
      !Number.isSafeInteger(record.index) ||
      typeof record.design !== "object"
    )
      problems.push({ code: "bad-log-line", message: "not an evaluation", file: path, line: at + 2 });
    else known.set(record.index as number, record as StudyRecord);
  });
  if (problems.length > 0) throw new InputError(problems.slice(0, 20));
  return known;
}

/** The known evaluation of a design; a log that says otherwise was changed by someone. */
export function knownOutcome(log: SearchLog, index: number, design: StudyRecord["design"]): StudyRecord | undefined {
  const record = log.known.get(index);
  if (record === undefined || stableJson(record.design) === stableJson(design)) return record;
  throw new InputError([
    {
      code: "bad-log",
      message: `evaluation ${index} in the log is of another design than this search asks`,
      file: log.path,
      fix: "start anew with another --log",
    },
  ]);
}
