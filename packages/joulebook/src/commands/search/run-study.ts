import { type PlannedStudy, scoresOf, type StudyRecord, type StudyRun } from "@joulebook/design";
import type { Design, Outcome } from "@joulebook/search";
import { workerPool } from "@joulebook/runtime";
import type { DesignOutcome, EvaluationTask } from "./evaluate-designs.js";
import { outcomeOf } from "./evaluate-designs.js";
import type { EvaluationCache } from "./evaluation-cache.js";
import { knownOutcome, type SearchLog } from "./search-log.js";

export interface RunOptions {
  readonly log: SearchLog;
  readonly folder: string;
  readonly jobs: number;
  /** Runs in threads under a time limit even with one job. */
  readonly foreign: boolean;
  readonly cache?: EvaluationCache;
  readonly onBatch: (records: readonly StudyRecord[]) => void;
}

/**
 * Runs a study to its number of evaluations: what the log knows is taken from it, the rest is evaluated and logged as it
 * comes. Designs are asked batch by batch and told in their order, so the number of jobs changes nothing.
 */
export async function runSearch(plan: PlannedStudy, options: RunOptions): Promise<StudyRun> {
  const { algorithm, study } = plan;
  const judge = await judgeOf(plan, options);
  const records: StudyRecord[] = [];
  let firstBatch = 0;
  try {
    while (records.length < study.evaluations) {
      const designs = algorithm.ask();
      if (designs.length === 0) break;
      if (firstBatch === 0) firstBatch = designs.length;
      const taken = designs.slice(0, study.evaluations - records.length);
      const batch = await evaluated(plan, taken, records.length, judge, options);
      records.push(...batch);
      options.onBatch(records);
      if (taken.length < designs.length) break;
      algorithm.tell(batch.map((record) => outcome(plan, record)));
    }
  } finally {
    await judge.close();
  }
  return { records, firstBatch };
}

function outcome({ objectives, constraints }: PlannedStudy, { quantities }: StudyRecord): Outcome {
  return quantities === undefined ? "failed" : scoresOf(quantities, objectives, constraints);
}

interface Judge {
  /** Calls back for each design as it is done. */
  readonly run: (designs: readonly Design[], done: (place: number, outcome: DesignOutcome) => void) => Promise<void>;
  readonly close: () => Promise<void>;
}

async function evaluated(
  _plan: PlannedStudy,
  designs: readonly Design[],
  from: number,
  judge: Judge,
  { log, cache }: RunOptions,
): Promise<StudyRecord[]> {
  const batch = designs.map((design, place) => knownOutcome(log, from + place, design));
  designs.forEach((design, place) => {
    const quantities = batch[place] === undefined ? cache?.get(design) : undefined;
    if (quantities === undefined) return;
    const record: StudyRecord = { index: from + place, design, quantities };
    log.append(record);
    batch[place] = record;
  });
  const open = designs.flatMap((_, place) => (batch[place] === undefined ? [place] : []));
  await judge.run(
    open.map((place) => designs[place] as Design),
    (at, { quantities, failure }) => {
      const place = open[at] as number;
      const record: StudyRecord = {
        index: from + place,
        design: designs[place] as Design,
        ...(quantities === undefined ? {} : { quantities }),
        ...(failure === undefined ? {} : { failure }),
      };
      log.append(record);
      if (quantities !== undefined) cache?.put(record.design, quantities);
      batch[place] = record;
    },
  );
  return batch as StudyRecord[];
}

async function judgeOf(
  { evaluator, study, objectives, constraints }: PlannedStudy,
  { jobs, foreign, folder }: RunOptions,
): Promise<Judge> {
  const needed = [...new Set([...objectives, ...constraints].map(({ quantity }) => quantity))];
  if (!foreign && jobs === 1) {
    return {
      run: async (designs, done) => {
        for (const [place, design] of designs.entries())
          done(place, await outcomeOf(evaluator.evaluate, design, needed));
      },
      close: async () => {},
    };
  }
  // A user's module may hang at any design, so each has its own time; ours answer at once, so threads get many at a time.
  const size = foreign ? 1 : 64;
  const pool = await workerPool<EvaluationTask, DesignOutcome[]>({
    module: new URL("./evaluate-designs.js", import.meta.url),
    workers: jobs,
    timeout: study.timeout * size,
  });
  return {
    run: async (designs, done) => {
      const chunks = Array.from({ length: Math.ceil(designs.length / size) }, (_, chunk) =>
        designs.slice(chunk * size, (chunk + 1) * size),
      );
      await Promise.all(
        chunks.map(async (chunk, index) => {
          const outcomes = await pool
            .run({ settings: study.evaluator, folder, designs: chunk, needed })
            .catch((error: unknown) => chunk.map(() => failed(error)));
          outcomes.forEach((one, place) => done(index * size + place, one));
        }),
      );
    },
    close: () => pool.close(),
  };
}

function failed(error: unknown): DesignOutcome {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { failure: { reason: name === "TimeoutError" ? "timeout" : "error", message } };
}
