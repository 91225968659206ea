import { type Figure, formatDuration, formatPercent, formatPower } from "@joulebook/core";
import { md, type Section } from "@joulebook/report";
import { figureBlocks, type ShowFigure } from "../figure-blocks.js";
import { configurationText, type Findings } from "./findings.js";
import { pointAt, type StudyData } from "./measured.js";
import { slow } from "./power.js";

/** The text of the study around its figures. */
export function studySections(data: StudyData, found: Findings, figures: readonly Figure[]): readonly Section[] {
  const show = figureBlocks(figures);
  return [
    powerSection(data, found, show),
    optionsSection(found, show),
    eventsSection(found, show),
    optimumSection(found, show),
    assumptionsSection(found, show),
  ];
}

function powerSection(data: StudyData, { power }: Findings, show: ShowFigure): Section {
  const { fit, alone } = power;
  const statics = alone.map((one) => `${(one.fit.staticPower * 1e3).toFixed(3)} mW (${one.task})`).join(", ");
  const { energy, maxRate } = pointAt(data, "persons", slow);
  const taken = (100 * fit.staticPower) / maxRate / energy;
  return {
    id: "power",
    title: "The power a chip really draws",
    blocks: [
      {
        kind: "text",
        text: md`The article {ref:syntiant} calculates a solution's power as static power plus frame rate times inference energy. MLPerf Tiny {ref:tiny} measured three networks on NDP120 at two voltages: E = C V² + P t fits all six points with one static power of ${(fit.staticPower * 1e3).toFixed(3)} mW and residuals below ${(100 * Math.max(...fit.residuals.map(Math.abs))).toFixed(2)} %; each network alone gives ${statics}. A measured energy contains that power while it computes (${taken.toFixed(0)} % for person detection at ${slow} V), so the formula as printed counts it twice; here it is taken out first. {fig:operating-points} shows what the higher voltage does.`,
      },
      show("operating-points", 70),
      {
        kind: "text",
        text: md`Against microcontrollers with the same network the chip takes tens to hundreds of times less energy ({fig:microcontrollers}), which of the two depends on the software of the board. At low rates its static power decides: {fig:power-over-rate}.`,
      },
      show("microcontrollers", 80),
      show("power-over-rate", 80),
    ],
  };
}

function optionsSection({ options }: Findings, show: ShowFigure): Section {
  const finest = options.b[0]?.resolution ?? 0;
  return {
    id: "options",
    title: "Seldom and large, or often and small",
    blocks: [
      {
        kind: "text",
        text: md`A large network once a second (A) and one ten times smaller ten times a second (B) draw the same power. B sees an event's beginning to ${formatDuration(finest)}, A to a second. {fig:options} holds them against each other as detectors of events: B may let frames confirm each other, and frames of one event are alike only in part.`,
      },
      show("options", 80),
    ],
  };
}

function eventsSection({ strategies, optimum }: Findings, show: ShowFigure): Section {
  const { sequential, exclusive, worth } = strategies;
  const at = (rate: number | undefined): string =>
    rate === undefined ? "at no rate" : `from ${rate.toFixed(1)} events an hour on`;
  return {
    id: "events",
    title: "When a cascade pays",
    blocks: [
      {
        kind: "text",
        text: md`{fig:strategies} is the article's sweep over positives per hour for the configuration that sampling found, ${configurationText(optimum.best)}. The second network draws more than the first ${at(exclusive.invest)}; the large network alone draws less than the cascade ${at(sequential.abandon)} if the small network keeps running, and ${at(exclusive.abandon)} if it stops. The article describes the second way and concludes what holds for the first.`,
      },
      show("strategies", 80),
      show("duty-cycles", 65),
      show("stage-powers", 65),
      {
        kind: "callout",
        tone: "note",
        title: "Static power sets the floor",
        text: md`With nothing to see ${formatPercent(worth.staticShare)} of ${formatPower(worth.power)} is static: a first network that took no energy at all would save ${formatPercent(worth.most)}. The battery's life ({fig:battery-life}) and how large the second network may become ({fig:largest-medium}) follow from it.`,
      },
      show("battery-life", 65),
      show("largest-medium", 65),
    ],
  };
}

