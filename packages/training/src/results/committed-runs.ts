import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { InputError, unknownName } from "@joulebook/core";
import type { TrainingResult } from "../train/write-results.js";

/** A run whose results ship with the package. */
export interface CommittedRun {
  readonly name: string;
  readonly result: TrainingResult;
  /** Validation and test images, with logits where the experiment asked for them: `split,i,label,p1,c1,...`, gzip. */
  readonly traceFile: string;
  /** Training images, class and confidence only; where there are any. */
  readonly trainTraceFile?: string;
}

const folder = fileURLToPath(new URL("../../results/", import.meta.url));

/** Names of the runs that ship, in order. */
export async function committedRunNames(): Promise<readonly string[]> {
  const entries = await readdir(folder).catch(() => []);
  return entries.filter((name) => existsSync(join(folder, name, "traces.csv.gz"))).toSorted();
}

/**
 * One run that ships.
 *
 * @throws InputError `unknown-run` with the nearest names
 */
export async function committedRun(name: string): Promise<CommittedRun> {
  const names = await committedRunNames();
  if (!names.includes(name)) throw new InputError([unknownName("run", name, names)]);
  const result = JSON.parse(await readFile(join(folder, name, "result.json"), "utf8")) as TrainingResult;
  const train = join(folder, name, "traces-train.csv.gz");
  return {
    name,
    result,
    traceFile: join(folder, name, "traces.csv.gz"),
    ...(existsSync(train) ? { trainTraceFile: train } : {}),
  };
}

/** The text of a run's trace file, unpacked. */
export async function traceText(traceFile: string): Promise<string> {
  return (await promisify(gunzip)(await readFile(traceFile))).toString("utf8");
}
