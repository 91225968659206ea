// Trains the experiment given as JSON into a folder; says when it begins, so that a test knows when to kill it.
import { parseExperiment, trainExperiment } from "../../dist/index.js";

const [text, folder] = process.argv.slice(2);
await trainExperiment({
  experiment: parseExperiment(text, "argument"),
  workFolder: `${folder}/work`,
  resultFolder: `${folder}/results`,
  checkpointEvery: 0,
  onProgress: ({ epoch, step }) => process.stdout.write(`${epoch} ${step}\n`),
});
