import { type Device, type Fraction, type Network, quantile, random } from "@joulebook/core";
import { exitEnergyDelay, type ManyCoreConvention, type StageCost } from "@joulebook/hardware";
import { earlyExitNetwork, type ExitMount, exitMounts } from "@joulebook/network";
import { type Design, forest, type Learner, type Parameter } from "@joulebook/search";
import type { Evaluator, Quantity, ReportedQuantity } from "../evaluator.js";
import { designPredictor, type PlannedDesign } from "./design-predictor.js";
import type { PartCost } from "./part-cost.js";
import { partsByStage } from "./parts-by-stage.js";
import { quantityInCycles } from "./quantity-in-cycles.js";
import { isSystemOfCores, onCoresNotice, stagesOnCores } from "./stages-on-cores.js";
import type { TrainedDesign } from "./trained-designs.js";

const blocks = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const layers = ["one", "two"] as const;

const parameters: readonly Parameter[] = [
  { name: "exits", kind: "subset", of: blocks, least: 1 },
  ...blocks.map(
    (block): Parameter => ({
      name: `head${block}`,
      kind: "categorical",
      values: layers,
      when: { parameter: "exits", includes: block },
    }),
  ),
  { name: "head11", kind: "categorical", values: layers },
  { name: "threshold", kind: "real", low: 0.7, high: 0.95, step: 0.05 },
];

const quantities: readonly Quantity[] = [
  { name: "accuracy", unit: "1", meaning: "found by training, or predicted where nobody trained the design" },
  { name: "averageEnergyDelay", unit: "J s", meaning: "average of energy x latency over the inputs, E[E T]" },
  { name: "energy", unit: "J", meaning: "mean energy of an inference" },
  { name: "latency", unit: "s", meaning: "mean latency of an inference" },
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
    name: "accuracyDeviation",
    unit: "1",
    meaning: "how unsure the predictor is of the accuracy; 0 for trained designs",
  },
  { name: "trained", unit: "1", meaning: "1 where the design was trained, 0 where it is predicted" },
];

export interface PredictedExitsOptions {
  /** Default: forests. */
  readonly learner?: Learner;
  /** On several cores: how they are counted; default sound. */
  readonly convention?: ManyCoreConvention;
}

/**
 * Judges early-exit networks of arXiv 2512.04705: the designs that were trained by what was found, all others by a
 * predictor learnt from them; costs on a device add up from parts, and on several cores every design is laid out by itself. How
 * far to trust the predictor: `scorePredictors`.
 */
