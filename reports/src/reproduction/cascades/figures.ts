import { type Figure, solutionPower } from "@joulebook/core";
import { barFigure, type PointSeries, searchFrontFigure, seriesFigure } from "@joulebook/figures";
import { configurationText, type Findings } from "./findings.js";
import { pointAt, type StudyData, tasks } from "./measured.js";
import { fast, slow } from "./power.js";
import { assumedStop } from "./power-claims.js";
import type { AtRate } from "./strategies.js";

const day = 86_400;
const verification = "From results of MLPerf Tiny v1.1; not verified by MLCommons Association.";
const assumption = "The first network, its scores, the difficulty and the events are assumed.";

/** All figures of the study. */
export function studyFigures(data: StudyData, found: Findings): readonly Figure[] {
  return [
    operatingPoints(data, found),
    microcontrollers(data),
    powerOverRate(data, found),
    optionsFigure(found),
    strategiesFigure(found),
    ...dutiesFigures(found),
    batteryLife(found),
    largestMedium(found),
    cloud(found),
    sensitivityFigure(found),
  ];
}

function operatingPoints(data: StudyData, { power }: Findings): Figure {
  const ratios = power.ratios;
  return barFigure(
    [
      { name: "measured power", values: ratios.map((ratio) => ratio.power) },
      { name: "measured energy", values: ratios.map((ratio) => ratio.energy) },
      {
        name: "energy by C V² + P t",
        values: tasks.map((task, at) => {
          const c = power.fit.switched[at]?.perSquareVolt ?? 0;
          const energy = (voltage: number): number =>
            c * voltage ** 2 + power.fit.staticPower / pointAt(data, task, voltage).maxRate;
          return energy(fast) / energy(slow);
        }),
      },
      { name: "V²", values: ratios.map((ratio) => ratio.squaredVoltage) },
    ],
    {
      id: "operating-points",
      title: "1.1 V against 0.9 V",
      caption: `Three networks on NDP120. Power grows far more than with V², energy per inference less. ${verification}`,
      categories: ratios.map(({ task }) => task),
      value: { title: "1.1 V over 0.9 V", unit: "times" },
    },
  );
}

function microcontrollers(data: StudyData): Figure {
  const boards = data.boards.filter(({ task }) => task === "keywords").toSorted((a, b) => a.energy - b.energy);
  const chip = pointAt(data, "keywords", slow);
  return barFigure(
    [
      { name: "energy per inference", values: boards.map(({ energy }) => energy / chip.energy) },
      { name: "time per inference", values: boards.map(({ maxRate }) => chip.maxRate / maxRate) },
    ],
    {
      id: "microcontrollers",
      title: "Microcontrollers against a neural chip",
      caption: `Keyword spotting, each over NDP120 at ${slow} V (${(chip.energy * 1e6).toFixed(1)} µJ, ${chip.maxRate.toFixed(0)}/s). ${verification}`,
      categories: boards.map(({ name, submitter }) => `${name.replace("NUCLEO-", "")}, ${submitter}`),
      value: { title: "Over NDP120", unit: "times", log: true },
    },
  );
}

function powerOverRate(data: StudyData, { power, scenario }: Findings): Figure {
  const { staticPower } = power.fit;
  const board = data.boards.find(
    ({ task, name, submitter }) => task === "persons" && name.includes("U575") && submitter.startsWith("ST"),
  );
  const medium = pointAt(data, "persons", slow);
  const small = scenario.networks["small"]?.points["0.9 V"];
  const on = (name: string, point: { readonly energy: number; readonly maxRate: number }, idle = staticPower) => ({
    name,
    energy: point.energy,
    maxRate: point.maxRate,
    staticPower: idle,
  });
  const running = [
    on("MobileNetV1 0.25, NDP120, 0.9 V", medium),
    on("MobileNetV1 0.25, NDP120, 1.1 V", pointAt(data, "persons", fast)),
    ...(small === undefined ? [] : [on("a tenth of it, 0.9 V (assumed)", small)]),
    ...(board === undefined ? [] : [on("MobileNetV1 0.25, U575 (stop mode assumed)", board, assumedStop)]),
  ];
  const grid = Array.from({ length: 31 }, (_, step) => 10 ** (-1 + step / 8));
  const line = (one: (typeof running)[number]): readonly { readonly x: number; readonly y: number }[] =>
    [...grid.filter((rate) => rate < one.maxRate), one.maxRate]
      .filter((rate) => rate <= (grid.at(-1) as number))
      .map((rate) => ({ x: rate, y: solutionPower(one, rate).power * 1e3 }));
  const crossing =
    board === undefined
      ? []
      : [
          {
            x:
              (staticPower - assumedStop) /
              (board.energy - assumedStop / board.maxRate - (medium.energy - staticPower / medium.maxRate)),
            name: "U575 and NDP120",
          },
        ];
  return seriesFigure(
    running.map((one) => ({ name: one.name, points: line(one) })),
    {
      id: "power-over-rate",
      title: "Power against frame rate",
      caption: `Static power plus rate times dynamic energy, up to the highest rate. Dotted: where lines cross. ${verification}`,
      x: { title: "Frames per second", unit: "1/s", log: true },
      y: { title: "Average power", unit: "mW", log: true },
      marks: crossing,
    },
  );
}

