import { merkelNetwork } from "../network/merkel.js";
import { mobileNetwork } from "../network/mobile.js";
import type { NetworkSpec } from "../network/network-spec.js";
import type { Experiment } from "./experiment.js";

/** The network of an experiment, node by node. */
export function networkOf({ network }: Pick<Experiment, "network">): NetworkSpec {
  if (!("family" in network)) return network;
  return network.family === "merkel" ? merkelNetwork(network) : mobileNetwork(network);
}
