import {
  formatBytes,
  formatDuration,
  formatEnergy,
  formatNumber,
  formatPercent,
  formatPower,
  formatRate,
  pointsText,
} from "@joulebook/core";
import type { Fraction } from "@joulebook/core";
import type { AnswerAxis, Need, Reason } from "@joulebook/recommender";
import { candidateName } from "./candidate-name.js";

type Kind = Reason["kind"];
type Writers = { readonly [K in Kind]: (reason: Extract<Reason, { readonly kind: K }>, axis: AnswerAxis) => string };

/** A reason as a sentence. */
export function reasonText(reason: Reason, axis: AnswerAxis): string {
  const write = writers[reason.kind] as (reason: Reason, axis: AnswerAxis) => string;
  return write(reason, axis);
}

const writers: Writers = {
  binding: ({ constraints, candidate, accuracyGain }) =>
    `${sentence(constraints.map((name) => constraintNames[name]).join(" and "))} ${constraints.length > 1 ? "bind together" : "binds"}: ` +
    `without ${constraints.length > 1 ? "them" : "it"}, ${candidateName(candidate)} would give ${points(accuracyGain)} more.`,
  "nothing-binds": () => "Nothing binds: no candidate is more accurate, so more budget would buy nothing.",
  "next-better": ({ candidate, accuracyGain, needs }, axis) =>
    `Next better: ${candidateName(candidate)}, ${points(accuracyGain)} more, needs ${needs.map((need) => needText(need, axis)).join(" and ")}.`,
  cheaper: ({ candidate, accuracyLoss, saving, savingShare }, axis) =>
    `Next cheaper: ${candidateName(candidate)} saves ${costText(saving, axis)} (${formatPercent(savingShare)}) and loses ${points(accuracyLoss)}.`,
  "shadow-price": ({ accuracyPerUnit, unit }) =>
    accuracyPerUnit === 0
      ? "More budget buys no accuracy: the mix is the most accurate candidate."
      : `At the mix, one more m${unit} buys ${formatNumber(accuracyPerUnit * 100e-3)} points of accuracy.`,
  "most-accurate": ({ candidate, cost, fits, accuracyGain, costRatio, overBudget }, axis) =>
    accuracyGain === 0
      ? `${candidateName(candidate)} is also the most accurate of all.`
      : `Simply the most accurate: ${candidateName(candidate)} takes ${costText(cost, axis)}, ${formatNumber(costRatio)} times as much as the choice` +
        `${fits ? "" : ` and ${formatNumber(1 + overBudget)} times the budget`}, for ${points(accuracyGain)} more.`,
  elbow: ({ candidate, cost, accuracy, fits }, axis) =>
    `Elbow of the front: ${candidateName(candidate)}, ${formatPercent(accuracy)} at ${costText(cost, axis)}` +
    `${fits ? "" : " (over the budget)"}; beyond it accuracy rises slower than cost.`,
  "hard-cap": () => "The budget is a cap on every inference: a mix, which keeps it only on average, is not offered.",
  margin: ({ margin }) => `Planned as if every inference cost ${formatPercent(margin)} more than measured.`,
  confidence: ({ confidence, certain }) =>
    `Planned so that uncertain energies and latencies keep their limits with a probability of ${formatPercent(confidence)}` +
    `${certain === 0 ? "." : `; ${certain} candidates have no interval and are taken as stated.`}`,
  "worth-measuring": ({ candidate, probability, accuracyGain, expectedGain }) =>
    `Worth measuring: ${candidateName(candidate)} would give ${points(accuracyGain)} more and keeps the budget with a probability of ` +
    `${formatPercent(probability)}; measured, it gains ${points(expectedGain)} on average.`,
  "unknown-excluded": ({ quantity, count }) =>
    `${count} candidates were left out: their ${quantity} is unknown, and a limit asks for it.`,
  "operating-points": ({ device, points, code, chosen }) =>
    `${code === "different-points" ? `Candidates of ${device} are of several operating points` : `Some candidates of ${device} do not say their operating point`}: ` +
    `${pointsText(points)}${chosen.length === 0 ? "." : `; chosen: ${chosen.join(" and ")}.`}` +
    `${chosen.length > 1 ? ` The mix ${code === "different-points" ? "changes" : "may change"} the setting between inferences; what that costs is not counted.` : ""}`,
  assumed: ({ candidate, text }) => `Assumed for ${candidateName(candidate)}: ${text}.`,
  shortfall: ({ cheapest, meetsOtherLimits, shortfall }, axis) =>
    `The cheapest candidate${meetsOtherLimits ? " that meets the other limits" : ""}, ${candidateName(cheapest.candidate)}, takes ${costText(cheapest.cost, axis)}` +
    `${shortfall > 0 ? `: ${costText(shortfall, axis)} more than the budget` : ""}.`,
  "too-slow": ({ fastest, latency, rate, largestRate }) =>
    `No candidate keeps a rate of ${formatRate(rate)}: the fastest, ${candidateName(fastest)}, takes ${formatDuration(latency)}, which allows ${formatRate(largestRate)}.`,
  relax: ({ candidate, accuracy, needs }, axis) =>
    `To get an answer: ${needs.map((need) => needText(need, axis)).join(" and ")} admits ${candidateName(candidate)} (${formatPercent(accuracy)}).`,
};

const constraintNames: Readonly<Record<Need["constraint"], string>> = {
  budget: "the budget",
  rate: "the rate",
  latency: "the latency limit",
  accuracy: "the accuracy floor",
  memory: "the memory limit",
};

const needTexts: Readonly<Record<Need["constraint"], (to: number, axis: AnswerAxis) => string>> = {
  budget: (to, axis) => `a budget of ${costText(to, axis)}`,
  rate: (to) => `a rate of ${formatRate(to)}`,
  latency: (to, { latency }) => `a ${latency} latency of ${formatDuration(to)}`,
  accuracy: (to) => `an accuracy floor of ${formatPercent(to)}`,
  memory: (to) => `${formatBytes(to)} of memory`,
};

function needText({ constraint, from, to }: Need, axis: AnswerAxis): string {
  const ratio = to / from;
  const change = ratio >= 2 ? `${formatNumber(ratio)} times` : `${ratio < 1 ? "" : "+"}${formatPercent(ratio - 1)}`;
  return `${needTexts[constraint](to, axis)} (${change})`;
}

/** A cost on the budget's axis. */
export function costText(cost: number, { unit }: AnswerAxis): string {
  return unit === "J" ? formatEnergy(cost) : formatPower(cost);
}

function points(share: Fraction): string {
  return `${formatNumber(100 * share, { digits: 3 })} points`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
