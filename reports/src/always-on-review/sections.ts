import { requirementValue, type StageSetting } from "@joulebook/cascade";
import { formatBytes, formatDuration, formatNumber, formatPercent, formatPower, formatRate } from "@joulebook/core";
import { searchFrontFigure, seriesFigure } from "@joulebook/figures";
import { type Block, type Markdown, md, type Section } from "@joulebook/report";
import { sampledKinds } from "./sampled-kinds.js";
import type { AlwaysOnReview, Choice, ReviewedChip } from "./review.js";

/** The sections of the review. */
export function alwaysOnSections(review: AlwaysOnReview): readonly Section[] {
  const { choice } = review;
  if (choice === undefined) return [shortfall(review), chipsSection(review)];
  return [
    decision(choice),
    chipsSection(review),
    ...(choice.events === undefined ? [] : [eventsSection(choice, choice.events)]),
    assumptions(choice),
    methods(review),
  ];
}

/** The decision in a sentence, for the cover. */
export function decisionSentence({ choice }: AlwaysOnReview): Markdown {
  if (choice === undefined)
    return md`No configuration on any of the chips meets the requirements. Section 1 says what would have to give.`;
  const { power, recall, falseAlarms } = choice.optimum.best.outcome;
  return md`Use ${choice.chip.name}: ${formatPower(power)} on average, ${formatPercent(recall)} of the events found with ${formatNumber(falseAlarms)} false alarms a day.`;
}

function stageText({ network, point, rate, confirmation, calibration, patience }: StageSetting): string {
  const threshold =
    "recall" in calibration ? `, threshold for a recall of ${formatPercent(calibration.recall)} of single frames` : "";
  const back = patience === undefined ? "" : `, hands back after ${patience} misses`;
  return `${network} at ${point}, ${formatRate(rate)}, ${confirmation.hits} of ${confirmation.of} frames${threshold}${back}`;
}

function shown(requirement: string, value: number): string {
  switch (requirement) {
    case "recall":
      return formatPercent(value);
    case "power":
      return formatPower(value);
    case "memory":
      return formatBytes(value);
    case "falseAlarmsPerDay":
      return formatNumber(value);
    default:
      return formatDuration(value);
  }
}

function decision({ chip, optimum, simulated }: Choice): Section {
  const { outcome, stages, batteryLife } = optimum.best;
  const { scenario } = chip.source;
  const split = (text: string): { readonly value: string; readonly unit?: string } => {
    const [value = text, unit] = text.split(" ");
    return unit === undefined ? { value } : { value, unit };
  };
  const { intervals } = simulated;
  const range = (
    interval: { readonly low: number; readonly high: number } | undefined,
    format: (value: number) => string,
  ): string => (interval === undefined ? "–" : `${format(Math.max(0, interval.low))} to ${format(interval.high)}`);
  const blocks: Block[] = [
    {
      kind: "callout",
      tone: "answer",
      text: md`Use ${chip.name}. ${stages.map(stageText).join(". It calls ")}. Of ${optimum.samples} configurations that were tried on it ${optimum.feasible} meet the requirements; this one draws least.`,
    },
    {
      kind: "key-numbers",
      numbers: [
        {
          name: "Average power",
          ...split(formatPower(outcome.power)),
          note: `${formatPercent(outcome.staticShare)} static`,
        },
        {
          name: "Events found",
          ...split(formatPercent(outcome.recall)),
          note: `simulated ${range(intervals.recall, formatPercent)}`,
        },
        {
          name: "False alarms a day",
          value: formatNumber(outcome.falseAlarms),
          note: `simulated ${range(intervals.falseAlarms, formatNumber)}`,
        },
        ...(batteryLife === undefined
          ? []
          : [{ name: "Battery life", ...split(formatDuration(batteryLife)), note: "with the scenario's battery" }]),
      ],
    },
    {
      kind: "table",
      id: "stages",
      title: "Duty cycles",
      table: {
        columns: ["stage", "setting", "duty", "inferences", "power"].map((name) => ({ name, title: name, unit: "" })),
        rows: outcome.stages.map((stage, at) => [
          stage.name,
          stages[at] === undefined ? "in the cloud" : stageText(stages[at]),
          formatPercent(stage.duty),
          formatRate(stage.rate),
          formatPower(stage.power),
        ]),
      },
    },
    {
      kind: "table",
      id: "requirements",
      title: "Requirements",
      caption: md`A requirement binds when less power would do without it. The time that alarms may stand without an event follows from the false alarms where a scenario does not state it.`,
      table: {
        columns: ["requirement", "limit", "value", "binds", "least power without it"].map((name) => ({
          name,
          title: name,
          unit: "",
        })),
        rows: optimum.requirements.map(({ requirement, binds, powerWithout }) => {
          const value = requirementValue(optimum.best, requirement);
          return [
            requirement,
            shown(requirement, scenario.requirements[requirement] ?? 0),
            value === undefined ? "–" : shown(requirement, value),
            binds ? "yes" : "no",
            formatPower(powerWithout),
          ];
        }),
      },
    },
  ];
  return { id: "decision", title: "The decision", blocks };
}

