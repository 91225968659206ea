import { kendallTau, median, random } from "@joulebook/core";
import type { TrainedDesign } from "@joulebook/design";
import {
  type ExitEnergyDelay,
  exitEnergyDelay,
  exitShares,
  type ExitsOnCores,
  leastStages,
  type ManyCoreConvention,
  manyCoreProblem,
  nodeCosts,
  type Schedule,
  type ScheduledStage,
  searchAllocation,
  stageCosts,
  totalEnergy,
} from "@joulebook/hardware";
import { nonDominatedSort } from "@joulebook/search";
import type { CaseStudyRun, PublishedDesign, StudyData } from "./data.js";
import { quantised } from "./quantised.js";
import { designNetwork, designSimulator, type DesignSimulator, mountOf, type SimulatedDesign } from "./simulate.js";

/** Energy in joules, latency in cycles. */
export interface WholeCost {
  readonly energy: number;
  readonly latency: number;
}

/** Effort of the authors' search at which published whole networks and published stages both come out. */
const middleEffort = 16;

/** A published design beside ours. */
export interface Compared {
  readonly published: PublishedDesign;
  readonly design: TrainedDesign;
  /** With the allocation that the authors' own search finds, by individuals and generations, one per seed. */
  readonly efforts: readonly SearchedEffort[];
  /** With the allocation that the search finds, by Stream's count. */
  readonly found: ExitsOnCores;
  /** With one shared main memory. */
  readonly sound: ExitsOnCores;
}

/** The authors' search at one of the efforts that their scripts have. */
export interface SearchedEffort {
  readonly individuals: number;
  readonly costs: readonly WholeCost[];
  /** Energy x delay until each exit, each stage the least over all that a search saw: the median over seeds. */
  readonly leastCumulative: readonly number[];
}

/** One of the authors' later runs beside ours with all work on one core. */
export interface ComparedRun {
  readonly run: CaseStudyRun;
  readonly design: TrainedDesign;
  readonly stages: readonly ScheduledStage[];
  readonly averages: ExitEnergyDelay;
}

/** One modelling choice changed, on one design with all work on one core. */
export interface ChangedChoice extends WholeCost {
  readonly choice: string;
}

/** A design of the table with what follows from it. */
export interface CostedDesign {
  readonly design: TrainedDesign;
  readonly simulated: SimulatedDesign;
  readonly averages: ExitEnergyDelay;
  /** E[E T] by the authors' minima over allocations. */
  readonly least: number;
  readonly allExits: number;
  readonly backbone: number;
  /** Mean MACs of an input, heads left out. */
  readonly meanMacs: number;
}

export interface QuantisedRow {
  readonly convention: ManyCoreConvention;
  readonly bits: string;
  readonly simulated: SimulatedDesign;
  readonly averages: ExitEnergyDelay;
  /** What the shares were multiplied by so that they sum to one. */
  readonly factor: number | undefined;
}

/** Everything that the study found. */
export interface Findings {
  readonly compared: readonly Compared[];
  readonly caseStudy: readonly ComparedRun[];
  readonly choices: readonly ChangedChoice[];
  readonly costed: Readonly<Record<ManyCoreConvention, readonly CostedDesign[]>>;
  readonly quantised: readonly QuantisedRow[];
  readonly mounting: readonly MountedDesign[];
  /** MAC units of one compute core. */
  readonly units: number;
  /** Average energy x latency of exits 2, 8, 11 with the pooling file that stands beside the system, in joule cycles. */
  readonly otherPooling: number;
  /** Utilisation of the array by layer of the backbone, by Stream's count. */
  readonly layers: readonly LayerUse[];
}

/** One of the 13 networks of four exits. */
export interface MountedDesign extends CostedDesign {
  readonly exits: string;
  /** No other of the 13 is both more accurate and cheaper. */
  readonly efficient: boolean;
  /** Average energy x delay with shared main memory. */
  readonly soundAverage: number;
  readonly parts: Readonly<Record<ManyCoreConvention, PlacementParts>>;
}

