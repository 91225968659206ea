import { type Figure, median } from "@joulebook/core";
import { barFigure, type PointSeries, seriesFigure } from "@joulebook/figures";
import { type Column, columnName, energySaved, frontOf, givenUp, marginalRatio } from "./columns.js";
import { runtimeChoices, shortName } from "./configurations.js";
import type { Evidence } from "./evidence.js";
import { type LeftOut, middle, probeCounts } from "./transfers.js";

/** What the abstract speaks of, drawn from the tables. */
export function edgeInferenceFigures(evidence: Evidence): readonly Figure[] {
  const { columns } = evidence;
  return [
    fronts(columns, "cpu"),
    fronts(columns, "gpu"),
    sizes(columns),
    marginal(columns),
    saved(columns),
    runtimes(columns),
    accelerators(evidence),
    gaps(evidence),
    transferErrors(evidence),
    coverage(evidence),
  ];
}

function fronts(columns: readonly Column[], unit: Column["unit"]): Figure {
  const own = columns.filter((column) => column.unit === unit);
  const devices = [...new Set(own.map(({ device }) => device))];
  const name = unit === "cpu" ? "CPUs" : "Mali GPUs";
  return seriesFigure(
    devices.map((device) => ({
      name: device,
      drawn: "lines+markers",
      points: frontOf(own.filter((column) => column.device === device).flatMap(({ models }) => models)).map(
        ({ accuracy, energy, model }) => ({ x: 100 * accuracy, y: 1000 * energy, text: model }),
      ),
    })),
    {
      id: `fronts-${unit}`,
      title: `Energy for accuracy on ${name}`,
      caption:
        "Models and runtimes of a board that no other beats in energy and accuracy; mean energy of one inference at the wall.",
      x: { title: "Top-1 accuracy", unit: "%" },
      y: { title: "Energy", unit: "mJ", log: true },
    },
  );
}

function sizes(columns: readonly Column[]): Figure {
  const column = columns.find(({ device }) => device === "raspberry-pi-4");
  const models = column?.models ?? [];
  const series = ["fp32", "int8"].map(
    (precision): PointSeries => ({
      name: precision,
      drawn: "markers",
      points: models
        .filter((one) => one.precision === precision)
        .map(({ params, energy, model }) => ({ x: params / 1e6, y: 1000 * energy, text: model })),
    }),
  );
  return seriesFigure(series, {
    id: "size-energy",
    title: "Size and energy",
    caption: `Parameters against energy on ${column === undefined ? "no board" : columnName(column)}.`,
    x: { title: "Parameters", unit: "M", log: true },
    y: { title: "Energy", unit: "mJ", log: true },
  });
}

function marginal(columns: readonly Column[]): Figure {
  return barFigure([{ name: "upper half over lower half", values: columns.map(marginalRatio) }], {
    id: "marginal-ratio",
    title: "How much dearer a point of accuracy becomes",
    caption:
      "Median energy per percentage point of the steps along the front, upper half of the accuracies over lower half.",
    categories: columns.map(shortName),
    value: { title: "Ratio of prices", unit: "1" },
  });
}

function saved(columns: readonly Column[]): Figure {
  return seriesFigure(
    (["cpu", "gpu"] as const).map((unit) => ({
      name: unit === "cpu" ? "CPUs" : "Mali GPUs",
      drawn: "lines+markers",
      points: givenUp.map((points) => {
        const ratios = columns.filter((column) => column.unit === unit).map((column) => energySaved(column, points));
        return { x: points, y: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) };
      }),
    })),
    {
      id: "energy-saved",
      title: "What the most accurate model costs",
      caption:
        "Energy of the most accurate model over the cheapest within some percentage points of its accuracy; median, least and most over boards and runtimes.",
      x: { title: "Accuracy given up", unit: "points" },
      y: { title: "Ratio of energies", unit: "1", log: true },
    },
  );
}

