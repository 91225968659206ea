import {
  budgetText,
  type Candidate,
  formatDuration,
  formatNumber,
  formatPercent,
  formatQuantity,
} from "@joulebook/core";
import { energyAccuracyFigure } from "@joulebook/figures";
import type { FeasibleAnswer, InfeasibleAnswer, Mix, Reason } from "@joulebook/recommender";
import { type Block, joinMarkdown, type Markdown, md, type Section } from "@joulebook/report";
import type { Review } from "../review.js";
import { reviewDataset } from "../parameters.js";
import { costText, listed, meter, metersOf, named, needText, otherLimits, points } from "../wording.js";

/** The page that a reader in a hurry reads: the choice, its numbers, where it lies, what else there is. */
export function answerSection(review: Review): Section {
  const { recommendation } = review;
  const blocks = recommendation.feasible
    ? [...choiceBlocks(recommendation, review), answerFigure(review), ...alternatives(recommendation)]
    : [...shortfallBlocks(recommendation, review), answerFigure(review)];
  return { id: "answer", title: "The answer", blocks };
}

/** The answer in one or two sentences, for the cover. */
export function answerSentence({ recommendation, parameters, request }: Review): Markdown {
  const { device, budget } = parameters;
  if (!recommendation.feasible) {
    return md`No measured model on ${device} keeps to ${budgetText(budget)}${otherLimits(request)}. Section 1 says what would have to give.`;
  }
  const { single, mix } = recommendation;
  const first = md`For ${budgetText(budget)} on ${device}, use ${named(single.candidate)}: ${formatPercent(single.accuracy)} top-1 accuracy at ${formatQuantity(single.energy, "J")} per inference.`;
  if (mix === undefined || mix.parts.length < 2) return first;
  return md`${first} Sharing the inferences with a second model meets the budget exactly on average and gains ${points(mix.accuracy - single.accuracy)}.`;
}

function choiceBlocks({ single, axis, census }: FeasibleAnswer, { parameters, request }: Review): readonly Block[] {
  const limits = [
    budgetText(parameters.budget),
    ...(request.latency === undefined
      ? []
      : [`a mean latency of at most ${formatDuration(request.latency.limit, { trim: true })}`]),
    ...(request.accuracy === undefined ? [] : [`at least ${formatPercent(request.accuracy)} accuracy`]),
  ];
  const energy = formatQuantity(single.energy, "J").split(" ");
  const time = single.latency === undefined ? undefined : formatDuration(single.latency).split(" ");
  return [
    {
      kind: "callout",
      tone: "answer",
      text: md`Use ${named(single.candidate)}. On ${parameters.device} it is the most accurate of the ${census.fitting} candidates (of ${census.candidates} measured) that keep to ${listed(limits)}.`,
    },
    {
      kind: "key-numbers",
      numbers: [
        {
          name: "Top-1 accuracy",
          value: (single.accuracy * 100).toFixed(1),
          unit: "%",
          note: single.candidate.id.startsWith(`${reviewDataset}:`) ? "50 000 ImageNet images" : "as it was ingested",
        },
        {
          name: "Energy per inference",
          value: energy[0] ?? "",
          unit: energy[1] ?? "",
          note: `${meter(single.candidate)}${idleNote(single.candidate)}`,
        },
        ...(time === undefined
          ? []
          : [{ name: "Mean latency", value: time[0] ?? "", unit: time[1] ?? "", note: "one image at a time" }]),
        {
          name: "Budget used",
          value: ((single.cost / axis.limit) * 100).toFixed(1),
          unit: "%",
          note: `of ${costText(axis.limit, axis)}`,
        },
      ],
    },
  ];
}

function idleNote({ idleIncluded }: Candidate): string {
  if (idleIncluded === undefined) return "";
  return idleIncluded ? ", idle included" : ", idle not included";
}

