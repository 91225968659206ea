import {
  type CascadeCompareDocument,
  type CascadeConfiguration,
  type CascadeCrossovers,
  type CascadeFigures,
  type CascadeOptimiseDocument,
  type CascadeOption,
  type CascadeOptionRow,
  type CascadeRunDocument,
  type CascadeStageSetting,
  type CascadeSweepDocument,
  formatBytes,
  formatDuration,
  formatEnergy,
  formatNumber,
  formatPercent,
  formatPower,
  formatRate,
} from "@joulebook/core";
import { printable } from "@joulebook/runtime";
import type { DocumentBody } from "../../command-line/command-result.js";
import { textTable } from "../../command-line/text-table.js";

/** Configurations of a front that are printed; the document has all. */
const shownConfigurations = 15;

/** Quantiles of the time to the alarm, and what a table calls them. */
const quantiles = [
  ["p50", "half of the alarms within"],
  ["p90", "90 % within"],
  ["p99", "99 % within"],
] as const;

/** A scenario for people. */
export function runText(document: DocumentBody<CascadeRunDocument>): string {
  const { scenario, mode, figures, latencies, literalPower, simulation, memory, worth, requirements, assumed } =
    document;
  const interval = (name: string, format: (value: number) => string): string => {
    const found = simulation.intervals[name];
    return found === undefined ? "" : `${format(Math.max(0, found.low))} to ${format(found.high)}`;
  };
  const other = simulation.figures;
  const quantities: readonly (readonly [string, string, string, string])[] = [
    ["power", formatPower(figures.power), formatPower(other.power), interval("power", formatPower)],
    ...(simulation.events === 0
      ? [["recall of events", formatPercent(figures.recall), "no event", ""] as const]
      : [
          [
            "recall of events",
            formatPercent(figures.recall),
            formatPercent(other.recall),
            interval("recall", formatPercent),
          ] as const,
          ["precision", formatPercent(figures.precision), formatPercent(other.precision), ""] as const,
        ]),
    ["false alarms a day", number(figures.falseAlarms), number(other.falseAlarms), interval("falseAlarms", number)],
    [
      "alarm without event, a day",
      time(figures.falseAlarmTime),
      time(other.falseAlarmTime),
      interval("falseAlarmTime", formatDuration),
    ],
    ["mean time to alarm", time(figures.latency), time(other.latency), interval("latency", time)],
    ...quantiles.map(
      ([key, name]) => [name, time(latencies?.[key]), time(simulation.latencies?.[key]), interval(key, time)] as const,
    ),
    ...(figures.cloudCalls > 0
      ? [
          [
            "cloud calls a day",
            number(figures.cloudCalls),
            number(other.cloudCalls),
            interval("cloudCalls", number),
          ] as const,
          ["cloud bytes a day", formatBytes(figures.cloudBytes), formatBytes(other.cloudBytes), ""] as const,
        ]
      : []),
    ...(figures.batteryLife === undefined
      ? []
      : [["battery life", time(figures.batteryLife), time(other.batteryLife), ""] as const]),
  ];
  return [
    printable(`${scenario} (${mode})`),
    textTable([
      { title: "", cells: quantities.map(([name]) => name) },
      { title: "Closed form", cells: quantities.map(([, value]) => value), align: "right" },
      { title: "Simulated", cells: quantities.map(([, , value]) => value), align: "right" },
      { title: "(95 %)", cells: quantities.map(([, , , range]) => range) },
    ]),
    stageTable(figures),
    [
      `static power ${formatPower(figures.staticPower)}, ${formatPercent(figures.staticShare)} of the whole; the literal form (static power counted twice while computing) gives ${formatPower(literalPower)}`,
      ...(memory === undefined ? [] : [`resident networks: ${formatBytes(memory)}`]),
      `simulated ${formatDuration(simulation.duration)}: ${formatNumber(simulation.frames)} frames, ${formatNumber(simulation.events)} events, seed ${simulation.seed}`,
    ].join("\n"),
    ...(worth === undefined ? [] : [worthText(worth)]),
    ...(requirements.length === 0
      ? []
      : [
          textTable([
            { title: "Requirement", cells: requirements.map(({ requirement }) => requirement) },
            {
              title: "Limit",
              cells: requirements.map(({ requirement, limit }) => quantity(requirement, limit)),
              align: "right",
            },
            {
              title: "Value",
              cells: requirements.map(({ requirement, value }) =>
                value === undefined ? "unknown" : quantity(requirement, value),
              ),
              align: "right",
            },
            { title: "", cells: requirements.map(({ met }) => (met ? "met" : "missed")) },
          ]),
        ]),
    ...assumedText(assumed),
  ].join("\n\n");
}

