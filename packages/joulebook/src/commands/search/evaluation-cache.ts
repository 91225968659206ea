import { join } from "node:path";
import type { EvaluatorSettings, StudyRecord } from "@joulebook/design";
import { jsonHash, type Lock, lock, makeFolders, openAppendLog, stableJson } from "@joulebook/runtime";
import type { Design } from "@joulebook/search";

/** What was found for designs by one evaluator, whatever the study: kept in a file named by the evaluator's content. */
export interface EvaluationCache {
  get(design: Design): StudyRecord["quantities"] | undefined;
  /** Failures are not kept: a later run may have more time. */
  put(design: Design, quantities: NonNullable<StudyRecord["quantities"]>): void;
  close(): void;
}

/**
 * Opens the cache of an evaluator in a folder. Its name is the hash of the settings and of everything the evaluator was
 * made from (data, device, the module's text), so a changed evaluator never answers from old evaluations.
 *
 * @throws InputError `locked` when another search uses it
 */
export async function evaluationCache(
  folder: string,
  settings: EvaluatorSettings,
  inputs: readonly string[],
): Promise<EvaluationCache> {
  makeFolders(folder);
  const path = join(folder, `${jsonHash({ settings, inputs }).slice(0, 32)}.jsonl`);
  const held: Lock = await lock(`${path}.lock`, { purpose: "joulebook search" });
  try {
    const log = openAppendLog(path);
    const known = new Map(
      (log.content.records as readonly Pick<StudyRecord, "design" | "quantities">[]).map(({ design, quantities }) => [
        stableJson(design),
        quantities,
      ]),
    );
    return {
      get: (design) => known.get(stableJson(design)),
      put(design, quantities) {
        known.set(stableJson(design), quantities);
        log.append({ design, quantities });
      },
      close() {
        log.close();
        held.release();
      },
    };
  } catch (error) {
    held.release();
    throw error;
  }
}