function shortfall({ chips }: AlwaysOnReview): Section {
  return {
    id: "decision",
    title: "Nothing meets the requirements",
    blocks: [
      {
        kind: "table",
        id: "shortfall",
        title: "What stands against it",
        table: {
          columns: ["chip", "what", "what can be had"].map((name) => ({ name, title: name, unit: "" })),
          rows: chips.flatMap(({ name, problems }) =>
            problems.map(({ message, expected, fix }) => [name, message, expected ?? fix ?? "–"]),
          ),
        },
      },
    ],
  };
}

function chipsSection({ chips, choice }: AlwaysOnReview): Section {
  const cell = (chip: ReviewedChip, read: (best: NonNullable<ReviewedChip["optimum"]>["best"]) => string): string =>
    chip.optimum === undefined ? "–" : read(chip.optimum.best);
  return {
    id: "chips",
    title: "The chips side by side",
    blocks: [
      {
        kind: "table",
        id: "chips",
        title: "Least power of each chip under the same events and requirements",
        table: {
          columns: [
            "chip",
            "power",
            "static",
            "events found",
            "false alarms a day",
            "time to alarm",
            "configuration",
          ].map((name) => ({
            name,
            title: name,
            unit: "",
          })),
          rows: chips.map((chip) => [
            chip.name,
            cell(chip, ({ outcome }) => formatPower(outcome.power)),
            cell(chip, ({ outcome }) => formatPercent(outcome.staticShare)),
            cell(chip, ({ outcome }) => formatPercent(outcome.recall)),
            cell(chip, ({ outcome }) => formatNumber(outcome.falseAlarms)),
            cell(chip, ({ outcome }) => (outcome.latency === undefined ? "–" : formatDuration(outcome.latency))),
            cell(chip, ({ stages }) => stages.map(({ network, rate }) => `${network} ${formatRate(rate)}`).join("; ")),
          ]),
        },
      },
      ...chips
        .filter(({ rows }) => rows.length > 0)
        .map(
          (chip, at): Block => ({ kind: "figure", height: 75, figure: sampledFigure(chip, at, chip === choice?.chip) }),
        ),
    ],
  };
}

function sampledFigure(
  { name, rows, optimum, source }: ReviewedChip,
  at: number,
  chosen: boolean,
): ReturnType<typeof searchFrontFigure> {
  return searchFrontFigure(
    sampledKinds(rows, source.scenario, optimum?.best).map(({ row: { outcome, stages }, kind }) => ({
      name: stages.map(stageText).join("; "),
      kind,
      x: outcome.power * 1e3,
      y: 100 * outcome.recall,
    })),
    {
      id: `sampled-${at + 1}`,
      title: `Configurations on ${name}`,
      caption:
        optimum === undefined
          ? "None meets the requirements."
          : `The star draws least of those that meet the requirements${chosen ? " and is the decision" : ""}; the front is what no other of them beats in power and recall.`,
      x: { title: "Average power", unit: "mW", log: true },
      y: { title: "Events found", unit: "%" },
    },
  );
}

