import type { Network } from "@joulebook/core";
import { networkCost } from "@joulebook/hardware";
import { type KeywordFamily, keywordFootprint, keywordNetwork, type KeywordSize } from "@joulebook/network";
import { cortex } from "./throughput.js";

/** A keyword-spotting network of "Hello Edge": what it needs, and what the paper prints. */
export interface KeywordModel {
  readonly name: string;
  readonly family: KeywordFamily;
  readonly size: KeywordSize;
  readonly network: Network;
  /** Operations, two per MAC. */
  readonly ops: number;
  readonly params: number;
  readonly weightBytes: number;
  readonly activationBytes: number;
  readonly total: number;
  readonly energy: number;
  /** Printed size in KB and operations; not checked against the printed table. */
  readonly printedKb: number;
  readonly printedOps: number;
}

const printed: Readonly<Record<KeywordFamily, readonly (readonly [kb: number, ops: number])[]>> = {
  dnn: [
    [80, 158.8e3],
    [199.4, 397e3],
    [496.6, 990.2e3],
  ],
  cnn: [
    [79, 5e6],
    [199.4, 17.3e6],
    [497.8, 25.3e6],
  ],
  "basic-lstm": [
    [63.3, 5.9e6],
    [196.5, 18.9e6],
    [494.5, 47.9e6],
  ],
  lstm: [
    [79.5, 3.9e6],
    [198.6, 19.2e6],
    [498.8, 48.4e6],
  ],
  gru: [
    [78.8, 3.8e6],
    [200, 19.2e6],
    [499.7, 48.4e6],
  ],
  crnn: [
    [79.7, 3e6],
    [199.8, 7.6e6],
    [499.5, 19.3e6],
  ],
  "ds-cnn": [
    [38.6, 5.4e6],
    [189.2, 19.8e6],
    [497.6, 56.9e6],
  ],
};

/** The seven families in three sizes. */
export function keywordModels(): readonly KeywordModel[] {
  const device = cortex();
  return (Object.keys(printed) as KeywordFamily[]).flatMap((family) =>
    (["s", "m", "l"] as const).map((size, index) => {
      const network = keywordNetwork(family, size);
      const { weightBytes, activationBytes, total } = keywordFootprint(network);
      const [printedKb, printedOps] = printed[family][index] as readonly [number, number];
      return {
        name: `${family.toUpperCase()} ${size.toUpperCase()}`,
        family,
        size,
        network,
        ops: 2 * network.layers.reduce((sum, { macs }) => sum + macs, 0),
        params: network.layers.reduce((sum, { params }) => sum + params, 0),
        weightBytes,
        activationBytes,
        total,
        energy: networkCost(network, device).energy,
        printedKb,
        printedOps,
      };
    }),
  );
}
