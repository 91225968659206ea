import type { Figure } from "@joulebook/core";
import { totalEnergy } from "@joulebook/hardware";
import { md, type Section } from "@joulebook/report";
import { figureBlocks } from "../figure-blocks.js";
import { atMiddleEffort, type Findings, placementAgreement, type WholeCost } from "./findings.js";

/** The text of the study around its figures. */
export function studySections(found: Findings, figures: readonly Figure[]): readonly Section[] {
  const figure = figureBlocks(figures);
  return [
    {
      id: "published",
      title: "The published runs",
      blocks: [
        {
          kind: "text",
          text: md`The paper {ref:zniber} costs early-exit networks on a quad core with Stream {ref:stream}. {table:case-study} holds our engine against the authors' later runs of six networks on that system: cycles of every stage and averages to the last digit, but for one stage of one run, where their search left a map on another core. One thing was read off these runs: the order in which their tool tries equal mappings, which is that of a set of names. {fig:published} has the three rows of the paper's artefact, which are of an earlier state of the tool: there the whole differs by the allocation. With the authors' own search at the middle of three efforts that their scripts have, 16 individuals and 16 generations, whole networks come out within a fifth and stages within two fifths ({table:efforts}, {table:cumulative}); a longer search, and ours, goes below the published whole networks by keeping chains of layers on one core, a shorter one ends above the published stages.`,
        },
        caseStudyTable(found),
        figure("published"),
        comparedTable(found),
        effortsTable(found),
        cumulativeTable(found),
        {
          kind: "text",
          text: md`{table:reductions} holds early exits against two static networks: ratios need no absolute agreement, since what a search leaves undone is in both. One allocation for the whole network is what a machine runs; the authors take each stage from the allocation that suits it best, which says less.`,
        },
        reductionsTable(found),
        {
          kind: "text",
          text: md`{table:choices} changes one modelling choice at a time. What decides is memory: in the published runs each core owns a main memory, so that every layer reads its input there and writes its result there. A chip with one main memory and 2 MiB beside each core keeps them.`,
        },
        choicesTable(found),
      ],
    },
    {
      id: "schedule",
      title: "What runs when",
      blocks: [
        {
          kind: "text",
          text: md`{fig:gantt-stream} and {fig:gantt-sound}: the pooling core works beside the compute cores, so that heads cost little time until the last.`,
        },
        figure("gantt-stream"),
        figure("gantt-sound"),
        figure("memory-over-time"),
        figure("memory-levels"),
      ],
    },
    {
      id: "arrays",
      title: "How layers use the array",
      blocks: [
        {
          kind: "text",
          text: md`{fig:roofline} and {fig:utilisation}: depthwise layers use a small part of the units, and the backbone's layers lie along the memory's slope, not under the units' roof: what moves sets the cost of a block, not its MACs. Some lie above the slope, where no machine can be: by that count weights and inputs load side by side through one port, and the way out of results is not waited for. {table:blocks} has the tensors behind it: early blocks have few channels on large maps, so that few products share what is loaded; late ones many channels on small maps. Projections, which read many channels to write few, use less of the array than the expansions before them, and depthwise layers least: no sum over channels shares their inputs.`,
        },
        figure("roofline"),
        figure("utilisation"),
        blocksTable(found),
      ],
    },
    {
      id: "bits",
      title: "Bits of backbone and heads",
      blocks: [
        {
          kind: "text",
          text: md`{fig:quantised-stages}, {fig:quantised-averages}: operands, traffic and footprint scale with bits; MACs keep their energy by Stream's count and scale with both widths in ours ({table:bits}). Exit shares at 4/8 sum to .9979 and are scaled to one.`,
        },
        figure("quantised-stages"),
        figure("quantised-averages"),
        bitsTable(found),
      ],
    },
    {
      id: "mounting",
      title: "Where exits stand",
      blocks: [
        {
          kind: "text",
          text: md`{fig:mounting-points}, {fig:stages}, {table:mounting}, {table:placement}: what a placement costs follows from where inputs leave. {table:placement} takes both apart: with its own exit shares but the costs that all 96 designs have in common, and with its own costs but the mean shares of the 13. ${placementText(found)} How well the array is used differs between blocks ({table:blocks}), but a placement does not choose blocks, only where to stop.`,
        },
        figure("mounting-points"),
        figure("stages"),
        mountingTable(found),
        placementTable(found),
      ],
    },
    {
      id: "designs",
      title: "All 96 designs",
      blocks: [
        {
          kind: "text",
          text: md`{fig:designs}: the table behind it is made by tools/simulate-designs.mjs. {table:largest} has those with most off-chip traffic: a last head of two dense layers behind 5,120 values has 13.1 million weights.`,
        },
        figure("designs"),
        largestTable(found),
      ],
    },
  ];
}

