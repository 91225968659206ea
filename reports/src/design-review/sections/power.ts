import {
  averagePower,
  batteryLifetime,
  batteryPower,
  type Budget,
  busyShare,
  type Candidate,
  crossoverRate,
  formatDuration,
  formatPercent,
  formatPower,
  formatRate,
  type Watts,
} from "@joulebook/core";
import { batteryLifeFigure, powerRateFigure } from "@joulebook/figures";
import { type Block, joinMarkdown, type Markdown, md, type Section } from "@joulebook/report";
import { finalistsOf } from "../finalists.js";
import type { Review } from "../review.js";

/** What the finalists mean for the average power and the battery, and whether another board would draw less. */
export function powerSection(review: Review): Section {
  const finalists = finalistsOf(review.recommendation);
  if (finalists.length === 0)
    return {
      id: "power",
      title: "Power and battery life",
      blocks: [{ kind: "text", text: md`No candidate meets the limits, so there is none to compute power for.` }],
    };
  return {
    id: "power",
    title: "Power and battery life",
    blocks: [
      ...atTheRate(review, finalists),
      ...overRates(review, finalists),
      ...life(review, finalists),
      ...boards(review, finalists),
    ],
  };
}

/** Model and runtime: two candidates may share a model. */
function nameOf({ model, keys }: { readonly model: string; readonly keys: Candidate["keys"] }): string {
  return `${model}, ${keys["backend"] ?? ""}`;
}

/** What the legends call the finalists, in the order of the table. */
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

function letterOf(finalists: readonly Candidate[]): (point: { readonly id: string }) => string {
  return (point) => letters[finalists.findIndex(({ id }) => id === point.id)] ?? "";
}

function atTheRate({ recommendation, parameters }: Review, finalists: readonly Candidate[]): readonly Block[] {
  const { rate, battery } = parameters;
  const rows = finalists.map((candidate, index) => {
    const power = averagePower(candidate, rate);
    const busy = busyShare(candidate, rate);
    const keeps = Number.isFinite(power);
    return [
      letters[index],
      candidate.model,
      String(candidate.keys["backend"] ?? ""),
      busy === undefined ? undefined : busy * 100,
      keeps ? power : undefined,
      keeps && candidate.idlePower !== undefined ? (candidate.idlePower / power) * 100 : undefined,
      keeps && power > 0 ? batteryLifetime(battery, power) / 3600 : undefined,
      candidate.latency === undefined ? undefined : 1 / candidate.latency.mean,
    ];
  });
  const idle = idleOf(finalists);
  const waiting =
    idle === undefined ? md`` : md` Waiting alone draws ${formatPower(idle)}, which bounds every battery life.`;
  return [
    {
      kind: "text",
      text: md`Average power ({eq:power}) is idle power plus what the inferences add. {table:power-battery} compares the finalists, that is the choice and what {sec:recommendation} compares it with, at a rate of ${formatRate(rate, { trim: true })}, fed by a battery of ${formatPower(battery.capacity / 3600)}h.${waiting} A dash stands where the rate cannot be kept.`,
    },
    {
      kind: "table",
      id: "power-battery",
      title: `Average power and battery life at ${formatRate(rate, { trim: true })}`,
      decimals: { busy_percent: 1, power_W: 3, idle_percent: 1, life_h: 1, highest_rate: 1 },
      emphasis: recommendation.feasible ? [finalists.indexOf(recommendation.single.candidate)] : [],
      table: {
        columns: [
          { name: "letter", title: "", unit: "" },
          { name: "model", title: "Model", unit: "" },
          { name: "runtime", title: "Runtime", unit: "" },
          { name: "busy_percent", title: "Busy", unit: "%" },
          { name: "power_W", title: "Average power", unit: "W" },
          { name: "idle_percent", title: "Idle share", unit: "%" },
          { name: "life_h", title: "Battery life", unit: "h" },
          { name: "highest_rate", title: "Highest rate", unit: "1/s" },
        ],
        rows,
      },
    },
  ];
}

function idleOf(finalists: readonly Candidate[]): Watts | undefined {
  return finalists.find(({ idlePower }) => idlePower !== undefined)?.idlePower;
}

function overRates({ parameters }: Review, finalists: readonly Candidate[]): readonly Block[] {
  const { rate, device, budget } = parameters;
  const limit = powerLimit(budget);
  const crossing = finalists.some((one, index) =>
    finalists.slice(index + 1).some((other) => crossoverRate(one, other) !== undefined),
  );
  const order =
    finalists.length < 2
      ? md``
      : crossing
        ? md`Circles mark where two lines cross ({eq:crossover}); below that rate the one with less idle power draws less.`
        : md`All start from the same idle power and never cross ({eq:crossover}): what adds least to it draws least at every rate.`;
  return [
    {
      kind: "text",
      text: md`{fig:power-rate} shows the same over the rate. At low rates all finalists draw what the board draws anyway, so that a cheaper model saves next to nothing; the lines part where the inferences begin to fill the time. ${order}`,
    },
    {
      kind: "figure",
      height: 57,
      figure: powerRateFigure(finalists, {
        title: `Average power of the finalists on ${device}`,
        caption:
          "Letters as in the table of the finalists. Each line ends with a mark at the highest rate that the candidate can keep.",
        rate,
        nameOf,
        labelOf: letterOf(finalists),
        ...(limit === undefined ? {} : { limit }),
      }),
    },
  ];
}