export function predictedExitsEvaluator(
  designs: readonly TrainedDesign[],
  device: Device,
  { learner = forest, convention = "sound" }: PredictedExitsOptions = {},
): Evaluator {
  const predictor = designPredictor(designs, learner, random(0, "predicted-exits"));
  const trained = new Map(designs.map((design) => [keyOf(design), design]));
  const placed = isSystemOfCores(device)
    ? stagesOnCores(earlyExitNetwork({ headLayers: 1 }), device, { convention })
    : undefined;
  const full = (count: 1 | 2): Network => earlyExitNetwork({ exits: exitMounts, headLayers: count });
  const onCores = { 1: placed?.withExits(full(1)), 2: placed?.withExits(full(2)) };
  const [one, two] = [partsByStage(full(1), device, onCores[1]), partsByStage(full(2), device, onCores[2])];
  const seconds = one.timeUnit === "cycle" ? 1 : 1 / ((device.kind === "accelerator" && device.clock?.value) || 1);
  const parts = (design: PlannedDesign): readonly StageCost[] =>
    stagesOfTrained(design, one.blocks, { 1: one.heads, 2: two.heads });
  const known = new Map<string, readonly StageCost[]>();
  const laidOut = (design: PlannedDesign): readonly StageCost[] => {
    if (placed === undefined) return parts(design);
    const { exits, headLayers } = design;
    const key = `${exits.join()}|${headLayers.join()}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const mounts = exits.map((block) => (block === 11 ? exitMounts.length - 1 : block));
    const network = earlyExitNetwork({ exits: mounts.map((mount) => exitMounts[mount] as ExitMount), headLayers });
    const cores = mounts.map((mount, k) => onCores[headLayers[k] as 1 | 2]?.headCores[mount] ?? []);
    const stages = placed
      .simulate(network, cores)
      .map(({ energy, latency }) => ({ energy, latency: latency * seconds }));
    known.set(key, stages);
    return stages;
  };
  const whole = one.blocks.reduce(
    (sum, part) => ({ energy: sum.energy + part.energy, latency: sum.latency + part.latency }),
    { energy: 0, latency: 0 },
  );
  const final = one.heads.at(-1) as PartCost;
  const backbone = (whole.energy + final.energy) * (whole.latency + final.latency);
  const costsOf = (stages: readonly StageCost[], shares: readonly Fraction[]): Record<string, number> => {
    const cost = exitEnergyDelay(stages, shares);
    const longest = cost.cumulativeEnergyDelay.at(-1) as number;
    return {
      averageEnergyDelay: cost.meanOfProducts,
      energy: cost.meanEnergy,
      latency: cost.meanLatency,
      lastExitShare: shares.at(-1) as number,
      headOverhead: longest / backbone - 1,
      averageToBackbone: cost.meanOfProducts / backbone,
      averageToAllExits: cost.meanOfProducts / longest,
    };
  };
  const held = heldOut(designs, learner, (design, shares) => costsOf(parts(design), shares));
  return {
    kind: "predicted-exits",
    parameters,
    quantities: one.timeUnit === "cycle" ? quantities.map(quantityInCycles) : quantities,
    objectives: [
      { quantity: "accuracy", direction: "maximise" },
      { quantity: "averageEnergyDelay", direction: "minimise" },
    ],
    constraints: [
      { name: "share that reaches the last exit", quantity: "lastExitShare", atMost: 0.5 },
      { name: "overhead of all heads on the longest path", quantity: "headOverhead", atMost: 0.5 },
      { name: "average against static cost", quantity: "averageToAllExits", atMost: 0.5 },
    ],
    evaluate: (written) => {
      const design = plannedDesign(written);
      const found = trained.get(keyOf(design));
      const { mean, deviation } =
        found === undefined ? predictor.accuracy(design) : { mean: found.accuracy, deviation: 0 };
      return {
        accuracy: mean,
        ...costsOf(laidOut(design), found?.exitShares ?? predictor.exitShares(design)),
        accuracyDeviation: deviation,
        trained: found === undefined ? 0 : 1,
      };
    },
    report: (written): ReportedQuantity[] => {
      const design = plannedDesign(written);
      const found = trained.get(keyOf(design));
      const accuracy = found?.accuracy ?? predictor.accuracy(design).mean;
      const shares = found?.exitShares ?? predictor.exitShares(design);
      const stages = laidOut(design);
      const around = (quantity: string, value: number, spread: number): ReportedQuantity => ({
        quantity,
        value,
        interval: {
          low: Math.max(0, value - spread),
          high: /accuracy|Share/.test(quantity) ? Math.min(1, value + spread) : value + spread,
          level: 0.95,
          method: found === undefined ? "held-out" : "declared",
        },
      });
      const values = costsOf(stages, shares);
      return [
        around("accuracy", accuracy, found === undefined ? held.accuracy : sampling([1 - accuracy, accuracy], [0, 1])),
        ...shared.map((quantity) => {
          const value = values[quantity] as number;
          // What each exit contributes: its share is what is unsure.
          const byExit = shares.map(
            (_, k) =>
              costsOf(
                stages,
                shares.map((__, at) => (at === k ? 1 : 0)),
              )[quantity] as number,
          );
          return around(
            quantity,
            value,
            found === undefined ? value * (held.costs[quantity] as number) : sampling(shares, byExit),
          );
        }),
        { quantity: "headOverhead", value: values["headOverhead"] as number },
      ];
    },
    notices: [
      `accuracy and exit shares are predicted from ${designs.length} trained designs except for those themselves`,
      "the thresholds of the trained designs were chosen on the test images that they are reported on",
      ...(placed === undefined ? [] : [onCoresNotice({ convention })]),
      ...one.notices,
    ],
  };
}

/** Quantities that rest on how many inputs leave where. */
const shared = [
  "averageEnergyDelay",
  "energy",
  "latency",
  "lastExitShare",
  "averageToBackbone",
  "averageToAllExits",
] as const;

/** Errors that 95 % of designs left out of the learning stay within: of the accuracy, and of costs relative to what was predicted. */
function heldOut(
  designs: readonly TrainedDesign[],
  learner: Learner,
  costsOf: (design: PlannedDesign, shares: readonly Fraction[]) => Readonly<Record<string, number>>,
): { readonly accuracy: number; readonly costs: Readonly<Record<string, number>> } {
  const folds = Math.min(10, designs.length);
  const fold = random(0, "predicted-exits-folds").shuffle(designs.map((_, index) => index % folds));
  const errors = Array.from({ length: folds }, (_, out) => {
    const predictor = designPredictor(
      designs.filter((_design, index) => fold[index] !== out),
      learner,
      random(0, "predicted-exits", out),
    );
    return designs
      .filter((_design, index) => fold[index] === out)
      .map((design) => {
        const [found, said] = [costsOf(design, design.exitShares), costsOf(design, predictor.exitShares(design))];
        return {
          accuracy: Math.abs(predictor.accuracy(design).mean - design.accuracy),
          costs: shared.map((name) => Math.abs((found[name] as number) / Math.max(said[name] as number, 1e-300) - 1)),
        };
      });
  }).flat();
  const bound = (values: readonly number[]): number => quantile(values, 0.95) as number;
  return {
    accuracy: bound(errors.map(({ accuracy }) => accuracy)),
    costs: Object.fromEntries(shared.map((name, at) => [name, bound(errors.map(({ costs }) => costs[at] as number))])),
  };
}

/** Half of the 95 % interval of a mean over CIFAR-10's test images, from the shares that have each value. */
function sampling(shares: readonly Fraction[], values: readonly number[]): number {
  const mean = shares.reduce((sum, share, k) => sum + share * (values[k] as number), 0);
  const variance = shares.reduce((sum, share, k) => sum + share * ((values[k] as number) - mean) ** 2, 0);
  return 1.96 * Math.sqrt(variance / 10_000);
}

/** A design of the search as the table of trained ones writes it. */
export function plannedDesign(design: Design): PlannedDesign {
  const exits = [...(design["exits"] as readonly number[]), 11];
  return {
    exits,
    headLayers: exits.map((block) => (design[`head${block}`] === "one" ? 1 : 2)),
    threshold: design["threshold"] as number,
  };
}

/** Stages of a design from the parts between all mounting points: exit 11 stands behind the last. */
export function stagesOfTrained(
  { exits, headLayers }: PlannedDesign,
  parts: readonly PartCost[],
  heads: Readonly<Record<1 | 2, readonly PartCost[]>>,
): { readonly energy: number; readonly latency: number }[] {
  let next = 0;
  return exits.map((block, k) => {
    const mount = block === 11 ? parts.length - 1 : block;
    const head = heads[headLayers[k] as 1 | 2][mount] as PartCost;
    let { energy, latency } = head;
    for (; next <= mount; next++) {
      energy += parts[next]?.energy ?? 0;
      latency += parts[next]?.latency ?? 0;
    }
    return { energy, latency };
  });
}

function keyOf({ exits, headLayers, threshold }: PlannedDesign): string {
  return `${exits.join()}|${headLayers.join()}|${threshold.toFixed(2)}`;
}