function worthText(worth: NonNullable<CascadeRunDocument["worth"]>): string {
  const { mediumOnly, crossovers, saved, savedByEnergy, savedByNumber, smallNetworkShare } = worth;
  const { largestMediumEnergy: energy, largestMediumFactor: factor } = worth;
  return [
    `the second network alone: ${formatPower(mediumOnly)}; saved ${signed(saved)}: ${signed(savedByEnergy)} by less energy per inference, ${signed(savedByNumber)} by fewer inferences`,
    crossoverText(crossovers),
    `a first network that costs nothing would save ${formatPercent(smallNetworkShare)}`,
    ...(energy === undefined || factor === undefined
      ? []
      : [
          `the second network may take ${formatEnergy(energy)} per inference (${formatNumber(factor)} times what it does) before it costs 10 % of the battery's life`,
        ]),
  ].join("\n");
}

function signed(power: number): string {
  return power < 0 ? `-${formatPower(-power)}` : formatPower(power);
}

function crossoverText({ abandon, invest }: CascadeCrossovers): string {
  const at = (rate: number | undefined): string =>
    rate === undefined ? "at no rate of events" : `from ${number(rate)} events per hour on`;
  return `the second network draws more than the first ${at(invest)} (invest in the first); the second alone draws less ${at(abandon)} (abandon the cascade)`;
}

function stageTable({ stages }: CascadeFigures): string {
  return textTable([
    { title: "Stage", cells: stages.map(({ name }) => printable(name)) },
    { title: "Duty", cells: stages.map(({ duty }) => formatPercent(duty)), align: "right" },
    { title: "Inferences", cells: stages.map(({ rate }) => formatRate(rate)), align: "right" },
    { title: "Power", cells: stages.map(({ power }) => formatPower(power)), align: "right" },
    { title: "Frame recall", cells: stages.map(({ frameRecall }) => formatPercent(frameRecall)), align: "right" },
    { title: "precision", cells: stages.map(({ framePrecision }) => formatPercent(framePrecision)), align: "right" },
  ]);
}

/** A sweep for people. */
export function sweepText(document: DocumentBody<CascadeSweepDocument>): string {
  const { scenario, over, events, varied, assumed, figures } = document;
  if (events !== undefined) {
    const { rows } = events;
    const power = (read: (row: (typeof rows)[number]) => number): string[] => rows.map((row) => formatPower(read(row)));
    return [
      printable(`${scenario}: average power over events per hour`),
      textTable([
        { title: "Events/h", cells: rows.map(({ eventsPerHour }) => number(eventsPerHour)), align: "right" },
        { title: "Second alone", cells: power((row) => row.mediumOnly), align: "right" },
        { title: "Sequential", cells: power((row) => row.sequential), align: "right" },
        { title: "Exclusive", cells: power((row) => row.exclusive), align: "right" },
        { title: "Duty", cells: rows.map(({ duty }) => formatPercent(duty)), align: "right" },
        { title: "First", cells: power((row) => row.first), align: "right" },
        { title: "Second", cells: power((row) => row.second), align: "right" },
      ]),
      `exclusive: ${crossoverText(events.exclusive)}\nsequential: ${crossoverText(events.sequential)}`,
      ...assumedText(assumed),
    ].join("\n\n");
  }
  const rows = [{ path: "as it is", was: "", is: "", figures }, ...(varied ?? [])];
  const cell = (read: (found: CascadeFigures) => string): string[] =>
    rows.map((row) => (row.figures === undefined ? "" : read(row.figures)));
  return [
    printable(
      `${scenario}: ${over === "assumed" ? "each assumed value lower and higher" : `over the ${over} of each stage`}`,
    ),
    textTable([
      { title: "Value", cells: rows.map(({ path }) => printable(path)) },
      { title: "is", cells: rows.map(({ was, is }) => printable(was === "" ? "" : `${is} (was ${was})`)) },
      { title: "Power", cells: cell(({ power }) => formatPower(power)), align: "right" },
      { title: "Recall", cells: cell(({ recall }) => formatPercent(recall)), align: "right" },
      { title: "Precision", cells: cell(({ precision }) => formatPercent(precision)), align: "right" },
      { title: "False alarms/d", cells: cell(({ falseAlarms }) => number(falseAlarms)), align: "right" },
      { title: "Time to alarm", cells: cell(({ latency }) => time(latency)), align: "right" },
      { title: "", cells: rows.map((row) => ("problem" in row ? printable(row.problem ?? "") : "")) },
    ]),
    ...assumedText(assumed),
  ].join("\n\n");
}

