import { mean } from "@joulebook/core";
import type { Figure } from "@joulebook/core";
import {
  exitFlowFigure,
  importanceFigure,
  parallelCoordinatesFigure,
  searchFrontFigure,
  type SearchedPoint,
  rangedSeriesFigure,
} from "@joulebook/figures";
import { parameterImportance } from "@joulebook/search";
import { scoresOf } from "@joulebook/design";
import { effort } from "./exploration.js";
import type { Findings } from "./findings.js";
import type { Searched } from "./one-shot.js";

const percent = (share: number): number => Number((100 * share).toPrecision(10));
const milli = (value: number): number => Number((1000 * value).toPrecision(10));

const accuracyAxis = { title: "Accuracy on validation images", unit: "%" } as const;
const costAxis = { title: "Average energy × latency", unit: "mJ s", log: true } as const;

/** Every figure of the study, in reading order. */
export function studyFigures(found: Findings): readonly Figure[] {
  const main = found.devices[0]?.search as Searched;
  return [
    frontFigure(main, found),
    flowFigure(found),
    explorationFigure(found),
    volumeFigure(found),
    predictorFigure(found),
    importances(main),
    parallelFigure(main),
    devicesFigure(found),
    proportionFigure(found),
  ];
}

function frontFigure({ plan, run, result }: Searched, { fixed }: Findings): Figure {
  const front = new Set(result.front.map(({ design }) => JSON.stringify(design)));
  const chosen = JSON.stringify(result.front[result.chosen ?? -1]?.design);
  const points = run.records.flatMap(({ design, quantities }): SearchedPoint[] => {
    if (quantities === undefined) return [];
    const { violation } = scoresOf(quantities, plan.objectives, plan.constraints);
    const key = JSON.stringify(design);
    const kind = key === chosen ? "chosen" : front.has(key) ? "front" : violation > 0 ? "infeasible" : "feasible";
    const name = `exits ${(design["exits"] as readonly number[]).join("+") || "none"}, ${design["bits"]}`;
    return [
      {
        name,
        kind,
        x: milli(quantities["averageEnergyDelay"] as number),
        y: percent(quantities["accuracy"] as number),
      },
    ];
  });
  const { quantities = {} } = result.front[result.chosen ?? -1] ?? {};
  const backbone = (quantities["averageEnergyDelay"] as number) / (quantities["averageToBackbone"] as number);
  return searchFrontFigure(points, {
    id: "search-front",
    title: "Designs of the one-shot network",
    caption:
      "Every design that the search evaluated, by exact replay of validation images. Grey designs break a limit and are never on the front; the star is the proposed one, the cross the backbone trained alone.",
    x: costAxis,
    y: accuracyAxis,
    compared: [{ name: "backbone trained alone", x: milli(backbone), y: percent(fixed.validation) }],
    drawn: 1200,
  });
}

function flowFigure({ devices }: Findings): Figure {
  return exitFlowFigure(devices[0]?.chosen.flow ?? [], {
    id: "exit-flow",
    title: "Where test images leave the chosen network",
    caption:
      "Shares of the 10,000 test images that arrive at each exit of the chosen design, trained alone, and leave there, answered rightly or wrongly.",
  });
}

function explorationFigure({ exploration }: Findings): Figure {
  return rangedSeriesFigure(
    [
      {
        name: "most accurate within the limits",
        points: exploration.mean.map(({ evaluations, accuracy }) => ({ x: evaluations, y: percent(accuracy) })),
      },
      {
        name: "least cost at the static network's accuracy",
        right: true,
        points: exploration.mean.map(({ evaluations, ratio }) => ({ x: evaluations, y: percent(ratio) })),
      },
    ],
    {
      id: "exploration",
      title: "More exploration finds more",
      caption: `Best so far of NSGA-II, mean of ${effort.seeds} seeds; cost is average energy × latency over that of the backbone alone.`,
      x: { title: "Evaluations", unit: "1" },
      y: { title: "Accuracy", unit: "%" },
      right: { title: "Cost", unit: "%", log: true },
    },
  );
}

function volumeFigure({ algorithms }: Findings): Figure {
  return rangedSeriesFigure(
    algorithms.map(({ name, points }) => ({
      name,
      points: points.map(({ evaluations, median, low, high }) => ({
        x: evaluations,
        y: milli(median),
        low: milli(low),
        high: milli(high),
      })),
    })),
    {
      id: "hypervolume",
      title: "Hypervolume at equal evaluations",
      caption: `Median of ${effort.seeds} seeds, bands from the 10th to the 90th percentile; reference point 50 % and 5 mJ s.`,
      x: { title: "Evaluations", unit: "1" },
      y: { title: "Hypervolume", unit: "mJ s" },
    },
  );
}

