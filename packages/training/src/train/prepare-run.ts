import { join } from "node:path";
import { InputError } from "@joulebook/core";
import { contentHash, jsonHash } from "@joulebook/runtime";
import { copyWeights, type NamedWeights, nodeOf, readWeights } from "../checkpoint/weights-file.js";
import { calibrate } from "../compression/calibrate.js";
import { foldBatchNorm } from "../compression/fold-batch-norm.js";
import { plainWeights, quantisedWeights, type WeightRule } from "../compression/weight-rules.js";
import type { Dataset } from "../datasets/dataset.js";
import { buildEngine, type Engine, initialise } from "../engine/engine.js";
import type { Experiment, QuantisationSettings } from "../experiment/experiment.js";
import { networkOf } from "../experiment/network-of.js";
import { kernelsBase64 } from "../kernels/kernels.generated.js";
import type { NetworkSpec } from "../network/network-spec.js";

/** A network with the weights that training begins with. */
export interface PreparedRun {
  readonly engine: Engine;
  readonly weights: WeightRule;
  /** Hash of all that decides the outcome: experiment, data, starting weights, kernels. */
  readonly identity: string;
}

/** @throws InputError `missing-weights`, `no-start`, and for damaged weights */
export async function prepareRun(experiment: Experiment, dataset: Dataset, workFolder: string): Promise<PreparedRun> {
  const { start, training, quantisation } = experiment;
  const loaded = start === undefined ? undefined : await readWeights(join(workFolder, start.from, "weights.bin"));
  const identity = jsonHash({
    experiment,
    kernels: contentHash(kernelsBase64),
    data: contentHash(dataset.train.pixels),
    start: loaded?.hash,
  });
  const spec = networkOf(experiment);
  if (quantisation !== undefined) {
    if (loaded === undefined) throw noStart(experiment.name);
    return { ...quantisedRun(spec, loaded, quantisation, dataset, training.batch), identity };
  }
  const names = new Set([...(loaded?.values.keys() ?? [])].map(nodeOf));
  const frozen =
    start?.freeze === "loaded" ? spec.nodes.filter(({ name }) => names.has(name)).map(({ name }) => name) : [];
  const engine = buildEngine(spec, { batch: training.batch, frozen });
  initialise(engine, training.seed);
  if (loaded !== undefined) copyWeights(engine, loaded.values);
  return { engine, weights: plainWeights, identity };
}

/** The folded network with rounded weights and feature maps. */
function quantisedRun(
  spec: NetworkSpec,
  loaded: NamedWeights,
  settings: QuantisationSettings,
  dataset: Dataset,
  batch: number,
): { readonly engine: Engine; readonly weights: WeightRule } {
  const folded = foldBatchNorm(spec, loaded.values);
  const exact = buildEngine(folded.spec, { batch });
  copyWeights(exact, folded.values);
  exact.prepare();
  const quantisers = calibrate(exact, dataset, settings.calibration, settings);
  const engine = buildEngine(folded.spec, { batch, quantisers });
  copyWeights(engine, folded.values);
  return { engine, weights: quantisedWeights(engine, settings) };
}

function noStart(name: string): InputError {
  const message = `experiment ${name} quantises, but has no weights to start from`;
  return new InputError([{ code: "no-start", message, fix: 'name a trained experiment in "start"' }]);
}
