import { curveCost, type Figure, merkelCounts, merkelMultiExitCounts } from "@joulebook/core";
import {
  barFigure,
  modelSizeFigure,
  type PointSeries,
  rangedSeriesFigure,
  reliabilityFigure,
  seriesFigure,
} from "@joulebook/figures";
import { modelSizes } from "../../design-review/model-sizes.js";
import { countExits, thresholdResult } from "@joulebook/exits";
import { againstSeparate, withoutTraced } from "./against-separate.js";
import { calibration } from "./calibration.js";
import { type DynamicCurve, dynamicCurves, exitEnergies, fixedExits, surelyRight, testColumns } from "./dynamic.js";
import type { ExitAccuracies, Filters, Runs, TrainedNetwork } from "./runs.js";
import { headCounts, joins, savingReadings } from "./saving-readings.js";
import { tunedPath, tunedSavings } from "./savings.js";
import { multiplexed } from "./schedule.js";
import { costOf, fittedCurves, regions, shownAlphas } from "./static.js";

const accuracyAxis = { title: "Test accuracy", unit: "%" } as const;
const energyAxis = { title: "Energy relative to the largest", unit: "%" } as const;

/** The paper's ten figures, at both widths where there are runs, and what goes beyond. */
export function energyAccuracyFigures(runs: Runs): readonly Figure[] {
  return [
    modelSizeFigure(modelSizes(), { id: "model-size" }),
    depthAccuracy(runs),
    ...([64, 16] as const).map((filters) => depthCost(runs, filters)),
    widthCost(runs),
    curves(runs),
    ...([64, 16] as const).map((filters) => regionMap(runs, filters)),
    parameterBars(),
    modeBars(runs),
    followed(runs),
    ...([64, 16] as const).flatMap((filters) => dynamicFigures(runs, filters)),
    readingsOfSavings(runs),
    ...calibrations(runs),
    savingsOfTuning(runs),
  ];
}

/** The exit or network that a changing alpha chooses, as what it spends and how often it is right. */
function followed(runs: Runs): Figure {
  const { networks, exits } = multiplexed(runs, 64);
  const series = (
    [
      ["six networks", networks],
      ["one network, six exits", exits],
    ] as const
  ).flatMap(([name, { moments }]): PointSeries[] => [
    {
      name: `${name}: energy`,
      drawn: "steps",
      points: moments.map(({ alpha, choice }) => ({ x: alpha, y: 100 * choice.energy })),
    },
    {
      name: `${name}: accuracy`,
      drawn: "steps",
      points: moments.map(({ alpha, choice }) => ({ x: alpha, y: 100 * choice.accuracy })),
    },
  ]);
  return seriesFigure(series, {
    id: "followed-importance",
    title: "Following the importance of energy, 64 filters",
    caption: "At each alpha the network, or exit, with the least cost. Energy relative to the network of six layers.",
    x: { title: "Importance of energy α", unit: "1" },
    y: { title: "Test accuracy, energy", unit: "%" },
  });
}

function calibrations(runs: Runs): readonly Figure[] {
  const [wide, narrow] = [calibration(runs, 64), calibration(runs, 16)];
  const errors = (list: typeof wide.before): number[] => list.map((one) => 100 * one.expectedCalibrationError);
  const { after = [] } = narrow;
  const last = (list: typeof wide.before): (typeof wide.before)[number]["bins"] => list.at(-1)?.bins ?? [];
  return [
    reliabilityFigure(
      [
        { name: "64 filters", bins: last(wide.before) },
        { name: "16 filters", bins: last(narrow.before) },
        { name: "16 filters, with a temperature", bins: last(after) },
      ],
      {
        id: "reliability",
        title: "How far confidence is accuracy: the last exit",
        caption:
          "Test images in bins of equal width; temperature fitted on validation images; bars are 95 % intervals (Wilson).",
      },
    ),
    barFigure(
      [
        { name: "64 filters", values: errors(wide.before) },
        { name: "16 filters", values: errors(narrow.before) },
        { name: "16 filters, with temperatures", values: errors(after) },
      ],
      {
        id: "calibration-error",
        title: "Expected calibration error of each exit",
        caption: "Test images, 15 bins; temperatures fitted on validation images.",
        categories: wide.before.map((_, exit) => `exit ${exit + 1}`),
        value: { title: "Calibration error", unit: "%" },
      },
    ),
  ];
}