/** A comparison for people. */
export function compareText(document: DocumentBody<CascadeCompareDocument>): string {
  const { scenario, falseAlarms, a, b, assumed } = document;
  const name = ({ network, rate, hits, of, point }: CascadeOption): string =>
    printable(`${network} ${formatRate(rate)}, ${hits} of ${of}, ${point}`);
  const both = [a, b];
  const best = (read: (row: CascadeOptionRow) => string): string[] =>
    both.map((option) => (option.best === undefined ? "none" : read(option.best)));
  return [
    printable(`${scenario}: each network alone`),
    textTable([
      { title: "Option", cells: ["A", "B"] },
      { title: "Network, rate, rule", cells: both.map(name) },
      { title: "Power", cells: both.map(({ power }) => formatPower(power)), align: "right" },
      { title: "static", cells: both.map(({ staticPower }) => formatPower(staticPower)), align: "right" },
      { title: "Between frames", cells: both.map(({ resolution }) => formatDuration(resolution)), align: "right" },
    ]),
    `the threshold that finds most events with at most ${number(falseAlarms)} false alarms a day:\n${textTable([
      { title: "Option", cells: ["A", "B"] },
      { title: "Recall", cells: best(({ recall }) => formatPercent(recall)), align: "right" },
      { title: "False alarms/d", cells: best((row) => number(row.falseAlarms)), align: "right" },
      { title: "Time to alarm", cells: best(({ latency }) => time(latency)), align: "right" },
      { title: "Frame recall", cells: best(({ frameRecall }) => formatPercent(frameRecall)), align: "right" },
      { title: "Frame false hits", cells: best(({ falseHit }) => formatPercent(falseHit)), align: "right" },
    ])}`,
    thresholdTable(a, b),
    comparison(a, b, falseAlarms),
    ...assumedText(assumed),
  ].join("\n\n");
}

function thresholdTable(a: CascadeOption, b: CascadeOption): string {
  const rows = ({ thresholds }: CascadeOption, letter: string): Parameters<typeof textTable>[0] => [
    { title: `${letter}: recall`, cells: thresholds.map(({ recall }) => formatPercent(recall)), align: "right" },
    { title: "false/d", cells: thresholds.map((row) => number(row.falseAlarms)), align: "right" },
    { title: "time", cells: thresholds.map(({ latency }) => time(latency)), align: "right" },
  ];
  return textTable([
    {
      title: "Frame recall",
      cells: a.thresholds.map(({ frameRecall }) => formatPercent(frameRecall)),
      align: "right",
    },
    ...rows(a, "A"),
    ...rows(b, "B"),
  ]);
}

