import type { CountDocument, CountedKind, CountedLayer, Layer, LayerKind, Network } from "@joulebook/core";
import { weightBytes } from "@joulebook/network";
import type { CommandResult, DocumentBody } from "../../command-line/command-result.js";
import { namedNetwork } from "../network/network-source.js";
import type { CountOptions } from "./count-options.js";
import { countText } from "./count-text.js";

/** Counts a network: in total, by kind and by layer. */
export async function countAction(name: string, options: CountOptions): Promise<CommandResult> {
  const { network, inputs, warnings } = await namedNetwork(name, options);
  const document = countDocument(network);
  return { name: "count", document, text: () => countText(document), inputs, warnings };
}

/** The body of `joulebook/count@1`. */
export function countDocument(network: Network): DocumentBody<CountDocument> {
  const { name, layers, opsConvention, unsupported, notes } = network;
  return {
    network: name,
    macs: total(layers, ({ macs }) => macs),
    params: total(layers, ({ params }) => params),
    ops: total(layers, ({ ops }) => ops),
    opsConvention,
    weightBytes: weightBytes(network),
    byKind: byKind(layers),
    layers: layers.map(countedLayer),
    unsupported,
    notes,
  };
}

function countedLayer(layer: Layer): CountedLayer {
  const { name, kind, op, macs, params, macsPerOutput, ops, outputShape, stage } = layer;
  return { name, kind, op, macs, params, macsPerOutput, ops, outputShape, ...(stage === undefined ? {} : { stage }) };
}

function byKind(layers: readonly Layer[]): readonly CountedKind[] {
  const groups = new Map<LayerKind, Layer[]>();
  for (const layer of layers) {
    const members = groups.get(layer.kind);
    if (members === undefined) groups.set(layer.kind, [layer]);
    else members.push(layer);
  }
  return [...groups]
    .map(([kind, members]) => ({
      kind,
      layers: members.length,
      macs: total(members, ({ macs }) => macs),
      params: total(members, ({ params }) => params),
      ops: total(members, ({ ops }) => ops),
    }))
    .toSorted((a, b) => b.macs - a.macs || b.ops - a.ops || b.params - a.params);
}

function total(layers: readonly Layer[], value: (layer: Layer) => number): number {
  return layers.reduce((sum, layer) => sum + value(layer), 0);
}
