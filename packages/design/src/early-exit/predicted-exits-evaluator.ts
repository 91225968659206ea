import { type Device, quantile, random } from "@joulebook/core";
import { exitEnergyDelay } from "@joulebook/hardware";
import { earlyExitNetwork, exitMounts } from "@joulebook/network";
import { type Design, forest, type Learner, type Parameter } from "@joulebook/search";
import type { Evaluator, Quantity, ReportedQuantity } from "../evaluator.js";
import { designPredictor, type PlannedDesign } from "./design-predictor.js";
import type { PartCost } from "./part-cost.js";
import { partsByStage } from "./parts-by-stage.js";
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

/**
 * Judges early-exit networks of arXiv 2512.04705: the designs that were trained by what was found, all others by a
 * predictor learnt from them; costs on a device add up from parts. How far to trust the predictor: `scorePredictors`.
 */
export function predictedExitsEvaluator(
  designs: readonly TrainedDesign[],
  device: Device,
  learner: Learner = forest,
): Evaluator {
  const predictor = designPredictor(designs, learner, random(0, "predicted-exits"));
  const trained = new Map(designs.map((design) => [keyOf(design), design]));
  const held = heldOutSpread(designs, learner);
  const of = (count: 1 | 2): ReturnType<typeof partsByStage> =>
    partsByStage(earlyExitNetwork({ exits: exitMounts, headLayers: count }), device);
  const [one, two] = [of(1), of(2)];
  return {
    kind: "predicted-exits",
    parameters,
    quantities,
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
      const known = trained.get(keyOf(design));
      const { mean, deviation } =
        known === undefined ? predictor.accuracy(design) : { mean: known.accuracy, deviation: 0 };
      const shares = known?.exitShares ?? predictor.exitShares(design);
      const stages = stagesOfTrained(design, one.blocks, { 1: one.heads, 2: two.heads });
      const cost = exitEnergyDelay(stages, shares);
      const whole = one.blocks.reduce(
        (sum, part) => ({ energy: sum.energy + part.energy, latency: sum.latency + part.latency }),
        { energy: 0, latency: 0 },
      );
      const final = one.heads.at(-1) as PartCost;
      const backbone = (whole.energy + final.energy) * (whole.latency + final.latency);
      const longest = cost.cumulativeEnergyDelay.at(-1) as number;
      return {
        accuracy: mean,
        averageEnergyDelay: cost.meanOfProducts,
        energy: cost.meanEnergy,
        latency: cost.meanLatency,
        lastExitShare: shares.at(-1) as number,
        headOverhead: longest / backbone - 1,
        averageToBackbone: cost.meanOfProducts / backbone,
        averageToAllExits: cost.meanOfProducts / longest,
        accuracyDeviation: deviation,
        trained: known === undefined ? 0 : 1,
      };
    },
    report: (written): ReportedQuantity[] => {
      const design = plannedDesign(written);
      const known = trained.get(keyOf(design));
      const value = known?.accuracy ?? predictor.accuracy(design).mean;
      const spread = known === undefined ? held : sampling(value);
      return [
        {
          quantity: "accuracy",
          value,
          interval: {
            low: value - spread,
            high: Math.min(1, value + spread),
            level: 0.95,
            method: known === undefined ? "held-out" : "declared",
          },
        },
      ];
    },
    notices: [
      `accuracy and exit shares are predicted from ${designs.length} trained designs except for those themselves`,
      "the thresholds of the trained designs were chosen on the test images that they are reported on",
      ...one.notices,
    ],
  };
}

/** Error of the accuracy that 95 % of designs left out of the learning stay within. */
function heldOutSpread(designs: readonly TrainedDesign[], learner: Learner): number {
  const folds = Math.min(10, designs.length);
  const fold = random(0, "predicted-exits-folds").shuffle(designs.map((_, index) => index % folds));
  const errors = Array.from({ length: folds }, (_, out) => {
    const predictor = designPredictor(
      designs.filter((_design, index) => fold[index] !== out),
      learner,
      random(0, "predicted-exits", out),
    );
    return designs.flatMap((design, index) =>
      fold[index] === out ? [Math.abs(predictor.accuracy(design).mean - design.accuracy)] : [],
    );
  });
  return quantile(errors.flat(), 0.95) as number;
}

/** Half of the 95 % interval of a share counted on CIFAR-10's test images. */
function sampling(share: number): number {
  return 1.96 * Math.sqrt((share * (1 - share)) / 10_000);
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