function readingsOfSavings(runs: Runs): Figure {
  const readings = ([64, 16] as const).flatMap((filters) =>
    savingReadings(runs, filters).map((reading) => ({
      ...reading,
      network: `${filters} filters, L = ${reading.layers}`,
    })),
  );
  const ways = joins.flatMap((join) => headCounts.map((heads) => ({ join, heads })));
  const networks = [...new Set(readings.map(({ network, beta }) => `${network}, ${beta}`))];
  return barFigure(
    networks.map((name) => ({
      name,
      values: ways.map(({ join, heads }) => {
        const found = readings.find(
          (one) => `${one.network}, ${one.beta}` === name && one.join === join && one.heads === heads,
        );
        return found === undefined ? undefined : 100 * found.saving;
      }),
    })),
    {
      id: "saving-readings",
      title: "The largest saving, however the paper is read",
      caption:
        "Test images, in units of the largest energy (published: 42 %). L: layers of the whole network, six or the most accurate on training images.",
      categories: ways.map(({ join, heads }) => `${join}, ${heads}`),
      value: { title: "Largest saving", unit: "%" },
    },
  );
}

function savingsOfTuning(runs: Runs): Figure {
  return rangedSeriesFigure(
    ([64, 16] as const).map((filters) => ({
      name: `${filters} filters`,
      mode: "markers" as const,
      points: tunedSavings(runs, filters).map(({ accuracy, saving, interval }) => ({
        x: 100 * accuracy,
        y: 100 * saving,
        low: 100 * interval.low,
        high: 100 * interval.high,
      })),
    })),
    {
      id: "tuned-savings",
      title: "Tuned thresholds against rule (10) at the same test accuracy",
      caption:
        "Thresholds chosen on validation images; 95 % intervals by drawing the test images again, for both at once. Saving in units of the largest energy.",
      x: accuracyAxis,
      y: { title: "Saving relative to the largest energy", unit: "%" },
    },
  );
}

function depthAccuracy({ depth }: Runs): Figure {
  const series = ([64, 16] as const).flatMap((filters): PointSeries[] =>
    (["test", "train"] as const).map((split) => ({
      name: `${filters} filters, ${split === "test" ? "test" : "training"}`,
      drawn: "lines+markers",
      points: depth[filters].map((network) => ({ x: network.depth, y: 100 * network[split] })),
    })),
  );
  return seriesFigure(series, {
    id: "depth-accuracy",
    title: "Accuracy against depth",
    caption:
      "64 filters with PyTorch, means of four runs up to six layers and of three beyond; 16 filters with the project's trainer, means of three runs up to six layers, one beyond.",
    x: { title: "Layers", unit: "1" },
    y: { title: "Accuracy", unit: "%" },
  });
}

function depthCost({ depth }: Runs, filters: Filters): Figure {
  const networks = depth[filters];
  return seriesFigure(
    shownAlphas.map((alpha) => ({
      name: `α = ${alpha}`,
      drawn: "lines+markers" as const,
      points: networks.map((network) => ({ x: network.depth, y: costOf(networks, network, alpha) })),
    })),
    {
      id: `depth-cost-${filters}`,
      title: `Cost against depth, ${filters} filters`,
      caption: "C = α E/E_max + (1 - α)(1 - A).",
      x: { title: "Layers", unit: "1" },
      y: { title: "Cost C", unit: "1" },
    },
  );
}

function widthCost({ width }: Runs): Figure {
  return seriesFigure(
    shownAlphas.map((alpha) => ({
      name: `α = ${alpha}`,
      drawn: "lines+markers" as const,
      points: width.map((network) => ({ x: network.filters, y: costOf(width, network, alpha) })),
    })),
    {
      id: "width-cost",
      title: "Cost against width, six layers",
      caption: "Energy relative to 64 filters; means of three runs with PyTorch.",
      x: { title: "Filters", unit: "1", log: true },
      y: { title: "Cost C", unit: "1" },
    },
  );
}

