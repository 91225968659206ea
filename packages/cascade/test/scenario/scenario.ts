/** Tests change anything in a scenario. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Tree = any;

/** Person detection on NDP120 at 0.9 V, with some more in it; changed by fields of its own or by a function. */
export function scenario(fields: Tree = {}, change: (tree: Tree) => unknown = () => {}): Tree {
  const tree: Tree = {
    name: "persons",
    chip: {
      name: "NDP120",
      points: { "0.9 V": { voltage: "0.9V", staticPower: "0.665mW" } },
      point: "0.9 V",
      battery: { capacity: "3Wh" },
    },
    networks: {
      small: {
        points: { "0.9 V": { energy: "7.171uJ", maxRate: "780.88/s" } },
        memory: "40KB",
        scores: { kind: "binormal", auc: { value: 0.9, assumed: true } },
      },
      medium: {
        points: { "0.9 V": { energy: "71.711uJ", maxRate: "78.088/s" } },
        memory: "325KB",
        scores: { kind: "binormal", auc: 0.97 },
        difficulty: 0.3,
      },
    },
    events: { perHour: { value: 4, assumed: true }, length: { law: "exponential", mean: "20s" } },
    stages: [
      { network: "small", rate: "10/s", confirm: { hits: 2, of: 3 }, calibrate: { recall: 0.7 } },
      { network: "medium", rate: "10/s", confirm: { hits: 4, of: 5 }, calibrate: { recall: 0.8 }, patience: 8 },
    ],
    ...fields,
  };
  change(tree);
  return tree;
}

export const cloudPart: Tree = {
  name: "cloud",
  scores: { kind: "binormal", auc: 0.99 },
  confirm: { hits: 2, of: 3 },
  calibrate: { recall: 0.95 },
  roundTrip: "80ms",
  wakeEnergy: "5mJ",
  frameBytes: "9216B",
  bytesPerSecond: 100_000,
  energyPerByte: "0.1uJ",
  carbonPerCall: 0.2,
};