/** How a layer uses one compute core. */
export interface LayerUse {
  readonly name: string;
  readonly kind: string;
  readonly block: number;
  readonly macs: number;
  readonly cycles: number;
  readonly utilisation: number;
  /** Bytes read from and written to the core's main memory. */
  readonly bytes: number;
  /** Channels in and out (of a depthwise layer: of all groups), and rows of the result. */
  readonly channels: readonly [into: number, out: number];
  readonly rows: number;
}

/** What explains a placement's cost: shares alone, at costs that all designs have in common; costs alone, at one mean of shares. */
export interface PlacementParts {
  /** Own shares, and the median over all designs of energy x delay until each place. */
  readonly sharesAlone: number;
  /** Own energies x delays, and the mean shares of the 13. */
  readonly costsAlone: number;
}

/** Individuals, and as many generations, in the scripts beside the published runs; fewer seeds where a search takes longer. */
const efforts = [
  { individuals: 4, seeds: 9 },
  { individuals: middleEffort, seeds: 9 },
  { individuals: 64, seeds: 1 },
] as const;

/** What the authors' search found at its middle effort. */
export function atMiddleEffort({ efforts: all }: Compared): SearchedEffort {
  const found = all.find(({ individuals }) => individuals === middleEffort);
  if (found === undefined) throw new RangeError(`atMiddleEffort: no search with ${middleEffort} individuals`);
  return found;
}

/** Runs the study on its data. */
export function findings(data: StudyData): Findings {
  const stream = designSimulator(data.system, "stream");
  const sound = designSimulator(data.system, "sound");
  const compared = data.published.map((published): Compared => {
    const design = designOf(data, published.id);
    const found = stream.exits(design);
    return {
      published,
      design,
      efforts: efforts.map(({ individuals, seeds }) => {
        const runs = Array.from({ length: seeds }, (_, seed) => searchedAsPublished(found, individuals, seed));
        const cumulative = runs.map(({ stages }) => exitEnergyDelay(stages, design.exitShares).cumulativeEnergyDelay);
        return {
          individuals,
          costs: runs.map(({ cost }) => cost),
          leastCumulative: design.exits.map((_, k) => median(cumulative.map((one) => one[k] as number))),
        };
      }),
      found,
      sound: sound.exits(design),
    };
  });
  const costed = {
    stream: costedDesigns(data, "stream"),
    sound: costedDesigns(data, "sound"),
  };
  const example = designOf(data, quantised.design);
  const core = data.system.device.cores[0];
  return {
    compared,
    caseStudy: data.caseStudy.map((run) => comparedRun(data, run, data.system, stream)),
    choices: changedChoices(data, example, stream),
    costed,
    quantised: quantisedRows(data),
    mounting: mounted(costed),
    units: (core?.array?.dimensions ?? []).reduce((product, { size }) => product * size, 1),
    otherPooling: otherPooling(data),
    layers: layerUses(compared[0] as Compared, stream),
  };
}

function designOf({ designs }: StudyData, id: string): TrainedDesign {
  const design = designs.find((one) => one.id === id);
  if (design === undefined) throw new RangeError(`findings: no design ${id}`);
  return design;
}

function comparedRun(
  data: StudyData,
  run: CaseStudyRun,
  { device, mapping }: StudyData["system"],
  { costs }: DesignSimulator,
): ComparedRun {
  const design = designOf(data, run.id);
  const { allowed, schedule, work } = manyCoreProblem(designNetwork(design), device, {
    convention: "stream",
    costs,
    mapping,
    bits: { backbone: 8, heads: 8 },
  });
  const stages = stageCosts(schedule(allowed.map((cores) => cores[0] as number)), work);
  return { run, design, stages, averages: exitEnergyDelay(stages, design.exitShares) };
}

/** The design that the authors ran with both pooling files. */
function otherPooling(data: StudyData): number {
  const run = data.caseStudy.find(({ id }) => id === "nas-0-8");
  if (run === undefined) throw new RangeError("otherPooling: the case study lacks nas-0-8");
  return comparedRun(data, run, data.ownFiles, designSimulator(data.ownFiles, "stream")).averages.meanOfProducts;
}

