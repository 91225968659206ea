import { type Bytes, type Fraction, type Interval, quantiles, random } from "@joulebook/core";
import { exitEnergyDelay, type StageCost } from "@joulebook/hardware";
import type { Design, Parameter } from "@joulebook/search";
import type { Evaluator, Quantity, ReportedQuantity } from "../evaluator.js";
import type { ExitCosts } from "./exit-costs.js";
import type { PartCost } from "./part-cost.js";
import type { ExitTable } from "./exit-table.js";
import type { HeadForm, MountedExit } from "./mobile-exit-network.js";
import { quantityInCycles } from "./quantity-in-cycles.js";
import { type ExitCounts, type ReplayedExit, replayExits } from "./replay-exits.js";

/** A one-shot network at one precision: recorded answers of every head, and what its parts cost. */
export interface OneShotPrecision {
  /** Bits of backbone and heads, e.g. "8/4". */
  readonly bits: string;
  /** The split that the search sees. */
  readonly validation: ExitTable;
  /** The split that is reported. */
  readonly test?: ExitTable;
  readonly costs: ExitCosts;
  /** Costs under other conditions of the device; where there are several, a design says which. */
  readonly conditions?: readonly DeviceCondition[];
}

/** How the device runs a network, where that may be chosen. */
export interface DeviceCondition {
  /** Operating point: voltage and clock. */
  readonly point?: string;
  /** What the allocation of layers to cores makes least. */
  readonly allocation?: string;
  readonly costs: ExitCosts;
}

export interface OneShotOptions {
  readonly precisions: readonly OneShotPrecision[];
  /** Place in the tables of the head of a form behind a block (from 1); undefined where there is none. */
  readonly place: (block: number, form: HeadForm) => number | undefined;
  readonly blocks: number;
  /** Least confidence that a threshold may ask for; default 0.3. */
  readonly leastThreshold?: number;
  /** One threshold for all exits (`threshold`) or one for each (`threshold3`); default one for each. */
  readonly thresholds?: "shared" | "per exit";
  readonly memory?: { readonly flash?: Bytes; readonly sram?: Bytes };
}

const forms: readonly HeadForm[] = ["single", "double"];

/**
 * Judges early-exit networks cut out of a network that was trained once with every head: accuracy and exit shares by
 * exact replay, energy, latency and memory by adding the parts' costs. A design says which blocks carry an exit, each
 * head's form and confidence threshold, and the bits. Source: docs/equations.md#one-shot-replay
 */
export function oneShotEvaluator(options: OneShotOptions): Evaluator {
  const { precisions, blocks, leastThreshold = 0.3, thresholds = "per exit", memory = {} } = options;
  const mounts = Array.from({ length: blocks - 1 }, (_, index) => index + 1).filter((block) =>
    forms.some((form) => options.place(block, form) !== undefined),
  );
  const formsAt = (block: number): readonly HeadForm[] =>
    forms.filter((form) => options.place(block, form) !== undefined);
  const range = { kind: "real", low: leastThreshold, high: 1, step: 0.01 } as const;
  const parameters: Parameter[] = [
    { name: "exits", kind: "subset", of: mounts },
    ...mounts.flatMap((block): Parameter[] => {
      const when = { parameter: "exits", includes: block } as const;
      return [
        { name: `head${block}`, kind: "categorical", values: formsAt(block), when },
        ...(thresholds === "shared" ? [] : [{ name: `threshold${block}`, ...range, when } as const]),
      ];
    }),
    { name: `head${blocks}`, kind: "categorical", values: formsAt(blocks) },
    ...(thresholds === "shared" ? [{ name: "threshold", ...range } as const] : []),
    { name: "bits", kind: "categorical", values: precisions.map(({ bits }) => bits) },
    ...(["point", "allocation"] as const).flatMap((name): Parameter[] => {
      const values = [...new Set(precisions[0]?.conditions?.flatMap((condition) => condition[name] ?? []))];
      return values.length < 2 ? [] : [{ name, kind: "categorical", values }];
    }),
  ];
  const known = new Map(precisions.map((precision) => [precision.bits, precision]));
  const precisionOf = (design: Design): OneShotPrecision => known.get(design["bits"] as string) as OneShotPrecision;
  const costsOf = (design: Design): ExitCosts => {
    const { costs, conditions = [] } = precisionOf(design);
    const same = (name: "point" | "allocation") => (condition: DeviceCondition) =>
      design[name] === undefined || condition[name] === design[name];
    return conditions.filter(same("point")).find(same("allocation"))?.costs ?? costs;
  };
  const replay = (design: Design, table: ExitTable): ExitCounts =>
    replayExits(table, replayedExits(design, blocks, options.place));

  return {
    kind: "one-shot-exits",
    parameters,
    quantities: precisions[0]?.costs.timeUnit === "cycle" ? quantities.map(quantityInCycles) : quantities,
    objectives: [
      { quantity: "accuracy", direction: "maximise" },
      { quantity: "averageEnergyDelay", direction: "minimise" },
    ],
    constraints: [
      { name: "share that reaches the last exit", quantity: "lastExitShare", atMost: 0.5 },
      { name: "overhead of all heads on the longest path", quantity: "headOverhead", atMost: 0.5 },
      { name: "average against static cost", quantity: "averageToBackbone", atMost: 0.5 },
      ...(memory.flash === undefined ? [] : [{ name: "flash", quantity: "weightBytes", atMost: memory.flash }]),
      ...(memory.sram === undefined ? [] : [{ name: "SRAM", quantity: "activationBytes", atMost: memory.sram }]),
    ],
    evaluate: (design) => quantitiesOf(replay(design, precisionOf(design).validation), design, costsOf(design), blocks),
    report: (design) => {
      const { test, validation } = precisionOf(design);
      return withIntervals(replay(design, test ?? validation), design, costsOf(design), blocks);
    },
    notices: [
      ...new Set(
        precisions.flatMap(({ costs, conditions }) => (conditions ?? [{ costs }]).flatMap((one) => one.costs.notices)),
      ),
    ],
  };
}