function eventsSection(
  { optimum }: Choice,
  { powers, sequential, exclusive, worth }: NonNullable<Choice["events"]>,
): Section {
  const at = (rate: number | undefined): string =>
    rate === undefined ? "at no rate of events" : `from ${formatNumber(rate)} events an hour on`;
  const line = (name: string, read: (row: (typeof powers)[number]) => number) => ({
    name,
    points: powers.map((row) => ({ x: row.eventsPerHour, y: 1e3 * read(row) })),
  });
  const marks = [
    { x: exclusive.invest ?? 0, name: "invest" },
    { x: sequential.abandon ?? 0, name: "abandon (sequential)" },
  ].filter(({ x }) => x > 0);
  return {
    id: "events",
    title: "If events come at another rate",
    blocks: [
      {
        kind: "text",
        text: md`The second network draws more than the first ${at(exclusive.invest)}. It alone would draw less than the cascade ${at(exclusive.abandon)} if the first stops while it runs, ${at(sequential.abandon)} if the first goes on. A first network that took no energy would save ${formatPercent(worth.most)}.`,
      },
      {
        kind: "figure",
        height: 80,
        figure: seriesFigure(
          [
            line("second network alone", (row) => row.mediumOnly),
            line("cascade, sequential", (row) => row.sequential),
            line("cascade, exclusive", (row) => row.exclusive),
          ],
          {
            id: "events",
            title: "Power against events per hour",
            caption: "The chosen configuration.",
            x: { title: "Events per hour", unit: "1/h", log: true },
            y: { title: "Average power", unit: "mW" },
            marks,
          },
        ),
      },
      {
        kind: "table",
        id: "rates",
        title: "The chosen configuration at other rates of events",
        table: {
          columns: ["events, times", "power", "events found", "false alarms a day", "missed"].map((name) => ({
            name,
            title: name,
            unit: "",
          })),
          rows: optimum.eventRates.map(({ factor, outcome, missed }) => [
            formatNumber(factor),
            formatPower(outcome.power),
            formatPercent(Math.min(1, outcome.recall)),
            formatNumber(outcome.falseAlarms),
            missed.length === 0 ? "none" : missed.join(", "),
          ]),
        },
      },
    ],
  };
}

function assumptions({ chip, variants }: Choice): Section {
  const { assumed } = chip.source.scenario;
  return {
    id: "assumptions",
    title: "What the decision rests on",
    blocks: [
      {
        kind: "callout",
        tone: "warning",
        title: "Measured by nobody",
        text: md`${assumed.length === 0 ? "Nothing is marked as assumed." : assumed.join(", ")}`,
      },
      {
        kind: "table",
        id: "variants",
        title: "The chosen configuration with one assumed value changed",
        table: {
          columns: ["value", "is", "power", "events found", "false alarms a day", "missed"].map((name) => ({
            name,
            title: name,
            unit: "",
          })),
          rows: variants.map(({ path, is, outcome, missed }) => [
            path,
            is,
            formatPower(outcome.power),
            formatPercent(Math.min(1, outcome.recall)),
            formatNumber(outcome.falseAlarms),
            missed.length === 0 ? "none" : missed.join(", "),
          ]),
        },
      },
    ],
  };
}

function methods({ parameters }: AlwaysOnReview): Section {
  return {
    id: "methods",
    title: "How it was calculated",
    blocks: [
      {
        kind: "text",
        text: md`On each chip ${parameters.samples} configurations were drawn at random (frame rates, confirmation rules, thresholds, patience, operating points) and judged in closed form. Power is static power plus rate times energy, static power taken out of measured energies. The simulation draws frames, events and calls of 30 days one by one. False hits of frames without an event are taken as independent: measure false alarms before you believe them. Energies from MLPerf Tiny are not verified by MLCommons Association.`,
      },
    ],
  };
}