function predictorFigure({ algorithms }: Findings): Figure {
  const runs = algorithms.find(({ name }) => name === "surrogate")?.iterations ?? [];
  const objectives = ["accuracy", "average energy × latency"];
  return rangedSeriesFigure(
    objectives.map((name, k) => ({
      name,
      points: (runs[0] ?? []).map(({ evaluations }, at) => {
        const taus = runs.map((iterations) => iterations[at]?.tau[k] ?? 0).toSorted((a, b) => a - b);
        return {
          x: evaluations,
          y: mean(taus),
          low: taus[0] as number,
          high: taus.at(-1) as number,
        };
      }),
    })),
    {
      id: "predictors",
      title: "Rank correlation of the surrogates",
      caption: `Kendall's τ of cross-validated predictions within the archive at each iteration, mean and range of ${effort.seeds} seeds.`,
      x: { title: "Evaluations seen", unit: "1" },
      y: { title: "Kendall's τ", unit: "1" },
    },
  );
}

function importances({ plan, run }: Searched): Figure {
  const evaluated = run.records
    .slice(0, 1200)
    .map(({ design, quantities = {} }) => ({ design, ...scoresOf(quantities, plan.objectives, plan.constraints) }));
  return importanceFigure(
    ["accuracy", "average energy × latency"].map((name, k) => ({
      name,
      values: parameterImportance(plan.space, evaluated, k),
    })),
    {
      id: "importance",
      title: "What matters in a design",
      caption:
        "How much of the variance of each objective a forest loses when a parameter is shuffled among the first 1,200 designs of the search, on designs that it did not learn from.",
    },
  );
}

function parallelFigure({ result }: Searched): Figure {
  const step = Math.max(1, Math.ceil(result.front.length / 50));
  const members = result.front.filter((_, index) => index % step === 0);
  const thresholds = members.map(({ design }) => {
    const own = (design["exits"] as readonly number[]).map((block) => design[`threshold${block}`] as number);
    return own.length === 0 ? 1 : mean(own);
  });
  const exits = members.map(({ design }) => design["exits"] as readonly number[]);
  return parallelCoordinatesFigure(
    [
      { name: "exits", unit: "1", values: exits.map(({ length }) => length) },
      { name: "first exit", unit: "1", values: exits.map(([first]) => first ?? 10) },
      { name: "last early", unit: "1", values: exits.map((own) => own.at(-1) ?? 10) },
      { name: "threshold", unit: "1", values: thresholds },
      { name: "bits", unit: "1", values: members.map(({ design }) => String(design["bits"])) },
      {
        name: "to last exit",
        unit: "%",
        values: members.map(({ quantities }) => percent(quantities["lastExitShare"] as number)),
      },
      {
        name: "energy × latency",
        unit: "mJ s",
        values: members.map(({ quantities }) => milli(quantities["averageEnergyDelay"] as number)),
      },
      {
        name: "accuracy",
        unit: "%",
        values: members.map(({ quantities }) => percent(quantities["accuracy"] as number)),
      },
    ],
    {
      id: "parallel",
      title: "Designs on the front",
      caption: "Each line is a design on the front, coloured by accuracy from blue (low) to orange (high).",
    },
  );
}

function devicesFigure({ devices }: Findings): Figure {
  return rangedSeriesFigure(
    devices.map(({ device, search }) => ({
      name: device,
      points: search.result.front
        .map(({ quantities }) => ({
          x: percent(quantities["averageToBackbone"] as number),
          y: percent(quantities["accuracy"] as number),
        }))
        .toSorted((a, b) => a.x - b.x),
    })),
    {
      id: "devices",
      title: "The same study on other devices",
      caption:
        "Fronts of the same study by device: average energy × latency over that of the backbone alone on that device.",
      x: { title: "Average energy × latency over the backbone's", unit: "%", log: true },
      y: accuracyAxis,
    },
  );
}

/** Of the placements: blocks 1, 3, 5, 7 and 9 alone, and two of three exits. */
const shownPlacements: ReadonlySet<number> = new Set([0, 2, 4, 6, 8, 9, 11]);

function proportionFigure({ proportions }: Findings): Figure {
  return rangedSeriesFigure(
    proportions.fixed
      .filter((_, index) => shownPlacements.has(index))
      .map(({ savings }) => ({
        name: `exits ${savings[0]?.placement}`,
        points: savings
          .map(({ early, saved }) => ({ x: percent(early), y: percent(saved) }))
          .toSorted((a, b) => a.x - b.x),
      })),
    {
      id: "proportion",
      title: "Share that leaves early and what it saves",
      caption:
        "Each line is one placement over its thresholds: straight within a placement, another slope for another one.",
      x: { title: "Share that leaves before the last exit", unit: "%" },
      y: { title: "Energy × latency saved against the backbone", unit: "%" },
    },
  );
}