const column = (name: string, title: string) => ({ name, title, unit: "" });
const micro = (joules: number): string => (joules * 1e6).toFixed(0);
const mega = (cycles: number): string => (cycles / 1e6).toFixed(3);

function caseStudyTable({ caseStudy }: Findings): Section["blocks"][number] {
  const pair = (one: readonly number[], other: readonly number[]): string =>
    one.map((blocks, k) => `${blocks} + ${other[k]}`).join(", ");
  const averages = (energy: number, latency: number, product: number): string =>
    `${(energy * 1e6).toFixed(3)}, ${latency.toFixed(1)}, ${product.toFixed(4)}`;
  return {
    kind: "table",
    id: "case-study",
    title: "Six networks: cycles of blocks + head by stage; mean µJ, cycles, J cycles",
    table: {
      columns: [
        column("exits", "Exits"),
        column("published", "Stages, published"),
        column("ours", "Stages, ours"),
        column("published_average", "Averages, published"),
        column("our_average", "Averages, ours"),
      ],
      rows: caseStudy.map(({ run, design, stages, averages: mean }) => [
        design.exits.join(", "),
        pair(run.blocks, run.heads),
        pair(
          stages.map(({ blocks }) => blocks),
          stages.map(({ head }) => head),
        ),
        averages(run.meanEnergy, run.meanLatency, run.meanOfProducts),
        averages(mean.meanEnergy, mean.meanLatency, mean.meanOfProducts),
      ]),
    },
  };
}

function comparedTable({ compared }: Findings): Section["blocks"][number] {
  return {
    kind: "table",
    id: "compared",
    title: "Whole networks, all exits evaluated",
    table: {
      columns: [
        column("exits", "Exits"),
        column("published", "Published (µJ, Mcycles)"),
        column("published_search", "Authors' search, 16 x 16 (µJ, Mcycles), nine seeds"),
        column("searched", "Searched (µJ, Mcycles)"),
        column("sound", "Shared main memory (µJ, Mcycles)"),
      ],
      rows: compared.map((one) => [
        one.design.exits.join(", "),
        `${micro(one.published.energy)}, ${mega(one.published.latency)}`,
        span(atMiddleEffort(one).costs),
        `${micro(totalEnergy(one.found.schedule.energy))}, ${mega(one.found.schedule.latency)}`,
        `${micro(totalEnergy(one.sound.schedule.energy))}, ${mega(one.sound.schedule.latency)}`,
      ]),
    },
  };
}

/** Least to most of several seeds. */
function span(costs: readonly WholeCost[]): string {
  const range = (values: readonly number[], show: (value: number) => string): string => {
    const [low, high] = [show(Math.min(...values)), show(Math.max(...values))];
    return low === high ? low : `${low} to ${high}`;
  };
  const energies = range(
    costs.map(({ energy }) => energy),
    micro,
  );
  return `${energies}, ${range(
    costs.map(({ latency }) => latency),
    mega,
  )}`;
}

function effortsTable({ compared }: Findings): Section["blocks"][number] {
  const efforts = compared[0]?.efforts ?? [];
  return {
    kind: "table",
    id: "efforts",
    title: "The authors' search at the efforts of their scripts",
    table: {
      columns: [
        column("exits", "Exits"),
        column("published", "Published (µJ, Mcycles)"),
        ...efforts.map(({ individuals, costs }) =>
          column(`effort_${individuals}`, `${individuals} x ${individuals}, seeds ${costs.length} (µJ, Mcycles)`),
        ),
      ],
      rows: compared.map((one) => [
        one.design.exits.join(", "),
        `${micro(one.published.energy)}, ${mega(one.published.latency)}`,
        ...one.efforts.map(({ costs }) => span(costs)),
      ]),
    },
  };
}

