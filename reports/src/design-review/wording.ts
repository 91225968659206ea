import {
  type Candidate,
  type EnergyBasis,
  type EnergyQuality,
  formatBytes,
  formatDuration,
  formatNumber,
  formatPercent,
  formatQuantity,
  formatRate,
  type Fraction,
} from "@joulebook/core";
import { type Markdown, md } from "@joulebook/report";
import type { AnswerAxis, Need, RecommendationRequest } from "@joulebook/recommender";

/** "mobilenet-v2-1.0-160-int8 with tflite-ruy": the model and its runtime. */
export function named(candidate: Candidate): Markdown {
  const backend = candidate.keys["backend"];
  return backend === undefined ? md`**${candidate.model}**` : md`**${candidate.model}** with ${backend}`;
}

/** A cost on the budget's axis, e.g. "95.1 mJ" or "3.20 W". */
export function costText(cost: number, { unit }: Pick<AnswerAxis, "unit">): string {
  return formatQuantity(cost, unit);
}

/** A difference of accuracies, e.g. "1.3 points". */
export function points(difference: Fraction): string {
  const text = (100 * Math.abs(difference)).toFixed(1);
  return `${text} ${text === "1.0" ? "point" : "points"}`;
}

/** What would have to move, e.g. "the budget from 100 mJ to 112 mJ (12 % more)". */
export function needText(need: Need, axis: AnswerAxis): string {
  const { constraint, from, to, relative } = need;
  const change =
    relative > 1
      ? `${formatNumber(to / from, { digits: 2 })} times as much`
      : `${formatPercent(relative, { decimals: relative < 0.1 ? 1 : 0 })} ${to >= from ? "more" : "less"}`;
  const texts = {
    budget: () => `the budget from ${costText(from, axis)} to ${costText(to, axis)} (${change})`,
    rate: () => `the rate from ${formatRate(from)} to ${formatRate(to)}`,
    latency: () => `the latency limit from ${formatDuration(from)} to ${formatDuration(to)} (${change})`,
    accuracy: () => `the accuracy floor from ${formatPercent(from)} to ${formatPercent(to)}`,
    memory: () => `the memory limit from ${formatBytes(from)} to ${formatBytes(to)} (${change})`,
  };
  return texts[constraint]();
}

/** "a, b and c". */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** " and the other limits" where the question has any beside the budget. */
export function otherLimits({ latency, accuracy }: Pick<RecommendationRequest, "latency" | "accuracy">): string {
  return latency === undefined && accuracy === undefined ? "" : " and the other limits";
}

const places: Readonly<Record<EnergyBasis, string>> = {
  wall: "wall plug",
  board: "board's supply",
  rail: "supply rail",
  counter: "counter in the chip",
  model: "model",
};

const meters: Readonly<Record<EnergyQuality, string>> = {
  "external-analyser": "external analyser",
  "on-board-sensor": "sensor on the board",
  counter: "counter",
  derived: "derived",
  model: "model",
};

/** Where an energy was measured and by what: "wall plug, derived". */
export function meter({ energyBasis, energyQuality }: Candidate): string {
  const place = energyBasis === undefined ? "place not stated" : places[energyBasis];
  const tier = energyQuality === undefined ? "meter not stated" : meters[energyQuality];
  return place === tier ? place : `${place}, ${tier}`;
}

/** "wall plug, derived" where all are measured so; several, with commas and "or", where they differ. */
export function metersOf(candidates: readonly Candidate[]): string {
  const names = [...new Set(candidates.map(meter))];
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join("; ")}; or ${names.at(-1)}`;
}
