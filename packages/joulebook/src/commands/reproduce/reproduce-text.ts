import type { OutputFile, Verdict } from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import { type ReproducedPaper, type ReproductionEntry, valueText } from "@joulebook/studies";
import { textTable } from "../../command-line/text-table.js";

type Paper = ReproducedPaper & { readonly outputs?: readonly OutputFile[] };

/** The papers that can be made again. */
export function paperList(papers: readonly ReproductionEntry[]): string {
  return textTable([
    { title: "Paper", cells: papers.map(({ paper }) => paper) },
    { title: "What it is", cells: papers.map(({ title }) => title) },
  ]);
}

/** Each paper's ledger: verdict, place, values and statement of every claim. */
export function papersText(papers: readonly Paper[]): string {
  return papers.map(paperText).join("\n\n");
}

function paperText({ paper, title, claims, verdicts, figures, outputs = [] }: Paper): string {
  const table = textTable([
    { title: "Verdict", cells: claims.map(({ verdict }) => verdict) },
    { title: "Place", cells: claims.map(({ place }) => place) },
    { title: "Published", cells: claims.map(({ published, unit }) => valueText(published, unit)) },
    { title: "Ours", cells: claims.map(({ ours, unit }) => valueText(ours, unit)) },
    { title: "Statement", cells: claims.map(({ statement }) => printable(statement)) },
  ]);
  const written = outputs.map(({ path }) => printable(path)).join("\n");
  const head = `${paper}: ${title}\n${countsText(verdicts)}; ${figures.length} figures`;
  return [head, table, ...(written === "" ? [] : [written])].join("\n\n");
}

/** One line per paper: whether it still comes out as it did. */
export function checkText(papers: readonly Paper[]): string {
  const state = ({ changes = [] }: Paper): string =>
    changes.length === 0 ? "as it was" : `${changes.length} ${changes.length === 1 ? "change" : "changes"}`;
  return papers.map((paper) => `${paper.paper}: ${state(paper)} (${countsText(paper.verdicts)})`).join("\n");
}

const order: readonly Verdict[] = ["reproduced", "partly", "differs", "not testable"];

function countsText(verdicts: Readonly<Record<Verdict, number>>): string {
  return order.map((verdict) => `${verdicts[verdict]} ${verdict}`).join(", ");
}
