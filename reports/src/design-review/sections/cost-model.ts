import {
  alphaPresets,
  type Candidate,
  columnScale,
  concaveHull,
  formatNumber,
  type Fraction,
  nearestAchievable,
} from "@joulebook/core";
import { costAccuracyFigure, type CostView, costView } from "@joulebook/figures";
import { type Block, type Markdown, md, type Section } from "@joulebook/report";
import type { Review } from "../review.js";

/** Accuracy of guessing among the thousand classes of ImageNet. */
const chance: Fraction = 0.001;

const places = Object.entries(alphaPresets).map(([place, alpha]) => ({ place, alpha }));
const alphas = places.map(({ alpha }) => alpha);

/** The same front seen as a price: what if a joule and a wrong answer could be weighed against each other? */
export function costModelSection({ front, recommendation }: Review): Section {
  const view = costView(front, { alphas, chance });
  return {
    id: "cost-model",
    title: "The front as a cost model",
    blocks: [
      intro(),
      { kind: "equation", id: "cost", tex: "C = \\alpha\\,\\frac{E}{E_{\\max}} + (1-\\alpha)\\,(1-A)," },
      {
        kind: "text",
        text: md`with the largest energy of the front $E_{\max}$ and a weight $\alpha$ between 0 (energy is free, only errors count) and 1 (only energy counts). {fig:cost-accuracy} draws it for four weights, from a data centre to a device at the edge; the weights are a convention of this review, since the paper gives directions and no values.`,
      },
      {
        kind: "figure",
        height: 63,
        figure: costAccuracyFigure(front, {
          title: "Cost of a decision against its accuracy, for four weights",
          caption:
            "Marks are the members of the front, lines the fitted curve. Stars mark the best member, diamonds the best point of the curve within the accuracies of the front.",
          alphas,
          chance,
        }),
      },
      ...(view === undefined ? [] : [fits(front, view), optimaTable(front, view)]),
      ...(recommendation.feasible ? [weightOfChoice(front, recommendation.single.candidate)] : []),
    ],
  };
}

function intro(): Block {
  return {
    kind: "text",
    text: md`A budget is one way to weigh energy against errors. Merkel {ref:merkel} weighs them directly, with one cost for a network that answers with accuracy $A$ at an energy $E$:`,
  };
}

function fits(front: readonly Candidate[], view: CostView): Block {
  const rational = costView(front, { alphas: [], curve: "rational", chance });
  const other =
    rational === undefined
      ? md``
      : md`, that of his curve for the width, $a(A-K^{-1})/(1-bA)$ with guessing among $K=1000$ classes, is ${r2Text(rational)}`;
  return {
    kind: "text",
    text: md`The curve $E/E_{\max} = a\,e^{bA}$ is fitted by least squares over the ${view.designs.length} members of the front: $R^2$ is ${r2Text(view)}${other}. A curve is a smooth stand-in for a front that has gaps and corners, and so the best point of the curve need not be near the best member ({table:optima}). Where they differ, the member is right, because it exists.`,
  };
}

function r2Text({ fit: { r2 } }: CostView): string {
  return r2 === undefined ? "undefined" : formatNumber(r2, { digits: 2 });
}

function optimaTable(front: readonly Candidate[], { optima }: CostView): Block {
  const energy = columnScale(
    optima.map(({ discrete }) => discrete.design.energy),
    "J",
  );
  return {
    kind: "table",
    id: "optima",
    title: "Least cost for each weight",
    caption: md`*Curve* is the best accuracy of the fitted curve, moved to the end of the front where it lies beyond; *nearest to it* the member that Merkel's rounding picks.`,
    decimals: { alpha: 1, accuracy_percent: 1, curve_percent: 1, nearest_percent: 1 },
    table: {
      columns: [
        { name: "place", title: "Place", unit: "" },
        { name: "alpha", title: "α", unit: "1" },
        { name: "model", title: "Best member", unit: "" },
        { name: `energy_${energy.unit}`, title: "Energy", unit: energy.unit },
        { name: "accuracy_percent", title: "Accuracy", unit: "%" },
        { name: "curve_percent", title: "Curve", unit: "%" },
        { name: "nearest_percent", title: "Nearest to it", unit: "%" },
      ],
      rows: optima.map(({ alpha, discrete, continuous }, index) => [
        places[index]?.place,
        alpha,
        discrete.design.model,
        discrete.design.energy / energy.factor,
        discrete.design.accuracy * 100,
        continuous.accuracy * 100,
        nearestAchievable(front, continuous.accuracy, ({ accuracy }) => accuracy).accuracy * 100,
      ]),
    },
  };
}

/** For which weights the budget's choice has the least cost: those between the prices on both sides of it on the hull. */
function weightOfChoice(front: readonly Candidate[], choice: Candidate): Block {
  const hull = concaveHull(front, { cost: ({ energy }) => energy, gain: ({ accuracy }) => accuracy });
  const place = hull.findIndex(({ id }) => id === choice.id);
  return { kind: "text", text: place < 0 ? belowTheHull(choice) : weights(hull, place) };
}

function belowTheHull({ model }: Candidate): Markdown {
  return md`No weight makes the choice of this review, *${model}*, the one of least cost: it lies below the concave hull of the front. That a model may be right under a cap and never under a price is the difference between the two questions.`;
}

function weights(hull: readonly Candidate[], place: number): Markdown {
  const largest = hull.at(-1)?.energy ?? 1;
  const indifferent = (from: Candidate | undefined, to: Candidate | undefined): number | undefined => {
    if (from === undefined || to === undefined) return undefined;
    const [gain, cost] = [to.accuracy - from.accuracy, (to.energy - from.energy) / largest];
    return gain / (gain + cost);
  };
  const low = indifferent(hull[place], hull[place + 1]) ?? 0;
  const high = indifferent(hull[place - 1], hull[place]) ?? 1;
  return md`The choice of this review, *${hull[place]?.model ?? ""}*, has the least cost for weights $\alpha$ from ${low.toFixed(2)} to ${high.toFixed(2)}: who sets this budget weighs energy against errors as if $\alpha$ lay there.`;
}
