import { mean } from "@joulebook/core";
import type { Figure } from "@joulebook/core";
import { barFigure, memoryOverTimeFigure, scheduleFigure, seriesFigure } from "@joulebook/figures";
import type { ExitsOnCores, ManyCoreConvention } from "@joulebook/hardware";
import type { StudyData } from "./data.js";
import { atMiddleEffort, type Compared, type Findings } from "./findings.js";
import { quantised } from "./quantised.js";

/** All figures of the study. */
export function studyFigures(found: Findings, data: StudyData): readonly Figure[] {
  const example = found.compared.find(({ design }) => design.id === quantised.design) as Compared;
  return [
    publishedFigure(found),
    quantisedStages(found),
    quantisedAverages(found),
    mountingFigure(found),
    bestStages(found),
    designsFigure(found),
    rooflineFigure(found, data),
    utilisationFigure(found),
    memoryFigure(example),
    ...(["stream", "sound"] as const).map((convention) => gantt(example, convention, data)),
    memoryOverTime(example, data),
  ];
}

const joules = "J cycles";
const conventionName: Readonly<Record<ManyCoreConvention, string>> = {
  stream: "as Stream counts",
  sound: "shared main memory",
};

function publishedFigure({ compared }: Findings): Figure {
  const ratio = (
    of: "energy" | "latency",
    cost: { readonly energy: number; readonly latency: number },
    one: Compared,
  ): number => cost[of] / one.published[of];
  const whole = ({ averages, schedule }: ExitsOnCores): { energy: number; latency: number } => ({
    energy: averages.cumulativeEnergy.at(-1) ?? Number.NaN,
    latency: schedule.latency,
  });
  return barFigure(
    (["energy", "latency"] as const).flatMap((of) => [
      {
        name: `${of}, authors' search`,
        values: compared.map((one) => mean(atMiddleEffort(one).costs.map((cost) => ratio(of, cost, one)))),
      },
      { name: `${of}, searched`, values: compared.map((one) => ratio(of, whole(one.found), one)) },
      { name: `${of}, shared memory`, values: compared.map((one) => ratio(of, whole(one.sound), one)) },
    ]),
    {
      id: "published",
      title: "Ours over the published values",
      caption:
        "Whole networks with all exits evaluated: the allocation that the authors' search finds with 16 individuals and generations (mean of nine seeds), the one that our search finds, and one shared main memory.",
      categories: compared.map(({ design }) => `exits ${design.exits.join(", ")}`),
      value: { title: "Ours over published", unit: "1" },
    },
  );
}

function quantisedStages(found: Findings): Figure {
  return seriesFigure(
    found.quantised
      .filter(({ convention }) => convention === "stream")
      .map(({ bits, averages }) => ({
        name: bits,
        drawn: "lines+markers",
        points: averages.cumulativeEnergyDelay.map((y, k) => ({ x: k + 1, y })),
      })),
    {
      id: "quantised-stages",
      title: "Energy × delay until each exit, by bits",
      caption: `Exits D, F, I, K at five combinations of bits of backbone and heads, ${conventionName.stream}.`,
      x: { title: "Exit", unit: "1" },
      y: { title: "Energy × delay until here", unit: joules, log: true },
    },
  );
}

function quantisedAverages(found: Findings): Figure {
  return barFigure(
    (["stream", "sound"] as const).map((convention) => ({
      name: conventionName[convention],
      values: found.quantised.flatMap((row) => (row.convention === convention ? [row.averages.meanOfProducts] : [])),
    })),
    {
      id: "quantised-averages",
      title: "Average energy × delay by bits",
      caption: "E[E T] over the exit shares that were measured at each combination.",
      categories: quantised.combinations.map(({ bits }) => bits),
      value: { title: "Average energy × delay", unit: joules, log: true },
    },
  );
}