/** The authors take each stage from the allocation that suits it best. */
function cumulativeTable({ compared }: Findings): Section["blocks"][number] {
  const list = (values: readonly number[]): string => values.map((value) => value.toPrecision(4)).join(", ");
  return {
    kind: "table",
    id: "cumulative",
    title:
      "Energy x delay until each exit (J cycles), each stage the least that the authors' search saw (median of seeds)",
    table: {
      columns: [
        column("exits", "Exits"),
        column("published", "Published"),
        ...(compared[0]?.efforts ?? []).map(({ individuals }) =>
          column(`effort_${individuals}`, `${individuals} x ${individuals}`),
        ),
      ],
      rows: compared.map(({ design, published, efforts }) => [
        design.exits.join(", "),
        list(published.cumulative),
        ...efforts.map(({ leastCumulative }) => list(leastCumulative)),
      ]),
    },
  };
}

function choicesTable({ choices }: Findings): Section["blocks"][number] {
  const [base] = choices;
  return {
    kind: "table",
    id: "choices",
    title: "One modelling choice at a time, exits D, F, I, K",
    table: {
      columns: [
        column("choice", "Choice"),
        column("energy", "Energy (µJ)"),
        column("latency", "Latency (Mcycles)"),
        column("energy_ratio", "Energy over the first"),
        column("latency_ratio", "Latency over the first"),
      ],
      rows: choices.map(({ choice, energy, latency }) => [
        choice,
        micro(energy),
        mega(latency),
        (energy / (base?.energy ?? 1)).toFixed(2),
        (latency / (base?.latency ?? 1)).toFixed(2),
      ]),
    },
  };
}

function mountingTable({ mounting }: Findings): Section["blocks"][number] {
  return {
    kind: "table",
    id: "mounting",
    title: "Thirteen networks of four exits",
    table: {
      columns: [
        column("exits", "Exits"),
        column("accuracy", "Accuracy (%)"),
        column("shares", "Exit shares"),
        column("macs", "Mean MACs (M)"),
        column("average", "E[E T] (J cycles)"),
        column("product", "E[E] E[T] (J cycles)"),
        column("front", "On the front"),
      ],
      rows: mounting
        .toSorted((a, b) => a.averages.meanOfProducts - b.averages.meanOfProducts)
        .map(({ exits, design, meanMacs, averages, efficient }) => [
          exits,
          (100 * design.accuracy).toFixed(2),
          design.exitShares.map((share) => share.toFixed(3)).join(", "),
          meanMacs.toFixed(1),
          averages.meanOfProducts.toFixed(1),
          averages.productOfMeans.toFixed(1),
          efficient ? "yes" : "no",
        ]),
    },
  };
}

const conventions = ["stream", "sound"] as const;

function placementText({ mounting }: Findings): string {
  const [stream, sound] = conventions.map((convention) => placementAgreement(mounting, convention));
  if (stream === undefined || sound === undefined) return "";
  const tau = (value: number): string => value.toFixed(2);
  return (
    `By Stream's count shares alone order the 13 with Kendall's τ ${tau(stream.shares)}, costs alone with ${tau(stream.costs)}; ` +
    `with shared memory ${tau(sound.shares)} and ${tau(sound.costs)}.`
  );
}

function placementTable({ mounting }: Findings): Section["blocks"][number] {
  return {
    kind: "table",
    id: "placement",
    title: "What orders the placements: average energy x delay (J cycles)",
    table: {
      columns: [
        column("exits", "Exits"),
        column("stream", "As Stream counts"),
        column("stream_shares", "Own shares, common costs"),
        column("stream_costs", "Own costs, mean shares"),
        column("sound", "Shared main memory"),
        column("sound_shares", "Own shares, common costs"),
        column("sound_costs", "Own costs, mean shares"),
      ],
      rows: mounting.map(({ exits, averages, soundAverage, parts }) => [
        exits,
        averages.meanOfProducts.toFixed(1),
        parts.stream.sharesAlone.toFixed(1),
        parts.stream.costsAlone.toFixed(1),
        soundAverage.toFixed(1),
        parts.sound.sharesAlone.toFixed(1),
        parts.sound.costsAlone.toFixed(1),
      ]),
    },
  };
}