function answerFigure({ recommendation, candidates, front, parameters }: Review): Block {
  const { budget } = parameters;
  return {
    kind: "figure",
    height: 96,
    figure: energyAccuracyFigure(candidates, {
      id: "energy-accuracy",
      title: `Accuracy against energy per inference on ${parameters.device}`,
      caption: `Each mark is one model with one runtime, measured (${metersOf(candidates)}); the line joins those that no other beats in energy and accuracy${recommendation.feasible ? " and the star is the choice" : ""}.`,
      front,
      ...(budget.kind === "inference" ? { budget: budget.energy } : {}),
      ...(recommendation.feasible ? { choice: recommendation.single.candidate } : {}),
      ...(recommendation.feasible && recommendation.mix !== undefined && recommendation.mix.parts.length > 1
        ? { mix: recommendation.mix }
        : {}),
    }),
  };
}

function alternatives({ reasons, mix, axis }: FeasibleAnswer): readonly Block[] {
  const facts = [
    ...(mix !== undefined && mix.parts.length > 1 ? [{ name: "To use all of the budget", text: mixText(mix) }] : []),
    ...reasons.flatMap((reason) => reasonFact(reason, axis)),
  ];
  return facts.length === 0 ? [] : [{ kind: "facts", facts }];
}

function mixText(mix: Mix): Markdown {
  const parts = mix.parts.map(
    ({ share, candidate }) => md`${formatPercent(share)} of the inferences by ${named(candidate)}`,
  );
  return md`${joinMarkdown(parts, " and ")}: on average ${formatPercent(mix.accuracy)} at ${formatQuantity(mix.energy, "J")}.`;
}

function reasonFact(reason: Reason, axis: FeasibleAnswer["axis"]): readonly { name: string; text: Markdown }[] {
  switch (reason.kind) {
    case "next-better": {
      const needed = listed(reason.needs.map((need) => needText(need, axis)));
      return [
        {
          name: "For more accuracy",
          text: md`${named(reason.candidate)} gains ${points(reason.accuracyGain)}; it needs ${needed}.`,
        },
      ];
    }
    case "cheaper":
      return [
        {
          name: "To save energy",
          text: md`${named(reason.candidate)} saves ${costText(reason.saving, axis)} (${formatPercent(reason.savingShare, { decimals: 0 })}) and loses ${points(reason.accuracyLoss)}.`,
        },
      ];
    case "most-accurate":
      return reason.accuracyGain > 0
        ? [
            {
              name: "Just the most accurate",
              text: md`${named(reason.candidate)} gains ${points(reason.accuracyGain)} for ${formatNumber(reason.costRatio, { digits: 2 })} times the ${axis.unit === "J" ? "energy" : "power"}.`,
            },
          ]
        : [];
    case "nothing-binds":
      return [
        {
          name: "What limits it",
          text: md`Nothing: no measured candidate is more accurate, so more budget would buy nothing.`,
        },
      ];
    default:
      return [];
  }
}

function shortfallBlocks(
  { reasons, axis, census }: InfeasibleAnswer,
  { parameters, request }: Review,
): readonly Block[] {
  const shortfall = reasons.find((reason) => reason.kind === "shortfall");
  const relaxations = reasons.filter((reason) => reason.kind === "relax");
  const cheapest =
    shortfall === undefined
      ? md``
      : md` The cheapest${shortfall.meetsOtherLimits && otherLimits(request) !== "" ? " that meets the other limits" : ""} is ${named(shortfall.cheapest.candidate)} at ${costText(shortfall.cheapest.cost, axis)}${shortfall.shortfall > 0 ? `, ${costText(shortfall.shortfall, axis)} too much` : ""}.`;
  return [
    {
      kind: "callout",
      tone: "warning",
      title: "Nothing fits",
      text: md`None of the ${census.candidates} measured candidates on ${parameters.device} keeps to ${budgetText(parameters.budget)}${otherLimits(request)}.${cheapest}`,
    },
    {
      kind: "facts",
      facts: relaxations.map(({ candidate, needs, accuracy }) => ({
        name: `Move ${listed(needs.map(({ constraint }) => constraint))}`,
        text: md`${named(candidate)} (${formatPercent(accuracy)}) fits after moving ${listed(needs.map((need) => needText(need, axis)))}.`,
      })),
    },
  ];
}