function curves(runs: Runs): Figure {
  const networks = runs.depth[64].slice(0, 6);
  const { depth, width } = fittedCurves(networks, runs.width);
  const line = (fit: typeof depth | typeof width, accuracies: readonly number[]) => {
    const [low, high] = [Math.min(...accuracies), Math.max(...accuracies)];
    return Array.from({ length: 41 }, (_, step) => low + ((high - low) * step) / 40).map((accuracy) => ({
      x: 100 * accuracy,
      y: 100 * curveCost(fit.curve, accuracy),
    }));
  };
  const points = (list: Runs["width"]) =>
    list.map(({ test, macs }) => ({ x: 100 * test, y: (100 * macs) / Math.max(...list.map((one) => one.macs)) }));
  return seriesFigure(
    [
      { name: "depths, 64 filters", drawn: "markers", points: points(networks) },
      {
        name: "a e^(bA)",
        points: line(
          depth,
          networks.map(({ test }) => test),
        ),
      },
      { name: "widths, six layers", drawn: "markers", points: points(runs.width) },
      {
        name: "a (A - 0.1)/(1 - bA)",
        points: line(
          width,
          runs.width.map(({ test }) => test),
        ),
      },
    ],
    {
      id: "fitted-curves",
      title: "Relative energy against accuracy",
      caption: "Fits by least squares in the unit of the energy.",
      x: accuracyAxis,
      y: energyAxis,
    },
  );
}

function regionMap({ depth }: Runs, filters: Filters): Figure {
  const cells = regions(depth[filters].slice(0, 6));
  const depths = [...new Set(cells.map((cell) => cell.depth))].toSorted((a, b) => a - b);
  return seriesFigure(
    depths.map((layers) => ({
      name: `${layers} ${layers === 1 ? "layer" : "layers"}`,
      drawn: "markers" as const,
      points: cells
        .filter((cell) => cell.depth === layers)
        .map(({ execution, penalty }) => ({ x: execution, y: penalty })),
    })),
    {
      id: `regions-${filters}`,
      title: `Depth with the least energy of deciding and acting, ${filters} filters`,
      caption: "Least E_D + A E_X + (1 - A) γ E_X among the trained networks.",
      x: { title: "E_X / E_Dmax", unit: "1", log: true },
      y: { title: "Penalty γ of a wrong decision", unit: "1", log: true },
    },
  );
}

function parameterBars(): Figure {
  const networks = [1, 2, 3, 4, 5, 6].map((depth) => merkelCounts({ depth, filters: 64 }).params / 1e6);
  const { convolutions, heads } = merkelMultiExitCounts({ depth: 6, filters: 64 });
  const sum = (parts: readonly { readonly params: number }[]): number =>
    parts.reduce((all, { params }) => all + params, 0) / 1e6;
  return barFigure(
    [
      ...networks.map((params, index) => ({ name: `network of ${index + 1} layers`, values: [params, undefined] })),
      { name: "shared convolutions", values: [undefined, sum(convolutions)] },
      { name: "six heads", values: [undefined, sum(heads)] },
    ],
    {
      id: "parameters",
      title: "Parameters of six networks and of one with six exits",
      caption: "64 filters, biases counted.",
      categories: ["six networks", "one network, six exits"],
      value: { title: "Parameters", unit: "million" },
      stacked: true,
    },
  );
}

function modeBars({ depth, combined, individual }: Runs): Figure {
  const bars = (name: string, runs: readonly ExitAccuracies[], separate: readonly TrainedNetwork[]) => ({
    name,
    values: againstSeparate(runs, separate.slice(0, 6)).byExit,
  });
  return barFigure(
    [
      bars("trained together, 64 filters", combined[64], depth[64]),
      bars("trained together, 16 filters", combined[16], depth[16]),
      bars("heads on frozen convolutions, 64 filters", individual[64], depth[64].map(withoutTraced)),
      bars("heads on frozen convolutions, 16 filters", individual[16], depth[16]),
    ],
    {
      id: "training-modes",
      title: "Accuracy against separate networks",
      caption: "Means of three runs, of four for networks trained together with 64 filters.",
      categories: Array.from({ length: 6 }, (_, exit) => `exit ${exit + 1}`),
      value: { title: "Difference in accuracy", unit: "points" },
    },
  );
}