function runtimes(columns: readonly Column[]): Figure {
  const choices = runtimeChoices(columns);
  const devices = [...new Set(choices.map(({ device }) => device))];
  const backends = [...new Set(columns.map(({ backend }) => backend))];
  return barFigure(
    backends.map((backend) => ({
      name: backend,
      values: devices.map((device) => {
        const ratios = choices
          .filter((one) => one.device === device)
          .flatMap(({ energies }) => {
            const own = energies.get(backend);
            return own === undefined ? [] : [own / Math.min(...energies.values())];
          });
        return ratios.length === 0 ? undefined : median(ratios);
      }),
    })),
    {
      id: "runtime-ratio",
      title: "What the runtime costs",
      caption: "Energy of a model over that with its most frugal runtime on the same board; median over models.",
      categories: devices,
      value: { title: "Ratio of energies", unit: "1" },
    },
  );
}

function accelerators({ accelerators: found }: Evidence): Figure {
  const units = ["npu", "gpu", "cpu"].filter((unit) => found.some((one) => one.unit === unit));
  return seriesFigure(
    units.map((unit) => ({
      name: unit.toUpperCase(),
      drawn: "markers",
      points: found
        .filter((one) => one.unit === unit)
        .map(({ latency, energy, device }) => ({ x: 1000 * latency, y: 1000 * energy, text: device })),
    })),
    {
      id: "accelerators",
      title: "ResNet-50 on accelerators, GPUs and CPUs",
      caption: "Closed divisions, one image at a time; the cheapest run of each device; energy at the wall.",
      x: { title: "Mean latency", unit: "ms", log: true },
      y: { title: "Energy", unit: "mJ", log: true },
    },
  );
}

function gaps({ evaluation, leftOut, shared }: Evidence): Figure {
  const { inSample, summary } = evaluation;
  const own = leftOut.filter(({ backend }) => shared.has(backend));
  const [single, mix] = (["single", "mix"] as const).map((kind) =>
    median(inSample.perDevice.flatMap((one) => one[kind].median ?? [])),
  );
  const { asPlanned, scaled } = summary.outOfSample;
  const percent = (value: number | undefined): number | undefined => (value === undefined ? undefined : 100 * value);
  return barFigure(
    [
      {
        name: "one model",
        values: [single, asPlanned.single, scaled.single, undefined, undefined].map(percent),
      },
      {
        name: "two models in turn",
        values: [
          mix,
          asPlanned.mix,
          scaled.mix,
          ...[3, 5].map((probes) => middle(own, probes, ({ choices }) => choices.medianGap)),
        ].map(percent),
      },
    ],
    {
      id: "budget-gaps",
      title: "How near recommendations come to their budgets",
      caption: "Median distance to the budget; the paper says 3 to 7 %.",
      categories: ["same energies", "older round", "older round, scaled", "3 measurements", "5 measurements"],
      value: { title: "Gap to the budget", unit: "%" },
    },
  );
}

function transferErrors({ leftOut, shared }: Evidence): Figure {
  const own = leftOut.filter(({ backend }) => shared.has(backend));
  const line = (name: string, of: (row: LeftOut) => number): PointSeries => ({
    name,
    drawn: "lines+markers",
    points: probeCounts.map((probes) => ({ x: probes, y: 100 * middle(own, probes, of) })),
  });
  return seriesFigure(
    [line("chosen for information", (row) => row.error), line("drawn at random", (row) => row.randomError)],
    {
      id: "transfer-error",
      title: "Predictions for a board that was hardly measured",
      caption: `Median error of energy over ${new Set(own.map(columnName)).size} pairs of board and runtime, each board left out of what is known; the measured models are not scored.`,
      x: { title: "Models measured", unit: "1" },
      y: { title: "Median error", unit: "%", range: [0, 25] },
    },
  );
}

function coverage({ leftOut }: Evidence): Figure {
  const devices = [...new Set(leftOut.map(({ device }) => device))];
  return barFigure(
    [3, 5, 10].map((probes) => ({
      name: `${probes} measurements`,
      values: devices.map((device) => {
        const own = leftOut.filter((row) => row.device === device && row.probes === probes);
        return (100 * own.reduce((sum, row) => sum + row.coverage, 0)) / own.length;
      }),
    })),
    {
      id: "coverage",
      title: "What intervals at 80 % hold",
      caption: "Share of the measured energies inside their predicted intervals, by board left out.",
      categories: devices,
      value: { title: "Inside the interval", unit: "%" },
    },
  );
}
