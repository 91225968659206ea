import type { Device, Fraction } from "@joulebook/core";
import { estimate } from "@joulebook/hardware";
import { merkelCnn } from "@joulebook/network";
import type { Evaluator, Quantity, ReportedQuantity } from "../evaluator.js";

/** A network of Merkel's family that was trained: its depth and width, and how often it was right. */
export interface TrainedMerkelNetwork {
  readonly layers: number;
  readonly filters: number;
  /** Share of validation images. */
  readonly validation: Fraction;
  readonly test: Fraction;
  readonly testImages: number;
}

const quantities: readonly Quantity[] = [
  { name: "accuracy", unit: "1", meaning: "share of inputs answered rightly" },
  { name: "energy", unit: "J", meaning: "energy of an inference" },
  { name: "latency", unit: "s", meaning: "latency of an inference" },
  { name: "macs", unit: "1", meaning: "MACs of an inference" },
  { name: "weightBytes", unit: "B", meaning: "weights" },
  { name: "arenaBytes", unit: "B", meaning: "activations as planned" },
];

/** Quantile of the normal distribution for 95 %. */
const z = 1.959964;

/**
 * Judges depth and width of Merkel's family by the networks that were trained: nothing is guessed for others, so the
 * space is their list. Accuracy on validation images for the search, on test images with Wilson's interval for the report.
 *
 * @throws RangeError without networks
 * @see docs/equations.md#trained-networks
 */
export function trainedNetworksEvaluator(networks: readonly TrainedMerkelNetwork[], device: Device): Evaluator {
  if (networks.length === 0) throw new RangeError("trainedNetworksEvaluator: needs at least one network");
  const byName = new Map(networks.map((network) => [`L${network.layers}-N${network.filters}`, network]));
  const costs = new Map(
    [...byName].map(([name, { layers, filters }]) => {
      const network = merkelCnn({ depth: layers, filters });
      const { energy, latency, latencyCycles = 0, memory } = estimate(network, device);
      const macs = network.layers.reduce((sum, layer) => sum + layer.macs, 0);
      return [
        name,
        {
          energy,
          latency: latency ?? latencyCycles,
          macs,
          weightBytes: memory.weightBytes,
          arenaBytes: memory.arenaBytes,
        },
      ];
    }),
  );
  const cost = (name: string): NonNullable<ReturnType<typeof costs.get>> =>
    costs.get(name) as NonNullable<ReturnType<typeof costs.get>>;
  return {
    kind: "merkel-networks",
    parameters: [{ name: "network", kind: "categorical", values: [...byName.keys()] }],
    quantities,
    objectives: [
      { quantity: "accuracy", direction: "maximise" },
      { quantity: "energy", direction: "minimise" },
    ],
    constraints: [],
    evaluate: ({ network }) => ({
      accuracy: (byName.get(network as string) as TrainedMerkelNetwork).validation,
      ...cost(network as string),
    }),
    report: ({ network }): ReportedQuantity[] => {
      const { test, testImages } = byName.get(network as string) as TrainedMerkelNetwork;
      return [
        {
          quantity: "accuracy",
          value: test,
          interval: { ...wilson(test, testImages), level: 0.95, method: "declared" },
        },
        ...Object.entries(cost(network as string)).map(([quantity, amount]) => ({ quantity, value: amount })),
      ];
    },
    notices: ["only networks that were trained are in the space; one seed each"],
  };
}

/** Wilson's score interval. */
function wilson(share: number, count: number): { readonly low: number; readonly high: number } {
  const spread = (z * Math.sqrt((share * (1 - share)) / count + (z / (2 * count)) ** 2)) / (1 + z ** 2 / count);
  const centre = (share + z ** 2 / (2 * count)) / (1 + z ** 2 / count);
  return { low: centre - spread, high: centre + spread };
}
