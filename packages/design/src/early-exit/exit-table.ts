import { InputError, traceLayout, type TraceSplit } from "@joulebook/core";

/** Answers of a network's exits to the examples of one split, exit by exit, ready to be replayed. */
export interface ExitTable {
  readonly examples: number;
  /** Names of the exits in order, as the run lists them. */
  readonly exits: readonly string[];
  /** Largest softmax probability of exit k for example n at k * examples + n. */
  readonly confidence: Float64Array;
  /** 1 where that exit is right. */
  readonly correct: Uint8Array;
}

/**
 * Reads splits of a trace file's text: `split,i,label,p1,c1,...`; whatever stands behind the columns it needs is skipped.
 *
 * @throws InputError with every bad header column, or the first bad line; RangeError where the names do not fit the exits
 */
export function exitTables(
  text: string,
  { exits, file }: { readonly exits: readonly string[]; readonly file?: string },
): ReadonlyMap<TraceSplit, ExitTable> {
  const lines = text.split("\n");
  const header = traceLayout((lines[0] ?? "").trim().split(","), file === undefined ? {} : { file });
  if (header.exits !== exits.length)
    throw new RangeError(`exitTables: ${exits.length} names for ${header.exits} exits`);
  const at = (name: string): number => header.position.get(name) as number;
  const [split, label] = [at("split"), at("label")];
  const answers = exits.map((_, k) => [at(`p${k + 1}`), at(`c${k + 1}`)] as const);
  const needed = Math.max(split, label, ...answers.flat()) + 1;
  const rows = new Map<string, string[][]>();
  for (let line = 1; line < lines.length; line++) {
    const row = lines[line] as string;
    if (row === "" || row === "\r") continue;
    const cells = row.split(",", needed);
    const of = rows.get(cells[split] as string);
    if (cells.length < needed) throw badLine(file, line + 1, `${cells.length} cells`, `at least ${needed}`);
    if (of === undefined) rows.set(cells[split] as string, [cells]);
    else of.push(cells);
  }
  return new Map(
    [...rows].map(([name, cells]) => {
      const examples = cells.length;
      const confidence = new Float64Array(examples * exits.length);
      const correct = new Uint8Array(examples * exits.length);
      cells.forEach((row, n) => {
        answers.forEach(([p, c], k) => {
          const value = Number(row[c]);
          if (!(value >= 0 && value <= 1)) throw badLine(file, n + 2, `confidence ${row[c]}`, "a number in [0, 1]");
          confidence[k * examples + n] = value;
          correct[k * examples + n] = row[p] === row[label] ? 1 : 0;
        });
      });
      return [name as TraceSplit, { examples, exits, confidence, correct }];
    }),
  );
}

function badLine(file: string | undefined, line: number, found: string, expected: string): InputError {
  return new InputError([
    { code: "bad-trace", message: `trace: ${found}`, expected, line, ...(file === undefined ? {} : { file }) },
  ]);
}