function mountingFigure({ mounting }: Findings): Figure {
  const point = ({ averages, design, exits }: Findings["mounting"][number]) => ({
    x: averages.meanOfProducts,
    y: 100 * design.accuracy,
    text: exits,
  });
  const best = mounting.filter(({ efficient }) => efficient);
  return seriesFigure(
    [
      { name: "on the front", drawn: "markers", points: best.map(point) },
      { name: "others", drawn: "markers", points: mounting.filter(({ efficient }) => !efficient).map(point) },
    ],
    {
      id: "mounting-points",
      title: "Where the exits stand",
      caption: `Thirteen networks of four exits, ${conventionName.stream}: published accuracy against our average energy × delay.`,
      x: { title: "Average energy × delay", unit: joules },
      y: { title: "Accuracy", unit: "%" },
      labels: best.map((one) => ({ ...point(one), text: one.exits })),
    },
  );
}

/** The five networks that the paper shows stage by stage. */
export const shownMounts: readonly string[] = ["A, C, G, K", "A, E, G, K", "A, E, I, K", "C, D, G, K", "D, F, I, K"];

function bestStages({ mounting }: Findings): Figure {
  const shown = mounting.filter(({ exits }) => shownMounts.includes(exits));
  return barFigure(
    [0, 1, 2, 3].map((k) => ({
      name: `exit ${k + 1}`,
      values: shown.map(({ averages }) => averages.cumulativeEnergyDelay[k]),
    })),
    {
      id: "stages",
      title: "Energy × delay until each exit of five networks",
      caption: `The five networks that the paper shows, ${conventionName.stream}.`,
      categories: shown.map(({ exits }) => exits),
      value: { title: "Energy × delay until the exit", unit: joules, log: true },
    },
  );
}

function designsFigure({ costed }: Findings): Figure {
  return seriesFigure(
    (["stream", "sound"] as const).map((convention) => ({
      name: conventionName[convention],
      drawn: "markers",
      points: costed[convention].map(({ design, averages }) => ({
        x: averages.meanOfProducts,
        y: 100 * design.accuracy,
        text: design.id,
      })),
    })),
    {
      id: "designs",
      title: "All 96 designs",
      caption: "Published accuracy against our average energy × delay by both conventions.",
      x: { title: "Average energy × delay", unit: joules, log: true },
      y: { title: "Accuracy", unit: "%" },
    },
  );
}

function rooflineFigure({ layers, units }: Findings, { system }: StudyData): Figure {
  const memory = system.device.cores[0]?.memories.at(-1);
  const bytesPerCycle = Math.max(...(memory?.ports.map(({ widthBits }) => widthBits) ?? [8])) / 8;
  const kinds = [...new Set(layers.map(({ kind }) => kind))];
  const ridge = units / bytesPerCycle;
  const [low, high] = [0.1, 4 * ridge];
  return seriesFigure(
    [
      {
        name: "roof",
        faint: true,
        points: [
          { x: low, y: low * bytesPerCycle },
          { x: ridge, y: units },
          { x: high, y: units },
        ],
      },
      ...kinds.map((kind) => ({
        name: kind,
        drawn: "markers" as const,
        points: layers
          .filter((layer) => layer.kind === kind)
          .map(({ name, macs, bytes, cycles }) => ({ x: macs / bytes, y: macs / cycles, text: name })),
      })),
    ],
    {
      id: "roofline",
      title: "Roofline of one compute core",
      caption:
        "Each layer of the network with exits behind blocks 0, 2, 6 and the end: MACs per byte that moves at the core's main memory, and MACs per cycle that it reaches; the roof is the memory's width and the number of units.",
      x: { title: "MACs per byte of main memory", unit: "1", log: true },
      y: { title: "MACs per cycle", unit: "1", log: true },
    },
  );
}