/** The exits of a design with their heads, the last one at the end. */
function mountedExits(design: Design, blocks: number): MountedExit[] {
  return [...(design["exits"] as readonly number[]), blocks].map((block) => ({
    block,
    head: design[`head${block}`] as HeadForm,
  }));
}

/** The exits of a design as places in the tables, with their thresholds, the last one at the end. */
export function replayedExits(design: Design, blocks: number, place: OneShotOptions["place"]): ReplayedExit[] {
  return [...(design["exits"] as readonly number[]), blocks].map((block) => ({
    exit: place(block, design[`head${block}`] as HeadForm) as number,
    threshold: ((design[`threshold${block}`] ?? design["threshold"]) as number | undefined) ?? 0,
  }));
}

const quantities: readonly Quantity[] = [
  { name: "accuracy", unit: "1", meaning: "share of inputs answered rightly" },
  { name: "averageEnergyDelay", unit: "J s", meaning: "average of energy x latency over the inputs, E[E T]" },
  { name: "productOfMeans", unit: "J s", meaning: "mean energy x mean latency, E[E] E[T]" },
  { name: "energy", unit: "J", meaning: "mean energy of an inference" },
  { name: "latency", unit: "s", meaning: "mean latency of an inference" },
  { name: "macs", unit: "1", meaning: "mean MACs of an inference" },
  { name: "lastExitShare", unit: "1", meaning: "share of inputs that reach the last exit" },
  {
    name: "headOverhead",
    unit: "1",
    meaning: "energy x latency of the longest path over that of the backbone alone, less 1",
  },
  {
    name: "averageToBackbone",
    unit: "1",
    meaning: "average energy x latency over that of the backbone with its last exit alone",
  },
  {
    name: "averageToAllExits",
    unit: "1",
    meaning: "average energy x latency over that of the same network run to its end",
  },
  {
    name: "averageToMixed",
    unit: "1",
    meaning: "average energy x latency over (energy run to the end x latency of the blocks alone)",
  },
  { name: "weightBytes", unit: "B", meaning: "weights of backbone and mounted heads" },
  { name: "activationBytes", unit: "B", meaning: "most activations alive at once" },
  { name: "exitCount", unit: "1", meaning: "number of exits, the last one included" },
];

/**
 * Cost until each exit, stage by stage, and of what it is compared with: sums of parts, or the network laid out by itself where parts
 * do not add up.
 */
export function stagesOf(
  design: Design,
  { blocks: parts, heads, simulate }: ExitCosts,
  blocks: number,
): {
  readonly stages: readonly (StageCost & { readonly macs: number })[];
  readonly blocksAlone: StageCost;
  readonly backbone: StageCost;
  readonly weights: Bytes;
  readonly activations: Bytes;
} {
  const mounted = [...(design["exits"] as readonly number[]), blocks];
  let next = 0;
  let [weights, activations] = [0, 0];
  const add = (sum: { energy: number; latency: number; macs: number }, part: PartCost): void => {
    sum.energy += part.energy;
    sum.latency += part.latency;
    sum.macs += part.macs;
    weights += part.weights;
    activations = Math.max(activations, part.activations);
  };
  const laidOut = simulate?.(mountedExits(design, blocks));
  const stages = mounted.map((block, k) => {
    const sum = { energy: 0, latency: 0, macs: 0 };
    for (; next < block; next++) add(sum, parts[next] as PartCost);
    add(sum, (heads[block - 1] as ExitCosts["heads"][number])[design[`head${block}`] as HeadForm]);
    return { ...sum, ...laidOut?.[k] };
  });
  const blocksAlone = { energy: 0, latency: 0 };
  for (const { energy, latency } of parts) {
    blocksAlone.energy += energy;
    blocksAlone.latency += latency;
  }
  // The static network is the one that is trained without further exits: with the single head.
  const final = (heads[blocks - 1] as ExitCosts["heads"][number]).single;
  const backbone = { energy: blocksAlone.energy + final.energy, latency: blocksAlone.latency + final.latency };
  return { stages, blocksAlone, backbone, weights, activations };
}

