import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Claim, Figure, Problem } from "@joulebook/core";

/** What a reproduction gave when it was last looked at: the values that `reproduce --check` compares with. */
export interface Golden {
  readonly paper: string;
  readonly claims: readonly Pick<Claim, "place" | "statement" | "verdict" | "ours">[];
  readonly figures: readonly GoldenFigure[];
}

interface GoldenFigure {
  readonly id: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Digits that golden numbers keep; comparisons allow more than what is rounded off. */
const digits = 9;

/** Numbers of a claim may differ by this much, relatively: its verdict is what counts. */
const claimTolerance = 1e-6;

/** The golden copy of what a reproduction gave. */
export function goldenOf(paper: string, claims: readonly Claim[], figures: readonly Figure[]): Golden {
  return {
    paper,
    claims: claims.map(({ place, statement, verdict, ours }) => ({
      place,
      statement,
      verdict,
      ...(ours === undefined ? {} : { ours: typeof ours === "number" ? rounded(ours) : ours }),
    })),
    figures: figures.map(({ id, table }) => ({
      id,
      columns: table.columns.map(({ name }) => name),
      rows: table.rows.map((row) =>
        row.map((cell) => (cell === undefined ? null : typeof cell === "number" ? rounded(cell) : cell)),
      ),
    })),
  };
}

/** Everything in which two runs differ, as problems; empty when they agree within the tolerances. */
export function goldenChanges(
  golden: Golden,
  now: Golden,
  tolerances: Readonly<Record<string, number>> = {},
): readonly Problem[] {
  return [...claimChanges(golden, now), ...figureChanges(golden, now, tolerances)];
}

function claimChanges(golden: Golden, now: Golden): Problem[] {
  const key = ({ place, statement }: Golden["claims"][number]): string => `${place}: ${statement}`;
  const before = new Map(golden.claims.map((claim) => [key(claim), claim]));
  const found = new Set(now.claims.map(key));
  const gone = golden.claims.filter((claim) => !found.has(key(claim)));
  return [
    ...gone.map((claim) => problem("claim-gone", golden.paper, `the claim "${key(claim)}" is no longer in the ledger`)),
    ...now.claims.flatMap((claim): Problem[] => {
      const old = before.get(key(claim));
      if (old === undefined) return [problem("claim-new", golden.paper, `the claim "${key(claim)}" is new`)];
      if (old.verdict !== claim.verdict) {
        const message = `the verdict of "${key(claim)}" was "${old.verdict}" and is "${claim.verdict}"`;
        return [
          problem("verdict-changed", golden.paper, `${message} (${old.ours ?? "-"} before, ${claim.ours ?? "-"} now)`),
        ];
      }
      if (same(old.ours ?? null, claim.ours ?? null, claimTolerance)) return [];
      const message = `the value of "${key(claim)}" was ${old.ours ?? "absent"} and is ${claim.ours ?? "absent"}`;
      return [problem("value-changed", golden.paper, message)];
    }),
  ];
}

function figureChanges(golden: Golden, now: Golden, tolerances: Readonly<Record<string, number>>): Problem[] {
  const before = new Map(golden.figures.map((figure) => [figure.id, figure]));
  const found = new Set(now.figures.map(({ id }) => id));
  const gone = golden.figures.filter(({ id }) => !found.has(id));
  return [
    ...gone.map(({ id }) => problem("figure-gone", golden.paper, `the figure ${id} is no longer made`)),
    ...now.figures.flatMap((figure): Problem[] => {
      const old = before.get(figure.id);
      if (old === undefined) return [problem("figure-new", golden.paper, `the figure ${figure.id} is new`)];
      const change = tableChange(old, figure, tolerances[figure.id] ?? 1e-6);
      return change === undefined
        ? []
        : [problem("figure-changed", golden.paper, `the figure ${figure.id}: ${change}`)];
    }),
  ];
}

/** The first difference of two tables, and how many cells differ in all. */
function tableChange(old: GoldenFigure, now: GoldenFigure, tolerance: number): string | undefined {
  if (old.columns.join() !== now.columns.join())
    return `its columns were ${old.columns.join()} and are ${now.columns.join()}`;
  if (old.rows.length !== now.rows.length) return `it had ${old.rows.length} rows and has ${now.rows.length}`;
  let first: string | undefined;
  let count = 0;
  for (const [at, row] of now.rows.entries()) {
    for (const [column, cell] of row.entries()) {
      const before = old.rows[at]?.[column] ?? null;
      if (same(before, cell, tolerance)) continue;
      count++;
      first ??= `row ${at + 1}, ${now.columns[column]}: ${before ?? "empty"} before, ${cell ?? "empty"} now`;
    }
  }
  return first === undefined ? undefined : `${count} cells differ by more than ${tolerance}; ${first}`;
}

function same(a: string | number | null, b: string | number | null, tolerance: number): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b)) + 1e-12;
}

function rounded(value: number): number {
  return Number(value.toPrecision(digits));
}

function problem(code: string, paper: string, message: string): Problem {
  return { code, message: `${paper}: ${message}` };
}

/** Where the golden copy of a paper lies, inside this package. */
function goldenFile(paper: string): string {
  return fileURLToPath(new URL(`../../golden/${paper}.json`, import.meta.url));
}

export async function readGolden(paper: string): Promise<Golden | undefined> {
  try {
    return JSON.parse(await readFile(goldenFile(paper), "utf8")) as Golden;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes a golden copy, one claim and one row of a table per line, so that changes can be read in review. */
export async function writeGolden(golden: Golden): Promise<void> {
  const lines = (items: readonly unknown[], indent: string): string =>
    items.length === 0
      ? "[]"
      : `[\n${items.map((item) => `${indent}  ${JSON.stringify(item)}`).join(",\n")}\n${indent}]`;
  const figures = golden.figures.map(
    ({ id, columns, rows }) =>
      `    {\n      "id": ${JSON.stringify(id)},\n      "columns": ${JSON.stringify(columns)},\n      "rows": ${lines(rows, "      ")}\n    }`,
  );
  const text = `{\n  "paper": ${JSON.stringify(golden.paper)},\n  "claims": ${lines(golden.claims, "  ")},\n  "figures": [\n${figures.join(",\n")}\n  ]\n}\n`;
  await writeFile(goldenFile(golden.paper), text);
}