function utilisationFigure({ layers }: Findings): Figure {
  const blocks = [
    ...new Set(layers.filter(({ block, kind }) => block >= 0 && kind !== "dense (heads)").map(({ block }) => block)),
  ];
  const of = (kind: string): (number | undefined)[] =>
    blocks.map((block) => {
      const own = layers.filter((layer) => layer.kind === kind && layer.block === block);
      const [macs, cycles] = [sum(own.map((layer) => layer.macs)), sum(own.map((layer) => layer.cycles))];
      return own.length === 0 ? undefined : macs / cycles;
    });
  return barFigure(
    ["pointwise", "depthwise"].map((kind) => ({ name: kind, values: of(kind) })),
    {
      id: "utilisation",
      title: "MACs per cycle by block",
      caption:
        "One compute core of 1,024 units: how many MACs it does per cycle in each block's layers. A block's expansion counts with the block before.",
      categories: blocks.map((block) => `block ${block}`),
      value: { title: "MACs per cycle", unit: "1", log: true },
    },
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Where the energy of one network goes, by both conventions. */
function memoryFigure(example: Compared): Figure {
  const parts = (found: ExitsOnCores): ReadonlyMap<string, number> => {
    const { problem, schedule } = found;
    const byPart = new Map<string, number>();
    const add = (name: string, energy: number): void => void byPart.set(name, (byPart.get(name) ?? 0) + energy);
    const { nodes } = problem.work;
    for (const { node, energy, byMemory } of schedule.nodes) {
      add("MACs", energy.mac);
      const auxiliary = nodes[node]?.kind !== "product";
      for (const [memory, joules] of Object.entries(byMemory)) {
        add(auxiliary ? "pooling and SIMD memories" : memory === "dram" ? "main memory" : memory, joules);
      }
    }
    for (const { kind, energy } of schedule.moves) {
      const name = kind === "weights" || kind === "refetch" ? "weights fetched" : "activations moved";
      add(name, energy.offChip + energy.onChip + energy.links);
    }
    return byPart;
  };
  const [stream, sound] = [parts(example.found), parts(example.sound)];
  const names = [...new Set([...stream.keys(), ...sound.keys()])];
  return barFigure(
    names.map((name) => ({
      name,
      values: [stream, sound].map((one) => (one.get(name) ?? 0) * 1e6),
    })),
    {
      id: "memory-levels",
      title: "Where the energy goes",
      caption: "Exits D, F, I, K at 8 bits, all evaluated.",
      categories: [conventionName.stream, conventionName.sound],
      value: { title: "Energy", unit: "µJ" },
      stacked: true,
    },
  );
}

function gantt({ found, sound }: Compared, convention: ManyCoreConvention, { system }: StudyData): Figure {
  const { problem, schedule } = convention === "stream" ? found : sound;
  const { nodes } = problem.work;
  const id = (core: number): string => system.device.cores[core]?.id ?? "";
  const offChip = system.device.cores.findIndex(({ role }) => role === "off-chip");
  return scheduleFigure(
    {
      cores: system.device.cores.flatMap(({ role, id: name }) => (role === "off-chip" ? [] : [name])),
      nodes: schedule.nodes.map(({ node, core, start, end }) => ({
        core: id(core),
        name: nodes[node]?.name ?? "",
        stage: nodes[node]?.stage ?? 0,
        start,
        end,
      })),
      offChip: schedule.moves
        .filter(({ from, to }) => from === offChip || to === offChip)
        .map(({ node, kind, start, end }) => ({ kind, stage: nodes[node ?? 0]?.stage ?? 0, start, end })),
    },
    {
      id: `gantt-${convention}`,
      title: `The schedule of exits D, F, I, K, ${conventionName[convention]}`,
      caption: "What each core does, and the link to main memory, by stage of the network.",
    },
  );
}

function memoryOverTime({ sound }: Compared, { system }: StudyData): Figure {
  return memoryOverTimeFigure(
    sound.schedule.cores.map(({ core, memory }) => ({ core: system.device.cores[core]?.id ?? "", memory })),
    {
      id: "memory-over-time",
      title: "Activations in the cores' memories over time",
      caption: `Exits D, F, I, K at 8 bits, ${conventionName.sound}.`,
    },
  );
}