function quantitiesOf(counts: ExitCounts, design: Design, costs: ExitCosts, blocks: number): Record<string, number> {
  const { stages, blocksAlone, backbone, weights, activations } = stagesOf(design, costs, blocks);
  const shares = counts.leaving.map((count) => count / counts.examples);
  const cost = exitEnergyDelay(stages, shares);
  const longest = cost.cumulativeEnergyDelay.at(-1) as number;
  const average = cost.meanOfProducts;
  let path = 0;
  const macs = stages.reduce((sum, stage, k) => sum + (shares[k] as number) * (path += stage.macs), 0);
  return {
    accuracy: counts.accuracy,
    averageEnergyDelay: average,
    productOfMeans: cost.productOfMeans,
    energy: cost.meanEnergy,
    latency: cost.meanLatency,
    macs,
    lastExitShare: shares.at(-1) as number,
    headOverhead: longest / (backbone.energy * backbone.latency) - 1,
    averageToBackbone: average / (backbone.energy * backbone.latency),
    averageToAllExits: average / longest,
    averageToMixed: average / ((cost.cumulativeEnergy.at(-1) as number) * blocksAlone.latency),
    weightBytes: weights,
    activationBytes: activations,
    exitCount: stages.length,
  };
}

const resamples = 1000;
const level = 0.95;
const tail = (1 - level) / 2;

/**
 * All quantities with the range that the examples leave open: the exits' counts resampled as multinomial (the bootstrap
 * over examples, as an example enters only by where it leaves and whether rightly). Device models' own errors are not in it.
 */
function withIntervals(counts: ExitCounts, design: Design, costs: ExitCosts, blocks: number): ReportedQuantity[] {
  const point = quantitiesOf(counts, design, costs, blocks);
  const stream = random(0, "one-shot-report");
  const drawn = Array.from({ length: resamples }, () => quantitiesOf(resampled(counts, stream), design, costs, blocks));
  return quantities.map(({ name }): ReportedQuantity => {
    const value = point[name] as number;
    const [low, high] = quantiles(
      drawn.map((one) => one[name] as number),
      [tail, 1 - tail],
    ) as [number, number];
    const interval: Interval = { low, high, level, method: "bootstrap" };
    return low === high ? { quantity: name, value } : { quantity: name, value, interval };
  });
}

function resampled({ examples, leaving, correct }: ExitCounts, stream: ReturnType<typeof random>): ExitCounts {
  const cells = leaving.flatMap((count, k) => [correct[k] as number, count - (correct[k] as number)]);
  const drawn = multinomial(
    examples,
    cells.map((count): Fraction => count / examples),
    stream,
  );
  const pairs = leaving.map((_, k) => [drawn[2 * k] as number, drawn[2 * k + 1] as number] as const);
  return {
    examples,
    leaving: pairs.map(([right, wrong]) => right + wrong),
    correct: pairs.map(([right]) => right),
    accuracy: pairs.reduce((sum, [right]) => sum + right, 0) / examples,
  };
}

/** Counts of n draws: cell by cell a binomial by its normal approximation where it is wide, exactly where it is not. */
function multinomial(n: number, shares: readonly Fraction[], stream: ReturnType<typeof random>): number[] {
  let left = n;
  let mass = 1;
  return shares.map((share, index) => {
    if (index === shares.length - 1) return left;
    const p = mass <= 0 ? 0 : Math.min(1, share / mass);
    const count = binomial(left, p, stream);
    left -= count;
    mass -= share;
    return count;
  });
}

function binomial(n: number, p: number, stream: ReturnType<typeof random>): number {
  const variance = n * p * (1 - p);
  if (variance > 25) return Math.min(n, Math.max(0, Math.round(n * p + Math.sqrt(variance) * stream.normal())));
  if (p > 0.5) return n - binomial(n, 1 - p, stream);
  // Waiting times between successes: as many draws as successes.
  if (p <= 0) return 0;
  let count = 0;
  let at = 0;
  for (;;) {
    at += Math.ceil(Math.log(1 - stream.uniform()) / Math.log(1 - p));
    if (at > n) return count;
    count += 1;
  }
}
