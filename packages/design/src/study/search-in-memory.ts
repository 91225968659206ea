import { scoresOf } from "../scores.js";
import type { PlannedStudy } from "./plan-study.js";
import type { StudyRecord } from "./study-result.js";

/** A study's evaluations and the size of its first batch, which sets the reference point. */
export interface StudyRun {
  readonly records: readonly StudyRecord[];
  readonly firstBatch: number;
}

/**
 * Runs a study here and now: no log, no workers, no time limit. For notebooks and reproductions with evaluators of this
 * package; an evaluator that throws ends the run.
 */
export function searchInMemory({ algorithm, evaluator, objectives, constraints, study }: PlannedStudy): StudyRun {
  const records: StudyRecord[] = [];
  let firstBatch = 0;
  while (records.length < study.evaluations) {
    const designs = algorithm.ask();
    if (designs.length === 0) break;
    if (firstBatch === 0) firstBatch = designs.length;
    const taken = designs.slice(0, study.evaluations - records.length);
    const found = taken.map((design) => evaluator.evaluate(design));
    found.forEach((quantities, place) =>
      records.push({ index: records.length, design: taken[place] as StudyRecord["design"], quantities }),
    );
    if (taken.length < designs.length) break;
    algorithm.tell(found.map((quantities) => scoresOf(quantities, objectives, constraints)));
  }
  return { records, firstBatch };
}
