// Writes what another trainer needs to repeat a run of @joulebook/training: the network, the initial weights, the decoded
// pixels and the order of the images, and the losses of the first steps without dropout.
//   node export-run.mjs EXPERIMENT.json DATA_DIR OUT_DIR [STEPS]
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildEngine, initialise } from "../../packages/training/dist/engine/engine.js";
import { loadDataset, networkOf, readExperiment } from "../../packages/training/dist/index.js";
import { randomStream, shuffledOrder } from "../../packages/training/dist/random.js";
import { trainStep } from "../../packages/training/dist/train/train-step.js";

const [file, data, out, steps = "50"] = process.argv.slice(2);
const experiment = await readExperiment(file);
const { training } = experiment;
const dataset = await loadDataset(experiment.data.set, data);
const full = networkOf(experiment);
const network = { ...full, nodes: full.nodes.map((node) => (node.kind === "dense" ? { ...node, dropout: 0 } : node)) };
const engine = buildEngine(network, { batch: training.batch });
initialise(engine, training.seed);
engine.prepare();
mkdirSync(out, { recursive: true });
const write = (name, array) =>
  writeFileSync(join(out, name), new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
const { list } = engine.parameters;
const arrays = list.map((parameter) => engine.parameters.read(parameter));
write("weights.f32", Float32Array.from(arrays.flatMap((values) => [...values])));
const orders = Array.from({ length: training.epochs }, (_, epoch) =>
  shuffledOrder(experiment.data.train, randomStream([training.seed, "shuffle", epoch])),
);
write("orders.u32", Uint32Array.from(orders.flatMap((order) => [...order])));
for (const split of ["train", "test"]) {
  write(`${split}.pixels.u8`, dataset[split].pixels);
  write(`${split}.labels.u8`, dataset[split].labels);
}
const losses = Array.from({ length: Number(steps) }, (_, step) =>
  trainStep(engine, dataset, orders[0].subarray(step * training.batch, (step + 1) * training.batch), {
    ...training,
    exitWeights: network.exits.map(() => 1),
    seed: 0,
    update: step + 1,
  }),
);
writeFileSync(
  join(out, "run.json"),
  JSON.stringify(
    { experiment, network, scale: dataset.scale, parameters: list.map(({ name, shape }) => ({ name, shape })), losses },
    undefined,
    1,
  ),
);
