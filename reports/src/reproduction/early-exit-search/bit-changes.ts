import { type ExitTable, exitTables } from "@joulebook/design";
import { oneShotRuns, type StudyData } from "./data.js";

/** How the share that leaves at the exits of one design changes from floating point to fewer bits. */
export interface BitChange {
  readonly network: "one-shot" | "Merkel";
  /** Of backbone and heads. */
  readonly bits: string;
  readonly exits: readonly string[];
  readonly threshold: number;
  /** Change of the share at each exit, the last one included. */
  readonly changes: readonly number[];
  /** The largest of them in standard errors of the test images that move. */
  readonly significance: number;
}

const thresholds = [0.5, 0.7, 0.9] as const;
const placements = [
  [2, 5, 8, 10],
  [3, 6, 9, 10],
  [4, 8, 10],
].map((blocks) => blocks.map((block) => `exit${block}-single`));

/** Replays designs at three thresholds on the same test images at each precision of two networks. */
export function bitChanges({ runs, wide, merkel }: Pick<StudyData, "runs" | "wide" | "merkel">): readonly BitChange[] {
  const oneShot = Object.entries(oneShotRuns).map(([bits, name]) => {
    const run = runs.find((one) => one.name === name);
    if (run === undefined) throw new RangeError(`bitChanges: no run ${name}`);
    return { bits, table: testOf(exitTables(run.traces, { exits: run.exits, file: name })) };
  });
  const { float, ...narrow } = merkel;
  const full = { oneShot: testOf(wide.tables), merkel: testOf(float?.tables ?? new Map()) };
  return [
    ...oneShot.flatMap(({ bits, table }) =>
      placements.flatMap((exits) => changesOf("one-shot", bits, { before: full.oneShot, after: table, exits })),
    ),
    ...Object.entries(narrow).flatMap(([bits, { tables }]) =>
      changesOf("Merkel", bits, { before: full.merkel, after: testOf(tables), exits: full.merkel.exits }),
    ),
  ];
}

function testOf(tables: ReadonlyMap<string, ExitTable>): ExitTable {
  const table = tables.get("test");
  if (table === undefined) throw new RangeError("bitChanges: a run has no test images");
  return table;
}

function changesOf(
  network: BitChange["network"],
  bits: string,
  {
    before,
    after,
    exits,
  }: { readonly before: ExitTable; readonly after: ExitTable; readonly exits: readonly string[] },
): readonly BitChange[] {
  return thresholds.map((threshold): BitChange => {
    const [was, is] = [leavingAt(before, exits, threshold), leavingAt(after, exits, threshold)];
    const moved = exits.map((_, k) => paired(was, is, k));
    return {
      network,
      bits,
      exits,
      threshold,
      changes: moved.map(({ mean }) => mean),
      significance: Math.max(...moved.map(({ mean, error }) => (error === 0 ? 0 : Math.abs(mean) / error))),
    };
  });
}

/** Place of the exit that each image leaves at, by one threshold for all. */
export function leavingAt(
  { examples, exits: names, confidence }: ExitTable,
  exits: readonly string[],
  threshold: number,
): number[] {
  const at = exits.map((exit) => names.indexOf(exit));
  if (at.includes(-1)) throw new RangeError(`bitChanges: the run lacks an exit among ${exits.join(", ")}`);
  return Array.from({ length: examples }, (_, n) => {
    const found = at.findIndex((exit) => (confidence[exit * examples + n] as number) >= threshold);
    return found < 0 ? exits.length - 1 : found;
  });
}

/** Mean change of "leaves at exit k" over images, and its standard error. */
export function paired(
  before: readonly number[],
  after: readonly number[],
  k: number,
): { mean: number; error: number } {
  let [sum, squares] = [0, 0];
  before.forEach((exit, n) => {
    const change = Number(after[n] === k) - Number(exit === k);
    sum += change;
    squares += change * change;
  });
  const mean = sum / before.length;
  return { mean, error: Math.sqrt((squares / before.length - mean * mean) / before.length) };
}
