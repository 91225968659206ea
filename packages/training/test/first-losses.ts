import { readFileSync } from "node:fs";
import type { Dataset } from "../src/datasets/dataset.js";
import { buildEngine, initialise } from "../src/engine/engine.js";
import type { Experiment } from "../src/experiment/experiment.js";
import { networkOf } from "../src/experiment/network-of.js";
import { randomStream, shuffledOrder } from "../src/random.js";
import { trainStep } from "../src/train/train-step.js";

/** Losses that PyTorch had from the same exported weights, batches and pixels (tools/reference-trainer/cross_check.py). */
export interface ReferenceLosses {
  readonly oracle: string;
  readonly experiment: Experiment;
  readonly losses: readonly number[];
}

export function readReferenceLosses(name: string): ReferenceLosses {
  return JSON.parse(readFileSync(new URL(`./golden/losses/${name}.json`, import.meta.url), "utf8")) as ReferenceLosses;
}

/** Relative differences of our losses of the first steps, without dropout, to PyTorch's. */
export function lossDifferences({ experiment, losses }: ReferenceLosses, dataset: Dataset): number[] {
  const { training, data } = experiment;
  const spec = networkOf(experiment);
  const nodes = spec.nodes.map((node) => (node.kind === "dense" ? { ...node, dropout: 0 } : node));
  const engine = buildEngine({ ...spec, nodes }, { batch: training.batch });
  initialise(engine, training.seed);
  engine.prepare();
  const order = shuffledOrder(data.train, randomStream([training.seed, "shuffle", 0]));
  return losses.map((theirs, step) => {
    const indices = order.subarray(step * training.batch, (step + 1) * training.batch);
    const exitWeights = spec.exits.map(() => 1);
    const ours = trainStep(engine, dataset, indices, { ...training, exitWeights, seed: 0, update: step + 1 });
    return Math.abs(ours - theirs) / theirs;
  });
}