/** The average power that the budget allows, whatever form it was stated in; undefined for one per inference. */
function powerLimit(budget: Budget): Watts | undefined {
  if (budget.kind === "power") return budget.power;
  if (budget.kind === "window") return budget.energy / budget.duration;
  const power = budget.kind === "battery" ? batteryPower(budget.battery, budget.lifetime) : 0;
  return power > 0 ? power : undefined;
}

function life({ parameters }: Review, finalists: readonly Candidate[]): readonly Block[] {
  const { rate, battery, device } = parameters;
  const idle = idleOf(finalists);
  const longest = idle === undefined || idle === 0 ? undefined : batteryLifetime(battery, idle);
  const text =
    longest === undefined
      ? md`{fig:battery-life} turns power into the life of the battery ({eq:battery}).`
      : md`{fig:battery-life} turns power into the life of the battery ({eq:battery}). No model makes it last longer than ${formatDuration(longest)}, the time for which the battery feeds the waiting board. Only sleep, a board with less idle power, or a larger battery would.`;
  return [
    { kind: "text", text },
    {
      kind: "figure",
      height: 57,
      figure: batteryLifeFigure(finalists, {
        title: `Battery life with the finalists on ${device}`,
        caption: `Battery of ${formatPower(battery.capacity / 3600)}h. Letters as in the table of the finalists; lines end at the highest rate that a candidate can keep.`,
        battery,
        rate,
        nameOf,
        labelOf: letterOf(finalists),
        ...(idle === undefined ? {} : { idlePower: idle }),
      }),
    },
  ];
}

/** One model on every board with its thriftiest runtime: only between boards do lines cross. */
function boards({ everywhere, recommendation, parameters }: Review, finalists: readonly Candidate[]): readonly Block[] {
  const model = recommendation.feasible ? recommendation.single.candidate.model : finalists[0]?.model;
  const best = new Map<string, Candidate>();
  for (const candidate of everywhere) {
    const before = best.get(candidate.device);
    if (candidate.model !== model || candidate.idlePower === undefined) continue;
    if (before === undefined || candidate.energy < before.energy) best.set(candidate.device, candidate);
  }
  const designs = [...best.values()].toSorted((a, b) => (a.device < b.device ? -1 : 1));
  if (designs.length < 2 || model === undefined) return [];
  return [
    {
      kind: "text",
      text: md`Would another board draw less? {fig:power-rate-boards} runs *${model}* on all of them, each with the runtime that needs least energy there. ${crossoverText(designs)} ${cheapestText(designs, parameters.rate)}`,
    },
    {
      kind: "figure",
      height: 57,
      figure: powerRateFigure(designs, {
        id: "power-rate-boards",
        title: `Average power of ${model} on all boards`,
        caption:
          "Lines begin at the idle power of the board and end at the highest rate that it can keep; circles mark where two boards draw the same.",
        rate: parameters.rate,
        nameOf: ({ device, keys }) => `${device}, ${keys["backend"] ?? ""}`,
        labelOf: ({ device }) => device,
      }),
    },
  ];
}

function crossoverText(designs: readonly Candidate[]): Markdown {
  const crossings = designs.flatMap((one, index) =>
    designs.slice(index + 1).flatMap((other) => {
      const crossover = crossoverRate(one, other);
      if (crossover === undefined) return [];
      const [below, above] = averagePower(one, 0) < averagePower(other, 0) ? [one, other] : [other, one];
      return [{ rate: crossover.rate, below, above }];
    }),
  );
  if (crossings.length === 0)
    return md`No two lines cross at a rate that both boards can keep: the board with less idle power draws less at every rate.`;
  const items = crossings
    .toSorted((a, b) => a.rate - b.rate)
    .map(({ rate, below, above }) => md`${above.device} draws less than ${below.device} from ${formatRate(rate)} on`);
  return md`Boards overtake each other where their lines cross: ${joinMarkdown(items, "; ")}.`;
}

function cheapestText(designs: readonly Candidate[], rate: number): Markdown {
  const able = designs.filter((design) => Number.isFinite(averagePower(design, rate)));
  const [first, second] = able.toSorted((a, b) => averagePower(a, rate) - averagePower(b, rate));
  if (first === undefined) return md`None keeps ${formatRate(rate, { trim: true })} with it.`;
  const power = averagePower(first, rate);
  const gap =
    second === undefined
      ? md``
      : md`, ${formatPercent(1 - power / averagePower(second, rate), { decimals: 0 })} less than ${second.device}`;
  return md`At ${formatRate(rate, { trim: true })} ${first.device} draws least with it, ${formatPower(power)}${gap}.`;
}