/** What the two options come to, in a sentence. */
function comparison(a: CascadeOption, b: CascadeOption, falseAlarms: number): string {
  const within = `within ${number(falseAlarms)} false alarms a day`;
  const [one, other] = [a.best?.recall, b.best?.recall];
  const finds =
    one === undefined && other === undefined
      ? `neither stays ${within}`
      : one === other
        ? `both find as many events ${within}`
        : `${(one ?? -1) > (other ?? -1) ? "A" : "B"} finds more events ${within}`;
  const finer =
    a.resolution === b.resolution
      ? "both tell as finely when an event began"
      : `${a.resolution < b.resolution ? "A" : "B"} tells ${formatNumber(Math.max(a.resolution / b.resolution, b.resolution / a.resolution))} times as finely when an event began`;
  return `${finds}; ${finer}`;
}

/** An optimisation for people. */
export function optimiseText(document: DocumentBody<CascadeOptimiseDocument>): string {
  const { scenario, samples, seed, feasible, best, front, requirements, eventRates, assumed } = document;
  const drawn = front.slice(0, shownConfigurations);
  return [
    printable(`${scenario}: ${feasible} of ${samples} configurations meet the requirements (seed ${seed})`),
    `least power:\n${configurationTable([best])}`,
    stageTable(best.figures),
    `the front of power, recall and false alarms${drawn.length < front.length ? `, ${drawn.length} of ${front.length}` : ""}:\n${configurationTable(drawn)}`,
    ...(requirements.length === 0
      ? []
      : [
          textTable([
            { title: "Requirement", cells: requirements.map(({ requirement }) => requirement) },
            {
              title: "Limit",
              cells: requirements.map(({ requirement, limit }) => quantity(requirement, limit)),
              align: "right",
            },
            {
              title: "Least power without it",
              cells: requirements.map(({ powerWithout }) => formatPower(powerWithout)),
              align: "right",
            },
            { title: "", cells: requirements.map(({ binds }) => (binds ? "binds" : "")) },
          ]),
        ]),
    textTable([
      { title: "Events, times", cells: eventRates.map(({ factor }) => number(factor)), align: "right" },
      { title: "Power", cells: eventRates.map(({ power }) => formatPower(power)), align: "right" },
      { title: "Recall", cells: eventRates.map(({ recall }) => formatPercent(recall)), align: "right" },
      { title: "False alarms/d", cells: eventRates.map(({ falseAlarms }) => number(falseAlarms)), align: "right" },
      { title: "Missed", cells: eventRates.map(({ missed }) => missed.join(", ")) },
    ]),
    ...assumedText(assumed),
  ].join("\n\n");
}

function configurationTable(list: readonly CascadeConfiguration[]): string {
  const stage = (at: number, read: (setting: CascadeStageSetting) => string): string[] =>
    list.map(({ settings }) => (settings[at] === undefined ? "" : read(settings[at])));
  const shown = (setting: CascadeStageSetting): string =>
    printable(
      `${setting.network} ${formatRate(setting.rate)}, ${setting.hits} of ${setting.of} at ${formatPercent(setting.recall)}`,
    );
  return textTable([
    { title: "Power", cells: list.map(({ figures }) => formatPower(figures.power)), align: "right" },
    { title: "Recall", cells: list.map(({ figures }) => formatPercent(figures.recall)), align: "right" },
    { title: "False/d", cells: list.map(({ figures }) => number(figures.falseAlarms)), align: "right" },
    { title: "Alarm", cells: list.map(({ figures }) => time(figures.latency)), align: "right" },
    { title: "First", cells: stage(0, shown) },
    { title: "Second", cells: stage(1, (setting) => `${shown(setting)}, patience ${setting.patience}`) },
    { title: "Point", cells: stage(0, ({ point }) => printable(point)) },
  ]);
}

function assumedText(assumed: readonly string[]): readonly string[] {
  if (assumed.length === 0) return [];
  return [`assumed, measured by nobody: ${assumed.map(printable).join(", ")}`];
}

function quantity(requirement: string, value: number): string {
  switch (requirement) {
    case "recall":
      return formatPercent(value);
    case "latency":
    case "falseAlarmTime":
    case "batteryLife":
      return time(value);
    case "power":
      return formatPower(value);
    case "memory":
      return formatBytes(value);
    default:
      return number(value);
  }
}

function number(value: number): string {
  return formatNumber(value);
}

function time(value: number | undefined): string {
  return value === undefined ? "" : formatDuration(value);
}
