import type { Claim, Figure, Problem, Verdict } from "@joulebook/core";
import { type ClaimRow, ledger } from "./claim-row.js";
import { type Golden, goldenChanges, goldenOf, readGolden, writeGolden } from "./golden.js";
import type { Reproduction, ReproductionResult } from "./reproduction.js";
import { loadReproduction } from "./reproductions.js";

/** A paper made again: its ledger, its figures, and how they compare with what was last looked at. */
export interface ReproducedPaper {
  readonly paper: string;
  readonly title: string;
  readonly claims: readonly Claim[];
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly figures: readonly Figure[];
  readonly inputs: ReproductionResult["inputs"];
  /** Present when it was asked for: what changed; empty when nothing did. */
  readonly changes?: readonly Problem[];
}

export interface ReproduceOptions {
  /** Compare with the golden copy. */
  readonly check?: boolean;
  /** Replace the golden copy. */
  readonly update?: boolean;
}

/**
 * Makes a paper's figures and claims again.
 *
 * @throws InputError (exit code 2) for an unknown paper
 * @example (await reproducePaper("not-all-ops", { check: true })).changes
 */
export async function reproducePaper(paper: string, options: ReproduceOptions = {}): Promise<ReproducedPaper> {
  const reproduction = await loadReproduction(paper);
  const { claims, figures, inputs, tolerances } = await reproduction.run();
  return compared(reproduction, claims, figures, {
    ...options,
    inputs,
    ...(tolerances === undefined ? {} : { tolerances }),
  });
}

async function compared(
  { paper, title }: Reproduction,
  rows: readonly ClaimRow[],
  figures: readonly Figure[],
  options: ReproduceOptions & Pick<ReproductionResult, "inputs" | "tolerances">,
): Promise<ReproducedPaper> {
  const claims = ledger(paper, rows);
  const now = goldenOf(paper, claims, figures);
  if (options.update === true) await writeGolden(now);
  const result = { paper, title, claims, verdicts: verdictCounts(claims), figures, inputs: options.inputs };
  if (options.check !== true) return result;
  return { ...result, changes: changesSince(await readGolden(paper), now, options.tolerances) };
}

function changesSince(
  golden: Golden | undefined,
  now: Golden,
  tolerances: ReproductionResult["tolerances"],
): readonly Problem[] {
  if (golden !== undefined) return goldenChanges(golden, now, tolerances);
  return [{ code: "no-golden", message: `${now.paper}: there is no golden copy to compare with` }];
}

/** How many rows of a ledger have each verdict. */
export function verdictCounts(claims: readonly Pick<Claim, "verdict">[]): Readonly<Record<Verdict, number>> {
  const counts: Record<Verdict, number> = { reproduced: 0, partly: 0, differs: 0, "not testable": 0 };
  for (const { verdict } of claims) counts[verdict]++;
  return counts;
}