function optionsFigure({ options }: Findings): Figure {
  const line = (name: string, list: Findings["options"]["a"]): PointSeries => ({
    name,
    drawn: "lines+markers",
    points: list
      .filter(({ falseAlarms }) => falseAlarms > 1e-3)
      .map(({ falseAlarms, recall }) => ({ x: falseAlarms, y: 100 * recall })),
  });
  return seriesFigure([line("A: large, 1/s", options.a), line("B: a tenth, 10/s, 6 of 8", options.b)], {
    id: "options",
    title: "Options A and B at equal power",
    caption: `Thresholds swept; 4 events an hour of 20 s on average. ${assumption}`,
    x: { title: "False alarms a day", unit: "1/d", log: true },
    y: { title: "Events found", unit: "%" },
  });
}

function overEvents({ strategies }: Findings, read: (row: AtRate) => number, name: string): PointSeries {
  return {
    name,
    points: strategies.rows.flatMap((row) => (row.eventsPerHour === 0 ? [] : [{ x: row.eventsPerHour, y: read(row) }])),
  };
}

const eventAxis = { title: "Events per hour", unit: "1/h", log: true } as const;

function strategiesFigure(found: Findings): Figure {
  const { sequential, exclusive } = found.strategies;
  const mark = (x: number | undefined, name: string): { x: number; name: string }[] =>
    x === undefined || x === 0 ? [] : [{ x, name }];
  return seriesFigure(
    [
      overEvents(found, (row) => row.mediumOnly * 1e3, "large network first"),
      overEvents(found, (row) => row.sequential * 1e3, "cascade, sequential"),
      overEvents(found, (row) => row.exclusive * 1e3, "cascade, exclusive"),
      overEvents(found, (row) => row.betterFirst * 1e3, "exclusive, better first network"),
    ],
    {
      id: "strategies",
      title: "Power against events per hour",
      caption: `${configurationText(found.optimum.best)}. Dotted: from where on the second network draws more than the first (invest) and, sequential, more than the large network alone (abandon). ${assumption}`,
      x: eventAxis,
      y: { title: "Average power", unit: "mW" },
      marks: [...mark(exclusive.invest, "invest"), ...mark(sequential.abandon, "abandon (sequential)")],
    },
  );
}

function dutiesFigures(found: Findings): readonly Figure[] {
  const caption = `The exclusive cascade of the optimum. ${assumption}`;
  return [
    seriesFigure(
      [
        overEvents(found, ({ duties }) => 100 * duties[0], "first network"),
        overEvents(found, ({ duties }) => 100 * duties[1], "second network"),
      ],
      {
        id: "duty-cycles",
        title: "Share of the time in charge",
        caption,
        x: eventAxis,
        y: { title: "Duty", unit: "%" },
      },
    ),
    seriesFigure(
      [
        overEvents(found, ({ powers }) => powers[0] * 1e6, "first network"),
        overEvents(found, ({ powers }) => powers[1] * 1e6, "second network"),
      ],
      {
        id: "stage-powers",
        title: "Power of the two networks",
        caption: `Without static power. ${caption}`,
        x: eventAxis,
        y: { title: "Power", unit: "µW" },
      },
    ),
  ];
}

function batteryLife(found: Findings): Figure {
  const days = (key: keyof AtRate["lives"], name: string): PointSeries =>
    overEvents(found, ({ lives }) => lives[key] / day, name);
  return seriesFigure(
    [
      days("mediumOnly", "large network first"),
      days("sequential", "cascade, sequential"),
      days("exclusive", "cascade, exclusive"),
    ],
    {
      id: "battery-life",
      title: "Battery life against events per hour",
      caption: `1000 mAh at 3 V, 1 % self-discharge a month, 90 % conversion (assumed). ${assumption}`,
      x: eventAxis,
      y: { title: "Battery life", unit: "d" },
    },
  );
}

function largestMedium(found: Findings): Figure {
  return seriesFigure([overEvents(found, ({ largest }) => largest, "second network")], {
    id: "largest-medium",
    title: "How large the second network may become",
    caption: `Energy per inference, over MobileNetV1 0.25's, at which it costs a tenth of the battery's life. ${assumption}`,
    x: eventAxis,
    y: { title: "Energy of an inference", unit: "times", log: true },
  });
}

function cloud({ sampled, optimum, scenario }: Findings): Figure {
  const { recall = 0, falseAlarmsPerDay = 0 } = scenario.requirements;
  return searchFrontFigure(
    sampled.points.map(({ row, kind }) => ({
      name: configurationText(row),
      kind,
      x: row.outcome.power * 1e3,
      y: 100 * row.outcome.recall,
    })),
    {
      id: "sampled",
      title: "Sampled configurations",
      caption: `${optimum.samples} configurations; ${optimum.feasible} find ${100 * recall} % of the events with at most ${falseAlarmsPerDay} false alarms a day within 5 s. ${assumption}`,
      x: { title: "Average power", unit: "mW", log: true },
      y: { title: "Events found", unit: "%" },
    },
  );
}

function sensitivityFigure({ sensitivity: { base, variants } }: Findings): Figure {
  const names = [...new Set(variants.map(({ path }) => path))];
  const change = (path: string, at: number): number | undefined => {
    const variant = variants.filter((one) => one.path === path)[at];
    return variant === undefined ? undefined : 100 * (variant.power / base.power - 1);
  };
  return barFigure(
    [
      { name: "lower", values: names.map((path) => change(path, 0)) },
      { name: "higher", values: names.map((path) => change(path, 1)) },
    ],
    {
      id: "sensitivity",
      title: "What the assumptions are worth",
      caption:
        "Change of the chosen configuration's power when one assumed value is halved or doubled (of an AUC the distance to 1, of a difficulty to 0 or twice).",
      categories: names.map((path) =>
        path.replace("networks.", "").replace(".points.0.9 V", "").replace(".scores", ""),
      ),
      value: { title: "Change of power", unit: "%" },
    },
  );
}