function searchedAsPublished(
  { problem: { allowed, schedule, work } }: ExitsOnCores,
  individuals: number,
  seed: number,
) {
  const least = leastStages(work);
  const effort = { population: individuals, generations: individuals };
  const found = searchAllocation(allowed, schedule, { search: "stream", seed, ...effort, visit: least.visit });
  return { cost: whole(found.schedule), stages: least.stages() };
}

function whole({ energy, latency }: Schedule): WholeCost {
  return { energy: totalEnergy(energy), latency };
}

/** One choice after another on the design with everything on one core, so that no search stands between them. */
function changedChoices(data: StudyData, design: TrainedDesign, simulator: DesignSimulator): readonly ChangedChoice[] {
  const network = designNetwork(design);
  const bits = { backbone: 8, heads: 8 };
  const onFirst = (options: Parameters<typeof manyCoreProblem>[2], { device, mapping } = data.system) => {
    const { allowed, schedule, work } = manyCoreProblem(network, device, { mapping, bits, ...options });
    return { made: schedule(allowed.map((cores) => cores[0] as number)), work };
  };
  const { device } = data.system;
  const base = onFirst({ convention: "stream", costs: simulator.costs });
  const spread = manyCoreProblem(network, device, {
    convention: "stream",
    costs: simulator.costs,
    mapping: data.system.mapping,
    bits,
  });
  const stream = random(0, "accelerators", "choices");
  const scattered = spread.schedule(spread.allowed.map((cores) => stream.pick(cores)));
  const windows = onFirst({
    convention: "stream",
    costs: nodeCosts(device, { convention: "stream", pooling: "windows" }),
  });
  const own = onFirst({ convention: "stream" }, data.ownFiles);
  const shared = onFirst({ convention: "sound" });
  return [
    { choice: "all on one core, as Stream counts", ...whole(base.made) },
    { choice: "cores drawn at random", ...whole(scattered) },
    { choice: "pooling counted by windows, not channels squared", ...whole(windows.made) },
    { choice: "pooling and SIMD files beside the system", ...whole(own.made) },
    { choice: "one shared main memory, tensors kept on the chip", ...whole(shared.made) },
  ];
}

function costedDesigns({ designs, simulated }: StudyData, convention: ManyCoreConvention): CostedDesign[] {
  const rows = new Map(
    simulated.flatMap((one) => (one.convention === convention && one.bits === "8/8" ? [[one.id, one] as const] : [])),
  );
  return designs.map((design) => {
    const row = rows.get(design.id);
    if (row === undefined) throw new RangeError(`findings: the table of simulated designs lacks ${design.id}`);
    const averages = exitEnergyDelay(row.stages, design.exitShares);
    return {
      design,
      simulated: row,
      averages,
      least: exitEnergyDelay(row.leastStages, design.exitShares).meanOfProducts,
      allExits: row.energy * row.latency,
      backbone: row.backbone.energy * row.backbone.latency,
      meanMacs: meanMacs(design),
    };
  });
}

/** Cumulative MACs of the backbone, in millions, behind its blocks; block 10 has no exit. */
const macsUntil: Readonly<Record<number, number>> = {
  0: 1.703936,
  1: 6.520832,
  2: 14.925824,
  3: 24.510464,
  4: 38.862848,
  5: 48.7424,
  6: 62.210048,
  7: 82.755584,
  8: 118.29248,
  9: 140.152832,
  11: 195.325952,
};

function meanMacs({ exits, exitShares: shares }: TrainedDesign): number {
  return exitShares(shares).shares.reduce(
    (sum, share, k) => sum + share * (macsUntil[exits[k] ?? 11] ?? Number.NaN),
    0,
  );
}

function quantisedRows({ simulated }: StudyData): QuantisedRow[] {
  return (["stream", "sound"] as const).flatMap((convention) =>
    quantised.combinations.map(({ bits, shares }): QuantisedRow => {
      const row = simulated.find(
        (one) => one.id === quantised.design && one.bits === bits && one.convention === convention,
      );
      if (row === undefined) throw new RangeError(`findings: the table lacks ${quantised.design} at ${bits}`);
      const { factor } = exitShares(shares);
      return { convention, bits, simulated: row, averages: exitEnergyDelay(row.stages, shares), factor };
    }),
  );
}