function optimumSection({ optimum, sampled, simulated, scenario }: Findings, show: ShowFigure): Section {
  const { outcome } = optimum.best;
  const { intervals, latencies } = simulated;
  const range = (
    interval: { readonly low: number; readonly high: number } | undefined,
    format: (value: number) => string,
  ): string => (interval === undefined ? "–" : `${format(interval.low)} to ${format(interval.high)}`);
  const plain = (value: number): string => value.toFixed(2);
  const time = (value: number | undefined): string => (value === undefined ? "–" : formatDuration(value));
  const best = [optimum.best, ...sampled.bySeed];
  return {
    id: "optimum",
    title: "Duty cycles from sampling",
    blocks: [
      {
        kind: "text",
        text: md`Frame rates, confirmation rules, thresholds, patience and operating points of the scenario ${scenario.name} were sampled at random and judged in closed form: {fig:sampled}. {table:optimum} has the one with least power, beside a simulation of ${formatDuration(simulated.duration)} frame by frame; the two share no code but the chances of a hit. Overlapping events, which the closed form takes as independent, help each other in the simulation. {table:seeds} shows what other seeds find.`,
      },
      show("sampled", 85),
      {
        kind: "table",
        id: "optimum",
        title: configurationText(optimum.best),
        table: {
          columns: [
            { name: "quantity", title: "", unit: "" },
            { name: "closed", title: "Closed form", unit: "" },
            { name: "simulated", title: "Simulated", unit: "" },
            { name: "interval", title: "95 % interval", unit: "" },
          ],
          rows: [
            ["power", formatPower(outcome.power), formatPower(simulated.power), range(intervals.power, formatPower)],
            [
              "recall of events",
              formatPercent(outcome.recall),
              formatPercent(simulated.recall),
              range(intervals.recall, formatPercent),
            ],
            [
              "false alarms a day",
              plain(outcome.falseAlarms),
              plain(simulated.falseAlarms),
              range(intervals.falseAlarms, plain),
            ],
            [
              "alarm without event, a day",
              formatDuration(outcome.falseAlarmTime),
              formatDuration(simulated.falseAlarmTime),
              range(intervals.falseAlarmTime, formatDuration),
            ],
            [
              "mean time to alarm",
              time(outcome.latency),
              time(simulated.latency),
              range(intervals.latency, formatDuration),
            ],
            [
              "half, 90 %, 99 % within",
              "",
              latencies === undefined ? "–" : `${time(latencies.p50)}, ${time(latencies.p90)}, ${time(latencies.p99)}`,
              "",
            ],
            ...outcome.stages.map((stage, index): string[] => [
              `duty of ${stage.name}`,
              formatPercent(stage.duty),
              formatPercent(simulated.stages[index]?.duty ?? 0),
              index === 1 ? range(intervals.calledDuty, formatPercent) : "",
            ]),
          ],
        },
      },
      {
        kind: "table",
        id: "seeds",
        title: "Least power by seed of the sampling",
        table: {
          columns: [
            { name: "seed", title: "Seed", unit: "" },
            { name: "configuration", title: "Configuration", unit: "" },
            { name: "power", title: "Power", unit: "" },
            { name: "recall", title: "Recall", unit: "" },
            { name: "falseAlarms", title: "False alarms a day", unit: "" },
          ],
          rows: best.map((one, index) => [
            String(index),
            configurationText(one),
            formatPower(one.outcome.power),
            formatPercent(one.outcome.recall),
            plain(one.outcome.falseAlarms),
          ]),
        },
      },
    ],
  };
}

function assumptionsSection({ scenario, sensitivity }: Findings, show: ShowFigure): Section {
  const { base, variants } = sensitivity;
  return {
    id: "assumptions",
    title: "What rests on assumptions",
    blocks: [
      {
        kind: "callout",
        tone: "warning",
        title: "What is assumed",
        text: md`Nobody published a cascade's measurement. Assumed: ${scenario.assumed.join(", ")}. Claims that rest on them are at best *partly* reproduced.`,
      },
      {
        kind: "text",
        text: md`{fig:sensitivity} changes one assumption at a time; {table:variants} has recall and false alarms as well, which move far more than the power. False hits of frames without an event are taken as independent: a coat rack that looks like a person all night is not in the model.`,
      },
      show("sensitivity", 85),
      {
        kind: "table",
        id: "variants",
        title: "The chosen configuration with one assumed value changed",
        table: {
          columns: [
            { name: "value", title: "Value", unit: "" },
            { name: "is", title: "Is", unit: "" },
            { name: "power", title: "Power", unit: "" },
            { name: "recall", title: "Recall", unit: "" },
            { name: "falseAlarms", title: "False alarms a day", unit: "" },
          ],
          rows: [{ path: "as it is", is: "", ...base }, ...variants].map(({ path, is, power, recall, falseAlarms }) => [
            path,
            is,
            formatPower(power),
            formatPercent(recall),
            falseAlarms.toFixed(2),
          ]),
        },
      },
    ],
  };
}
