import {
  type Candidate,
  columnScale,
  concaveHull,
  formatNumber,
  formatPercent,
  formatQuantity,
  formatRate,
  marginalCosts,
  median,
} from "@joulebook/core";
import {
  energyByBoardFigure,
  idleShareFigure,
  latencyEnergyAccuracyFigure,
  marginalEnergyFigure,
  modelSizeFigure,
  modelsInCommon,
  type SizedModel,
  type SizeTrend,
  sizeTrend,
} from "@joulebook/figures";
import { type Block, joinMarkdown, type Markdown, md, type Section } from "@joulebook/report";
import { groupBy } from "@joulebook/measurements";
import { modelSizes } from "../model-sizes.js";
import type { Review } from "../review.js";
import { listed, points, metersOf } from "../wording.js";

/** What the measurements show before anybody chooses. */
export function trendsSection(review: Review): Section {
  return {
    id: "trends",
    title: "Trends in the measurements",
    blocks: [],
    sections: [
      { id: "trend-energy", title: "Energy, latency and accuracy", blocks: [spread(review), bubbles(review)] },
      { id: "trend-price", title: "The price of accuracy", blocks: marginal(review) },
      { id: "trend-size", title: "The size of networks", blocks: sizes() },
      { id: "trend-boards", title: "Boards and runtimes", blocks: byBoard(review) },
      { id: "trend-idle", title: "Idle power", blocks: idling(review) },
    ],
  };
}

function spread({ candidates, parameters }: Review): Block {
  const energies = candidates.map(({ energy }) => energy);
  const accuracies = candidates.map(({ accuracy }) => accuracy);
  const [low, high] = [Math.min(...energies), Math.max(...energies)];
  const [worst, best] = [Math.min(...accuracies), Math.max(...accuracies)];
  return {
    kind: "text",
    text: md`On ${parameters.device} energy per inference spans a factor of ${formatNumber(high / low, { digits: 2 })}, from ${formatQuantity(low, "J")} to ${formatQuantity(high, "J")}, for accuracies from ${formatPercent(worst)} to ${formatPercent(best)}. Energy follows latency closely ({fig:latency-energy-accuracy}), because the board draws nearly the same power whatever it computes: what takes longer costs more.`,
  };
}

function bubbles({ candidates, recommendation, request }: Review): Block {
  return {
    kind: "figure",
    height: 72,
    figure: latencyEnergyAccuracyFigure(candidates, {
      caption:
        "Each bubble is one candidate; larger and darker ones are more accurate, shapes tell the runtimes apart.",
      ...(recommendation.feasible ? { choice: recommendation.single.candidate } : {}),
      ...(request.latency === undefined ? {} : { latencyLimit: request.latency.limit }),
    }),
  };
}

/** The price of the next point along the front, cheapest corners of the hull against dearest ones. */
function marginal({ front, recommendation }: Review): readonly Block[] {
  const steps = marginalCosts(concaveHull(front, axes), axes);
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || steps.length < 2) return [];
  return [
    {
      kind: "text",
      text: md`Along the front each further point of accuracy costs more ({fig:marginal-energy}): ${formatQuantity(first.costPerGain / 100, "J")} per point between the two cheapest corners of its concave hull, ${formatQuantity(last.costPerGain / 100, "J")} between the two dearest, ${formatNumber(last.costPerGain / first.costPerGain, { digits: 2 })} times as much for the last ${points(last.gain)} as for the first ${points(first.gain)}. This is the trend that makes the most accurate model the wrong default {ref:hanafy}. From one member of the front to the next the price jumps, because some steps gain little; a mix of two models can skip such a step, and so its price only rises.`,
    },
    {
      kind: "figure",
      height: 66,
      figure: marginalEnergyFigure(front, {
        caption:
          "Each bar spans the accuracies from one member of the front to the next; the stairs do so between the corners of the concave hull, of which mixes are made.",
        ...(recommendation.feasible ? { choice: recommendation.single.candidate } : {}),
      }),
    },
  ];
}

const axes = {
  cost: ({ energy }: Candidate): number => energy,
  gain: ({ accuracy }: Candidate): number => accuracy,
};

/** Published sizes and accuracies, before any board is involved. */
function sizes(): readonly Block[] {
  const tables = modelSizes();
  const trends = tables.map(({ name, models }) => ({
    name,
    top1: trendOf(models, "top1"),
    top5: trendOf(models, "top5"),
  }));
  return [
    {
      kind: "text",
      text: md`Does size buy accuracy? {fig:model-size} asks the published tables of two libraries {ref:timm} {ref:torchvision}, which know no board and no energy, after Merkel's first figure {ref:merkel}. The trend is an exponential, a straight line on this axis, and weak: ${joinMarkdown(trends.map(trendText), "; ")}. Two networks of one accuracy differ in size by that much, so that a table of parameters is no substitute for measurements. The trend holds between the accuracies that it was fitted to: guessing among a thousand classes already reaches 0.1 % (top-1) and 0.5 % (top-5) with no parameter at all.`,
    },
    {
      kind: "figure",
      height: 68,
      figure: modelSizeFigure(tables, {
        caption: `Classifiers of ImageNet at full precision: ${listed(tables.map(({ name, models }) => `${models.length} of ${name}`))}. Solid: exponential through the logarithms of the sizes, where errors are factors. Dotted: through the sizes themselves, which follows the largest networks.`,
      }),
    },
  ];
}

interface TrendOfTable {
  readonly name: string;
  readonly top1: SizeTrend | undefined;
  readonly top5: SizeTrend | undefined;
}

