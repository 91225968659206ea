import { join } from "node:path";
import {
  exitCodes,
  type InputFile,
  type Problem,
  type ReproduceDocument,
  type ReproducedPaperEntry,
} from "@joulebook/core";
import { progress } from "@joulebook/runtime";
import { loadReproduction, type ReproducedPaper, reproducePaper, reproductions } from "@joulebook/studies";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import type { Invocation } from "../../command-line/run.js";
import { reportAction } from "../report/report-action.js";
import type { ReproduceCommandOptions } from "./reproduce-options.js";
import { checkText, paperList, papersText } from "./reproduce-text.js";

/** Makes papers again. Exit code 5 when --check finds a change, 1 when --out lacks PDF or pictures for want of a browser. */
export async function reproduceAction(
  named: readonly string[],
  options: ReproduceCommandOptions,
  invocation: Invocation,
): Promise<CommandResult> {
  const { check = false, out } = options;
  if (named.length === 0 && !check && out === undefined) return listed();
  const papers = named.length > 0 ? [...new Set(named)] : reproductions.map(({ paper }) => paper);
  await Promise.all(papers.map(loadReproduction)); // an unknown paper is refused before any other is made
  const shown = progress("reproduce", { total: papers.length });
  const done: (ReproducedPaper & Pick<ReproducedPaperEntry, "outputs">)[] = [];
  const missing: Problem[] = [];
  for (const [index, paper] of papers.entries()) {
    shown.update(index, paper);
    const result = await reproducePaper(paper, { check });
    if (out === undefined) done.push(result);
    else {
      const written = await reportAction(
        `reproduction/${paper}`,
        { parameter: [], ...options, out: join(out, `${paper}.pdf`) },
        invocation,
      );
      missing.push(...(written.errors ?? []));
      done.push({
        ...result,
        outputs: (written.document as { readonly outputs: ReproducedPaperEntry["outputs"] }).outputs ?? [],
      });
    }
  }
  shown.end();
  const document: DocumentBody<ReproduceDocument> = { papers: done.map(entryOf) };
  const changes = done.flatMap((paper) => paper.changes ?? []);
  const errors = [...changes, ...missing];
  return {
    name: "reproduce",
    document,
    text: () => (check ? checkText(done) : papersText(done)),
    inputs: inputsOf(done),
    ...(errors.length === 0 ? {} : { errors, exitCode: changes.length > 0 ? exitCodes.checkFailed : exitCodes.failed }),
  };
}

function listed(): CommandResult {
  const papers = reproductions.map(({ paper, title }) => ({ paper, title }));
  return { name: "reproduce", document: { papers }, text: () => paperList(reproductions) };
}

function entryOf({
  paper,
  title,
  verdicts,
  claims,
  figures,
  changes,
  outputs,
}: ReproducedPaper & Pick<ReproducedPaperEntry, "outputs">): ReproducedPaperEntry {
  return {
    paper,
    title,
    verdicts,
    claims,
    figures: figures.map(({ id, title: name, table }) => ({ id, title: name, rows: table.rows.length })),
    ...(changes === undefined ? {} : { changes }),
    ...(outputs === undefined ? {} : { outputs }),
  };
}

/** Every input once, by name. */
function inputsOf(papers: readonly ReproducedPaper[]): readonly InputFile[] {
  const inputs = papers.flatMap((paper) => paper.inputs);
  const byName = new Map(inputs.map(({ name, hash }) => [name, { name, sha256: hash.replace(/^sha256:/, "") }]));
  return [...byName.values()];
}
