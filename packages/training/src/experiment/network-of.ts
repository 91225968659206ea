import { merkelNetwork } from "../network/merkel.js";
import type { NetworkSpec } from "../network/network-spec.js";
import type { Experiment } from "./experiment.js";

/** The network of an experiment, node by node. */
export function networkOf({ network }: Pick<Experiment, "network">): NetworkSpec {
  return "family" in network ? merkelNetwork(network) : network;
}
