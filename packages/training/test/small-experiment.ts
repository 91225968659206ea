import type { Experiment } from "../src/experiment/experiment.js";

/** A network on the shipped digits that trains in a fraction of a second. */
export const smallExperiment: Experiment = {
  name: "digits-L3-N8",
  data: { set: "digits", train: 600, validation: 200 },
  network: {
    family: "merkel",
    layers: 3,
    filters: 8,
    exits: "all",
    dropout: 0.2,
    input: { height: 8, width: 8, channels: 1 },
  },
  training: { seed: 0, epochs: 3, batch: 32, rate: 0.002, l2: 0.0001, patience: 3 },
  traces: { train: 50, decimals: 3 },
};
