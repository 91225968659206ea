import { budgetText, formatDuration, formatEnergy, formatPercent, formatPower, type Table } from "@joulebook/core";
import type { Choice, Recommendation } from "@joulebook/recommender";
import { meterName } from "../commands/recommend/meter-name.js";
import { escapeHtml } from "./escape-html.js";
import { type DisplayBundle, tableBundle } from "./table-bundle.js";

/** A recommendation as a sentence and a table: the single choice, the mix, or what the budget lacks. */
export function recommendationBundle(recommendation: Recommendation): DisplayBundle {
  const headline = headlineText(recommendation);
  const table = tableBundle(choiceTable(recommendation));
  return {
    "text/html": `<p><strong>${escapeHtml(headline)}</strong></p>${table["text/html"]}`,
    "text/markdown": `**${escapeHtml(headline)}**\n\n${table["text/markdown"]}`,
    "text/plain": `${headline}\n${table["text/plain"]}`,
  };
}

function headlineText(recommendation: Recommendation): string {
  const budget = budgetText(recommendation.budget);
  if (recommendation.feasible) {
    const { candidate, accuracy } = recommendation.single;
    return `${budget}: ${candidate.model} on ${candidate.device}, ${formatPercent(accuracy)} accuracy`;
  }
  const { reasons } = recommendation;
  if (reasons.some(({ kind }) => kind === "too-slow")) return `${budget}: nothing fits; no candidate keeps the rate`;
  const shortfall = reasons.find((reason) => reason.kind === "shortfall");
  if (shortfall?.kind !== "shortfall") return `${budget}: there is no candidate`;
  const { candidate, cost } = shortfall.cheapest;
  return `${budget}: nothing fits; the cheapest, ${candidate.model}, takes ${costText(cost, recommendation)}`;
}

function choiceTable(recommendation: Recommendation): Table {
  const titles = ["choice", "share", "model", "runtime", "energy", "meter", "accuracy", "latency", "cost"];
  return {
    columns: titles.map((title) => ({ name: title, title, unit: "" })),
    rows: chosen(recommendation).map(({ role, share, choice }) => [
      role,
      formatPercent(share),
      choice.candidate.model,
      String(choice.candidate.keys["backend"] ?? ""),
      formatEnergy(choice.energy),
      meterName(choice.candidate),
      formatPercent(choice.accuracy),
      choice.latency === undefined ? undefined : formatDuration(choice.latency),
      costText(choice.cost, recommendation),
    ]),
  };
}

function chosen(recommendation: Recommendation): { role: string; share: number; choice: Choice }[] {
  if (!recommendation.feasible) {
    return recommendation.reasons.flatMap((reason) =>
      reason.kind === "shortfall" ? [{ role: "cheapest", share: 1, choice: reason.cheapest }] : [],
    );
  }
  const parts = recommendation.mix?.parts ?? [];
  return [
    { role: "single", share: 1, choice: recommendation.single },
    ...parts.map((part) => ({ role: "mix", share: part.share, choice: part })),
  ];
}

function costText(cost: number, { axis }: Recommendation): string {
  return axis.unit === "J" ? formatEnergy(cost) : formatPower(cost);
}