function trendOf(models: readonly SizedModel[], metric: "top1" | "top5"): SizeTrend | undefined {
  const known = models.flatMap((model) => {
    const accuracy = model[metric];
    return accuracy === undefined || model.params === undefined ? [] : [{ accuracy, size: model.params }];
  });
  return sizeTrend(
    known.map(({ accuracy }) => accuracy),
    known.map(({ size }) => size),
  );
}

function trendText({ name, top1, top5 }: TrendOfTable): Markdown {
  if (top1?.r2 === undefined || top5?.r2 === undefined) return md`${name} has too few networks for one`;
  return md`in ${name} the size doubles every ${formatNumber((100 * Math.LN2) / top1.curve.b, { digits: 2 })} points of top-1 accuracy with an $R^2$ of ${formatNumber(top1.r2, { digits: 2 })} (top-5: every ${formatNumber((100 * Math.LN2) / top5.curve.b, { digits: 2 })} points, ${formatNumber(top5.r2, { digits: 2 })}), and networks scatter around it by a factor of ${formatNumber(top1.factor, { digits: 2 })}`;
}

/** All boards on the same models. */
function byBoard(review: Review): readonly Block[] {
  const { everywhere } = review;
  const {
    points: comparable,
    models,
    leftOut,
  } = modelsInCommon(everywhere, ({ device, keys }) => `${device} with ${keys["backend"] ?? "?"}`);
  const groups = [...groupBy(comparable, groupOf).values()].map((group) => group.map(({ energy }) => energy));
  const medians = groups.map(median);
  const boardFactor = Math.max(...medians) / Math.min(...medians);
  const modelFactor = median(groups.map((energies) => Math.max(...energies) / Math.min(...energies)));
  const out = leftOut.length === 0 ? "" : ` Left out, because it ran other models: ${listed(leftOut)}.`;
  return [
    {
      kind: "text",
      text: md`{fig:energy-by-board} compares the boards on the ${models.length} models that were measured on all of them. The middle model needs up to ${times(boardFactor)} times as much on one board and runtime as on another, while on one board and runtime the dearest model needs ${times(modelFactor)} times as much as the cheapest: ${modelFactor > boardFactor ? "the model matters more than the board" : "the board matters more than the model"}, and both multiply. {table:boards} asks this review's question on every board.`,
    },
    {
      kind: "figure",
      height: 64,
      figure: energyByBoardFigure(comparable, {
        title: "Energy per inference by board and runtime, on the same models",
        caption: `${models.length} models. Boxes span the middle half of them with the median, whiskers all.${out}`,
      }),
    },
    boardsTable(review),
  ];
}

function times(factor: number): string {
  return formatNumber(factor, { digits: 2 });
}

/** Board and runtime of a candidate. */
function groupOf({ device, keys }: Candidate): string {
  return `${device} with ${keys["backend"] ?? "?"}`;
}

/** How much of it is idling. */
function idling({ everywhere, parameters }: Review): readonly Block[] {
  const { rate } = parameters;
  return [
    {
      kind: "text",
      text: md`A board draws power even when it computes nothing. {fig:idle-share} shows how much of the energy of an inference the board would have drawn anyway, and which share of all energy goes into idling at ${formatRate(rate, { trim: true })}. A model that finishes sooner saves the first part only if the board then sleeps; if it merely waits, the energy is spent all the same ({sec:power}).`,
    },
    {
      kind: "figure",
      height: 48,
      figure: idleShareFigure(everywhere, {
        title: "Share of idle power by board",
        caption:
          "Medians over the candidates of a board and their 10 % and 90 % quantiles; over time for those that keep the rate.",
        rate,
      }),
    },
  ];
}

function boardsTable({ boards, parameters, everywhere }: Review): Block {
  const energy = columnScale(
    boards.flatMap(({ cheapest, middle }) => [cheapest, middle]),
    "J",
  );
  return {
    kind: "table",
    id: "boards",
    title: "The same models and the same question on all boards",
    caption: md`Energies per inference (${metersOf(everywhere)}), idle power included; CPU runs unless the runtime says otherwise. The last two columns answer this review's question on each board.`,
    decimals: {
      [`cheapest_${energy.unit}`]: 1,
      [`median_${energy.unit}`]: 1,
      [`most_accurate_${energy.unit}`]: 0,
      idle_W: 2,
      accuracy_percent: 1,
    },
    emphasis: boards.flatMap(({ device }, index) => (device === parameters.device ? [index] : [])),
    table: {
      columns: [
        { name: "device", title: "Board", unit: "" },
        { name: "candidates", title: "Candidates", unit: "1" },
        { name: "idle_W", title: "Idle power", unit: "W" },
        { name: `cheapest_${energy.unit}`, title: "Cheapest", unit: energy.unit },
        { name: `median_${energy.unit}`, title: "Median", unit: energy.unit },
        { name: `most_accurate_${energy.unit}`, title: "Most accurate", unit: energy.unit },
        { name: "choice", title: "Choice", unit: "" },
        { name: "accuracy_percent", title: "Accuracy", unit: "%" },
      ],
      rows: boards.map(({ device, candidates, idlePower, cheapest, middle, mostAccurate, recommendation }) => [
        device,
        candidates,
        idlePower,
        cheapest / energy.factor,
        middle / energy.factor,
        mostAccurate.energy / energy.factor,
        recommendation.feasible ? recommendation.single.candidate.model : "nothing fits",
        recommendation.feasible ? recommendation.single.accuracy * 100 : undefined,
      ]),
    },
  };
}
