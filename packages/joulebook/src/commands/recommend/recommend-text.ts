import { budgetText, formatBytes, formatColumn, formatDuration, formatEnergy, formatPercent } from "@joulebook/core";
import type { Candidate, EnergyBasis, EnergyQuality } from "@joulebook/core";
import type {
  Choice,
  DeviceChoice,
  FeasibleAnswer,
  Mix,
  Recommendation,
  RecommendationRequest,
  UtilityRanking,
} from "@joulebook/recommender";
import { printable } from "@joulebook/runtime";
import { type TextColumn, textTable } from "../../command-line/text-table.js";
import { meterName } from "./meter-name.js";
import { costText, reasonText } from "./reason-text.js";
import { neighbours } from "./recommend-document.js";

/** The answer for people: the choice, the mix, what else there is, and why. */
export function recommendText(answer: Recommendation, request: RecommendationRequest, alternatives: number): string {
  const parts = [
    headline(answer, request),
    answer.feasible ? choiceText(answer) : "No candidate fits.",
    ...(answer.feasible && answer.ranking !== undefined ? [rankingText(answer.ranking, answer)] : []),
    devicesText(answer),
    alternativesText(answer, alternatives),
    ["Why", ...answer.reasons.map((reason) => `  ${reasonText(reason, answer.axis)}`)].join("\n"),
    provenance(answer),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** What was asked: the device, where it is one, the budget and the limits. */
function headline(answer: Recommendation, request: RecommendationRequest): string {
  const devices = new Set(answer.front.map(({ candidate }) => candidate.device));
  const [device = ""] = devices;
  const place = devices.size === 1 ? `${printable(device)}: ` : "";
  return place + [budgetText(answer.budget), ...limitTexts(request)].join(", ");
}

function limitTexts({ latency, accuracy, memory, margin, confidence }: RecommendationRequest): readonly string[] {
  const short = { trim: true };
  return [
    ...(latency === undefined
      ? []
      : [`${latency.statistic ?? "mean"} latency at most ${formatDuration(latency.limit, short)}`]),
    ...(accuracy === undefined ? [] : [`accuracy at least ${formatPercent(accuracy)}`]),
    ...(memory === undefined ? [] : [`memory at most ${formatBytes(memory, short)}`]),
    ...(margin === undefined ? [] : [`with a margin of ${formatPercent(margin)}`]),
    ...(confidence === undefined ? [] : [`kept with a probability of ${formatPercent(confidence)}`]),
  ];
}

function choiceText(answer: FeasibleAnswer): string {
  const { single, mix, axis } = answer;
  const rows = [
    { label: "Single", share: undefined as number | undefined, choice: single as Choice },
    ...(mix === undefined || mix.parts.length < 2
      ? []
      : mix.parts.map((part, index) => ({
          label: index === 0 ? "Mix" : "",
          share: part.share as number | undefined,
          choice: part as Choice,
        }))),
  ];
  const choices = rows.map(({ choice }) => choice);
  const cost = formatColumn(
    choices.map((choice) => choice.cost),
    axis.unit,
  );
  const energy = formatColumn(
    choices.map((choice) => choice.energy),
    "J",
  );
  const latency = formatColumn(
    choices.map((choice) => choice.latency),
    "s",
  );
  const table = textTable([
    { title: "", cells: rows.map(({ label }) => label) },
    {
      title: "Share",
      cells: rows.map(({ share }) => (share === undefined ? "" : formatPercent(share))),
      align: "right",
    },
    ...candidateColumns(
      choices.map(({ candidate }) => candidate),
      answer,
    ),
    {
      title: "Accuracy",
      cells: choices.map(({ accuracy }) => formatPercent(accuracy, { decimals: 2 })),
      align: "right",
    },
    { title: `Energy (${energy.unit})`, cells: energy.cells, align: "right" },
    {
      title: axis.unit === "W" ? `Power (${cost.unit})` : "",
      cells: axis.unit === "W" ? cost.cells : [],
      align: "right",
    },
    { title: `Latency ${axis.latency} (${latency.unit})`, cells: latency.cells, align: "right" },
  ]);
  const chance =
    single.withinBudget === undefined
      ? ""
      : ` It keeps the budget with a probability of ${formatPercent(single.withinBudget)}.`;
  const gap = `The single choice ${single.cost > axis.limit ? `exceeds the budget by ${formatPercent(single.gap)}` : `leaves ${formatPercent(single.gap)} of the budget unused`}.${chance}`;
  return [table, "", mix === undefined ? gap : `${gap} ${mixText(mix, answerCost(mix, axis))}`].join("\n");
}

function answerCost(mix: Mix, axis: Recommendation["axis"]): string {
  return costText(mix.cost, axis);
}

function mixText(mix: Mix, cost: string): string {
  if (mix.parts.length < 2) return "No mix is better.";
  const latency = mix.latency === undefined ? "" : `, at worst ${formatDuration(mix.latency.worst)}`;
  return (
    `The mix reaches ${formatPercent(mix.accuracy, { decimals: 2 })} at ${cost} on average; ` +
    `one inference takes at worst ${formatEnergy(mix.worstEnergy)}${latency}.`
  );
}

function rankingText({ best }: UtilityRanking, answer: Recommendation): string {
  const candidates = best.map(({ candidate }) => candidate);
  const table = textTable([
    ...candidateColumns(candidates, answer),
    { title: "Utility", cells: best.map(({ utility }) => utility.toFixed(3)), align: "right" },
  ]);
  return `By utility\n${indented(table)}`;
}

/** Which board to take: the single choice on each, where several compete. */
function devicesText({ devices = [], axis }: Recommendation): string {
  if (devices.length === 0) return "";
  const priced = devices.some(({ single }) => single?.candidate.price !== undefined);
  const meters = new Set(devices.flatMap(({ single }) => (single === undefined ? [] : [meterName(single.candidate)])));
  const lasting = devices.some(({ lifetime }) => lifetime !== undefined);
  const cell = (write: (device: Required<DeviceChoice>) => string): readonly string[] =>
    devices.map((device) => (device.single === undefined ? "" : write(device as Required<DeviceChoice>)));
  const table = textTable([
    { title: "Device", cells: devices.map(({ device }) => printable(device)) },
    {
      title: "Model",
      cells: devices.map(({ single }) => (single === undefined ? "nothing fits" : printable(single.candidate.model))),
    },
    { title: "Accuracy", cells: cell(({ single }) => formatPercent(single.accuracy, { decimals: 2 })), align: "right" },
    { title: "Meter", cells: meters.size <= 1 ? [] : cell(({ single: { candidate } }) => meterName(candidate)) },
    {
      title: axis.unit === "W" ? "Power" : "Energy",
      cells: cell(({ single }) => costText(single.cost, axis)),
      align: "right",
    },
    {
      title: "Price",
      cells: priced ? cell(({ single: { candidate } }) => String(candidate.price ?? "")) : [],
      align: "right",
    },
    { title: "Battery lasts", cells: lasting ? cell(({ lifetime }) => formatDuration(lifetime)) : [], align: "right" },
  ]);
  return `Each device\n${indented(table)}`;
}

function alternativesText(answer: Recommendation, count: number): string {
  const points = neighbours(answer, count);
  if (points.length === 0) return "";
  const cost = formatColumn(
    points.map((point) => point.cost),
    answer.axis.unit,
  );
  const latency = formatColumn(
    points.map(({ candidate }) => candidate.latency?.[answer.axis.latency]),
    "s",
  );
  const table = textTable([
    ...candidateColumns(
      points.map(({ candidate }) => candidate),
      answer,
    ),
    {
      title: "Accuracy",
      cells: points.map(({ accuracy }) => formatPercent(accuracy, { decimals: 2 })),
      align: "right",
    },
    { title: `${answer.axis.unit === "W" ? "Power" : "Energy"} (${cost.unit})`, cells: cost.cells, align: "right" },
    { title: `Latency ${answer.axis.latency} (${latency.unit})`, cells: latency.cells, align: "right" },
    {
      title: "",
      cells: points.map(({ fits, elbow }) => [fits ? "fits" : "over", elbow ? "elbow" : ""].join(" ").trim()),
    },
  ]);
  return `Neighbours on the front\n${indented(table)}`;
}

/** Who a candidate is; the device only where several compete. */
function candidateColumns(candidates: readonly Candidate[], answer: Recommendation): readonly TextColumn[] {
  const { front } = answer;
  const key = (name: string): readonly string[] => candidates.map(({ keys }) => printable(String(keys[name] ?? "")));
  const several = new Set(front.map(({ candidate }) => candidate.device)).size > 1;
  return [
    { title: "Device", cells: several ? candidates.map(({ device }) => printable(device)) : [] },
    { title: "Model", cells: candidates.map(({ model }) => printable(model)) },
    { title: "Runtime", cells: key("backend") },
    { title: "Software", cells: key("software") },
    { title: "Meter", cells: ofOneMeter(answer) ? [] : candidates.map(meterName) },
  ];
}

/** Whether all energies of the front are measured alike: then one line says how, else every row does. */
function ofOneMeter({ front }: Recommendation): boolean {
  return new Set(front.map(({ candidate }) => meterName(candidate))).size <= 1;
}

const bases: Readonly<Record<EnergyBasis, string>> = {
  wall: "measured at the wall plug",
  board: "measured at the supply of the board",
  rail: "measured at a supply rail",
  counter: "read from a counter in the chip",
  model: "computed by a model",
};

const qualities: Readonly<Record<EnergyQuality, string>> = {
  "external-analyser": "by an external analyser",
  "on-board-sensor": "by a sensor on the board",
  counter: "by a counter",
  derived: "derived from other values",
  model: "by a model",
};

/** What the energies are, and the caveats of the candidates that were chosen. */
function provenance(answer: Recommendation): string {
  const chosen = answer.feasible
    ? [answer.single, ...(answer.mix?.parts ?? [])].map(({ candidate }) => candidate)
    : answer.front.slice(0, 1).map(({ candidate }) => candidate);
  const [first] = chosen;
  if (first === undefined) return "";
  const { energyBasis, energyQuality, idleIncluded, evidence } = first;
  const basis = energyBasis === undefined ? "of an unknown basis" : bases[energyBasis];
  const quality = energyQuality === undefined ? "" : `, ${qualities[energyQuality]}`;
  const idle =
    idleIncluded === undefined
      ? ""
      : idleIncluded
        ? ", idle power during the inference included"
        : ", idle power not included";
  const notes = new Set(chosen.flatMap((candidate) => candidate.notes ?? []));
  return [
    `Energy: ${basis}${quality}${idle} (${evidence}). ${answer.census.candidates} candidates, ${answer.census.fitting} fit.`,
    ...[...notes].map((note) => `Note: ${printable(note)}.`),
  ].join("\n");
}

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}