/** How many times more energy x delay two static networks take. */
function reductionsTable({ compared, costed }: Findings): Section["blocks"][number] {
  const times = (value: number): string => value.toFixed(2);
  return {
    kind: "table",
    id: "reductions",
    title: "Energy x delay of static networks over the mean with early exits",
    table: {
      columns: [
        column("exits", "Exits"),
        column("published", "Published: all exits, backbone"),
        column("ours", "Ours: all exits, backbone"),
        column("least", "Least of each stage: all exits, backbone"),
        column("sound", "Shared main memory: all exits, backbone"),
      ],
      rows: compared.map(({ design, published }) => {
        const of = (convention: "stream" | "sound") => {
          const one = costed[convention].find((row) => row.design.id === design.id);
          if (one === undefined) throw new RangeError(`reductionsTable: no ${design.id}`);
          return one;
        };
        const [stream, sound] = [of("stream"), of("sound")];
        const pair = (average: number, { allExits, backbone }: { allExits: number; backbone: number }): string =>
          `${times(allExits / average)}, ${times(backbone / average)}`;
        return [
          design.exits.join(", "),
          pair(published.average, published),
          pair(stream.averages.meanOfProducts, stream),
          pair(stream.least, stream),
          pair(sound.averages.meanOfProducts, sound),
        ];
      }),
    },
  };
}

/** What bits of backbone and heads cost, all exits evaluated and on average. */
function bitsTable({ quantised }: Findings): Section["blocks"][number] {
  return {
    kind: "table",
    id: "bits",
    title: "Exits D, F, I, K at five combinations of bits",
    table: {
      columns: [
        column("bits", "Bits of backbone / heads"),
        column("counted", "Counted"),
        column("energy", "Energy (µJ)"),
        column("latency", "Latency (Mcycles)"),
        column("traffic", "Off-chip traffic (MB)"),
        column("mean", "E[E T] (J cycles)"),
        column("product", "E[E] E[T] (J cycles)"),
        column("saved", "All exits over the mean"),
      ],
      rows: quantised.map(({ bits, convention, simulated, averages }) => [
        bits,
        convention === "stream" ? "as Stream" : "shared memory",
        micro(simulated.energy),
        mega(simulated.latency),
        (simulated.offChipBytes / 1e6).toFixed(2),
        averages.meanOfProducts.toFixed(1),
        averages.productOfMeans.toFixed(1),
        ((simulated.energy * simulated.latency) / averages.meanOfProducts).toFixed(2),
      ]),
    },
  };
}

/** Tensors of each block and how its layers use one compute core. */
function blocksTable({ layers, units }: Findings): Section["blocks"][number] {
  const shown = layers.filter(({ kind }) => kind !== "dense (heads)");
  return {
    kind: "table",
    id: "blocks",
    title: "Layers of the backbone on one compute core, as Stream counts",
    table: {
      columns: [
        column("kind", "Layer"),
        column("channels", "Channels in, out"),
        column("map", "Map"),
        column("macs", "MACs (M)"),
        column("per_byte", "MACs per byte"),
        column("per_cycle", "MACs per cycle"),
        column("used", "Of the units (%)"),
      ],
      rows: shown.map(({ kind, channels, rows, macs, bytes, cycles }) => [
        kind,
        channels.join(", "),
        `${rows} x ${rows}`,
        (macs / 1e6).toFixed(2),
        (macs / bytes).toFixed(1),
        (macs / cycles).toFixed(1),
        ((100 * macs) / cycles / units).toFixed(1),
      ]),
    },
  };
}

function largestTable({ costed }: Findings): Section["blocks"][number] {
  const rows = costed.sound.toSorted((a, b) => b.simulated.offChipBytes - a.simulated.offChipBytes);
  const shown = [...rows.slice(0, 3), ...rows.slice(-2)];
  return {
    kind: "table",
    id: "largest",
    title: "Most and least off-chip traffic, shared main memory",
    table: {
      columns: [
        column("id", "Design"),
        column("exits", "Exits"),
        column("heads", "Dense layers of heads"),
        column("traffic", "Off-chip traffic (MB)"),
        column("energy", "Energy (µJ)"),
        column("latency", "Latency (Mcycles)"),
      ],
      rows: shown.map(({ design, simulated }) => [
        design.id,
        design.exits.join(", "),
        design.headLayers.join(", "),
        (simulated.offChipBytes / 1e6).toFixed(2),
        micro(simulated.energy),
        mega(simulated.latency),
      ]),
    },
  };
}
