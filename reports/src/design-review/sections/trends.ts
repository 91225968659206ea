import { columnScale, formatNumber, formatPercent, formatQuantity } from "@joulebook/core";
import { latencyEnergyAccuracyFigure } from "@joulebook/figures";
import type { FrontPoint } from "@joulebook/recommender";
import { type Block, md, type Section } from "@joulebook/report";
import type { Review } from "../review.js";
import { points } from "../wording.js";

/** What the measurements show before anybody chooses. */
export function trendsSection(review: Review): Section {
  return {
    id: "trends",
    title: "Trends in the measurements",
    blocks: [spread(review), bubbles(review), ...marginal(review), boardsTable(review)],
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
    height: 88,
    figure: latencyEnergyAccuracyFigure(candidates, {
      caption:
        "Each bubble is one candidate; larger and darker ones are more accurate, shapes tell the runtimes apart.",
      ...(recommendation.feasible ? { choice: recommendation.single.candidate } : {}),
      ...(request.latency === undefined ? {} : { latencyLimit: request.latency.limit }),
    }),
  };
}

/** The price of the next point along the front, cheapest third against dearest third. */
function marginal({ recommendation }: Review): readonly Block[] {
  const steps = marginalSteps(recommendation.front);
  if (steps.length < 2) return [];
  const [first, last] = [steps[0], steps.at(-1)] as [Step, Step];
  return [
    {
      kind: "text",
      text: md`Along the front each further point of accuracy costs more: ${formatQuantity(first.price / 100, first.unit)} per point between the two cheapest corners of its concave hull, ${formatQuantity(last.price / 100, last.unit)} between the two dearest, ${formatNumber(last.price / first.price, { digits: 2 })} times as much for the last ${points(last.gain)} as for the first ${points(first.gain)}. This is the trend that makes the most accurate model the wrong default {ref:hanafy}.`,
    },
  ];
}

interface Step {
  /** Cost per unit of accuracy. */
  readonly price: number;
  readonly gain: number;
  readonly unit: "J" | "W";
}

function marginalSteps(front: readonly FrontPoint[]): readonly Step[] {
  const corners = front.filter(({ onHull }) => onHull);
  return corners.slice(1).map((corner, index) => {
    const before = corners[index] as FrontPoint;
    const gain = corner.accuracy - before.accuracy;
    return { price: (corner.candidate.energy - before.candidate.energy) / gain, gain, unit: "J" };
  });
}

function boardsTable({ boards, parameters }: Review): Block {
  const energy = columnScale(
    boards.flatMap(({ cheapest, middle }) => [cheapest, middle]),
    "J",
  );
  return {
    kind: "table",
    id: "boards",
    title: "The same models and the same question on all boards",
    caption: md`Energies per inference at the wall plug, idle power included; CPU runs unless the runtime says otherwise. The last two columns answer this review's question on each board.`,
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