function dynamicFigures(runs: Runs, filters: Filters): readonly Figure[] {
  const columns = testColumns(runs, filters);
  const exits = Array.from({ length: columns.exits }, (_, exit) => exit);
  const curvesOf = dynamicCurves(runs, filters);
  return [
    seriesFigure(
      exits.map((exit) => ({ name: `exit ${exit + 1}`, points: histogram(columns.score, exit, columns.exits) })),
      {
        id: `confidence-${filters}`,
        title: `Confidence at each exit, ${filters} filters`,
        caption: "Share of the test images in bins of .05.",
        x: { title: "Largest probability", unit: "1" },
        y: { title: "Share of the images", unit: "%" },
      },
    ),
    seriesFigure(
      exits.map((exit) => ({
        name: `exit ${exit + 1}`,
        points: Array.from({ length: 18 }, (_, step) => 0.1 + step * 0.05).flatMap((least) => {
          const { accuracy, count } = surelyRight(columns, exit, least);
          return count < 100 ? [] : [{ x: least, y: 100 * accuracy }];
        }),
      })),
      {
        id: `sure-accuracy-${filters}`,
        title: `Accuracy of the images above a confidence, ${filters} filters`,
        caption: "Where at least 100 test images are left.",
        x: { title: "Least confidence", unit: "1" },
        y: accuracyAxis,
      },
    ),
    wished(curvesOf, filters),
    saving(runs, curvesOf, filters),
    seriesFigure(
      curvesOf.map(({ beta, points }) => ({
        name: beta.name,
        drawn: "lines+markers" as const,
        points: points.flatMap(({ accuracy, line, energy }) =>
          line === undefined ? [] : [{ x: 100 * accuracy, y: 100 * (line - energy) }],
        ),
      })),
      {
        id: `savings-${filters}`,
        title: `Savings against mixtures of fixed exits, ${filters} filters`,
        caption: "In units of the largest energy; all heads on the way counted.",
        x: accuracyAxis,
        y: { title: "Saving relative to the largest energy", unit: "%" },
      },
    ),
  ];
}

function histogram(score: Float64Array, exit: number, exits: number): { x: number; y: number }[] {
  const bins = Array.from({ length: 20 }, () => 0);
  const examples = score.length / exits;
  for (let n = 0; n < examples; n++) {
    const bin = Math.min(19, Math.floor((score[n * exits + exit] as number) * 20));
    bins[bin] = (bins[bin] as number) + 1;
  }
  return bins.map((count, bin) => ({ x: (bin + 0.5) / 20, y: (100 * count) / examples }));
}

function wished(curvesOf: readonly DynamicCurve[], filters: Filters): Figure {
  return seriesFigure(
    [
      {
        name: "as wished",
        faint: true,
        points: [
          { x: 20, y: 20 },
          { x: 100, y: 100 },
        ],
      },
      ...curvesOf.map(({ beta, points }) => ({
        name: beta.name,
        points: points.map(({ wanted, accuracy }) => ({ x: 100 * wanted, y: 100 * accuracy })),
      })),
    ],
    {
      id: `wished-accuracy-${filters}`,
      title: `Test accuracy against the wanted one, ${filters} filters`,
      caption: "Rule (10) with the mean accuracies of the training images.",
      x: { title: "Wanted accuracy", unit: "%" },
      y: accuracyAxis,
    },
  );
}

function saving(runs: Runs, curvesOf: readonly DynamicCurve[], filters: Filters): Figure {
  const fixed = fixedExits(runs, filters);
  const [columns, { withHeads }] = [testColumns(runs, filters), exitEnergies(filters)];
  const tuned = tunedPath(runs, filters).map((thresholds) =>
    thresholdResult(countExits(columns, thresholds), withHeads),
  );
  return seriesFigure(
    [
      {
        name: "fixed exits",
        drawn: "lines+markers",
        faint: true,
        points: fixed.map(({ cost, accuracy }) => ({ x: 100 * accuracy, y: 100 * cost })),
      },
      ...curvesOf.map(({ beta, points }) => ({
        name: beta.name,
        points: points.map(({ accuracy, energy }) => ({ x: 100 * accuracy, y: 100 * energy })),
      })),
      {
        name: "tuned thresholds",
        drawn: "lines+markers",
        points: tuned.map(({ accuracy, cost }) => ({ x: 100 * accuracy, y: 100 * cost })),
      },
    ],
    {
      id: `energy-accuracy-${filters}`,
      title: `Energy against accuracy, ${filters} filters`,
      caption:
        "Test images; thresholds tuned on validation images. All heads on the way counted, fixed exits without earlier heads.",
      x: accuracyAxis,
      y: energyAxis,
    },
  );
}