function mounted(costed: Findings["costed"]): MountedDesign[] {
  const focus = costed.stream.filter(({ design }) => design.study === "focus");
  const [front = []] = nonDominatedSort(
    focus.map(({ design, averages }) => [-design.accuracy, averages.meanOfProducts]),
  );
  const parts = { stream: placementParts(costed.stream), sound: placementParts(costed.sound) };
  return focus.map((one, index) => ({
    ...one,
    exits: one.design.exits.map(mountOf).join(", "),
    efficient: front.includes(index),
    soundAverage: costed.sound.find(({ design }) => design.id === one.design.id)?.averages.meanOfProducts ?? Number.NaN,
    parts: {
      stream: parts.stream.get(one.design.id) as PlacementParts,
      sound: parts.sound.get(one.design.id) as PlacementParts,
    },
  }));
}

/** Cost of each placement with only its shares, and with only its costs, being its own. */
function placementParts(all: readonly CostedDesign[]): ReadonlyMap<string, PlacementParts> {
  const byPlace = new Map<number, number[]>();
  for (const { design, averages } of all) {
    for (const [k, block] of design.exits.entries()) {
      byPlace.set(block, [...(byPlace.get(block) ?? []), averages.cumulativeEnergyDelay[k] as number]);
    }
  }
  const common = new Map([...byPlace].map(([block, values]) => [block, median(values)]));
  const focus = all.filter(({ design }) => design.study === "focus");
  const mean = [0, 1, 2, 3].map(
    (k) => focus.reduce((sum, { design }) => sum + (design.exitShares[k] as number), 0) / focus.length,
  );
  return new Map(
    focus.map(({ design, averages }) => [
      design.id,
      {
        sharesAlone: sum(
          design.exits.map((block, k) => (common.get(block) as number) * (design.exitShares[k] as number)),
        ),
        costsAlone: sum(averages.cumulativeEnergyDelay.map((value, k) => value * (mean[k] as number))),
      },
    ]),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** How well shares alone and costs alone order the placements: Kendall's τ with their average energy x delay. */
export function placementAgreement(
  mounting: readonly MountedDesign[],
  convention: ManyCoreConvention,
): { readonly shares: number; readonly costs: number } {
  const own = mounting.map(({ averages, soundAverage }) =>
    convention === "stream" ? averages.meanOfProducts : soundAverage,
  );
  return {
    shares: agreement(
      own,
      mounting.map(({ parts }) => parts[convention].sharesAlone),
    ),
    costs: agreement(
      own,
      mounting.map(({ parts }) => parts[convention].costsAlone),
    ),
  };
}

/** Kendall's tau of two lists. */
export function agreement(a: readonly number[], b: readonly number[]): number {
  return kendallTau(a, b) ?? Number.NaN;
}

function layerUses({ found }: Compared, simulator: DesignSimulator): LayerUse[] {
  const { work } = found.problem;
  let block = -1;
  return work.nodes.flatMap((node): LayerUse[] => {
    if (node.kind !== "product") return [];
    const cost = simulator.costs.of(node, 0, { O: "core", W: "core", I: "core" });
    if (cost === undefined) return [];
    const loops = node.parts[0]?.loops;
    const depthwise = (loops?.groups ?? 1) > 1;
    if (!node.head && depthwise) block++;
    const kind = node.head
      ? "dense (heads)"
      : depthwise
        ? "depthwise"
        : (loops?.kernel[0] ?? 1) > 1
          ? "stem"
          : "pointwise";
    const bytes = (cost.offChipBits.I + cost.offChipBits.O + cost.offChipBits.W) / 8;
    const { cycles, utilisation } = cost;
    const { groups = 1, inChannels = 1, outChannels = 1, output = [] } = loops ?? {};
    const channels = [groups * inChannels, groups * outChannels] as const;
    const rows = output.at(-2) ?? 1;
    return [{ name: node.name, kind, block, macs: node.macs, cycles, utilisation, bytes, channels, rows }];
  });
}
