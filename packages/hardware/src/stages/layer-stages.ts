import { InputError, type Layer, type Network } from "@joulebook/core";

/** To which exit each layer of a network leads first, and whether it serves that exit alone. */
export interface LayerStages {
  /** Exits, the final one included: 1 for a network without early exits. */
  readonly count: number;
  readonly of: (layer: number) => { readonly stage: number; readonly head: boolean };
}

/**
 * Splits a network into stages: stage k is what exit k needs beyond the exits before it; its head is what no other exit
 * needs. The final head is told by the name "classifier", else it is what follows the last convolution.
 *
 * Layers that carry a stage keep it.
 */
export function layerStages(network: Network): LayerStages {
  const { layers, outputs } = network;
  if (layers.some(({ stage }) => stage !== undefined)) {
    const count = 1 + layers.reduce((most, { stage = 0 }) => Math.max(most, stage), 0);
    const last = count - 1;
    const tail = finalHead(layers);
    return {
      count,
      of: (index) => {
        const { stage = last, head } = layers[index] as Layer;
        return { stage, head: head ?? (stage === last && index >= tail) };
      },
    };
  }
  const writer = new Map(layers.flatMap((layer, index) => layer.outputs.map((tensor) => [tensor, index] as const)));
  const needs = outputs
    .map((tensor) => ancestors(layers, writer, tensor))
    .toSorted((a, b) => Math.max(-1, ...a) - Math.max(-1, ...b));
  const last = Math.max(0, needs.length - 1);
  const tail = finalHead(layers);
  const found = layers.map((layer, index) => {
    const using = needs.flatMap((set, exit) => (set.has(index) ? [exit] : []));
    const stage = using[0] ?? last;
    const alone = using.length === 1;
    return { stage, head: alone && (stage < last || index >= tail || /classifier/i.test(layer.name)) };
  });
  return {
    count: Math.max(1, outputs.length),
    of: (index) => found[index] ?? { stage: last, head: false },
  };
}

/** @throws InputError `no-exit` (exit code 3) for a network of one output */
export function requireExits({ count }: Pick<LayerStages, "count">, name: string): void {
  if (count > 1) return;
  throw new InputError([
    {
      code: "no-exit",
      message: `${name} has one output: it has no early exit, so it has no stages`,
      expected: "a network with several outputs, or layers that carry a stage",
    },
  ]);
}

function ancestors(layers: readonly Layer[], writer: ReadonlyMap<number, number>, tensor: number): Set<number> {
  const found = new Set<number>();
  const open = [tensor];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const index = writer.get(next);
    if (index === undefined || found.has(index)) continue;
    found.add(index);
    open.push(...(layers[index]?.inputs ?? []));
  }
  return found;
}

/** First layer behind the last convolution and what is computed with it. */
function finalHead(layers: readonly Layer[]): number {
  const convolution = layers.findLastIndex(({ loops = [], macs }) => macs > 0 && (loops[0]?.output.length ?? 0) > 0);
  const joined = new Set<Layer["kind"]>(["normalisation", "activation", "addition", "quantisation"]);
  let index = convolution + 1;
  while (index < layers.length && joined.has((layers[index] as Layer).kind)) index++;
  return index;
}
