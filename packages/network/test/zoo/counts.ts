import type { Layer, Network } from "@joulebook/core";

export function totals({ layers }: Network): { readonly macs: number; readonly params: number } {
  return {
    macs: layers.reduce((sum, { macs }) => sum + macs, 0),
    params: layers.reduce((sum, { params }) => sum + params, 0),
  };
}

export function elements({ outputShape }: Layer): number {
  return outputShape.reduce((product, extent) => product * extent, 1);
}

export function isConvolution({ kind }: Layer): boolean {
  return kind.endsWith("convolution");
}

/** Channels with a batch normalisation: what convolutions of a network write (in the MobileNets and their relatives). */
export function normalisedChannels({ layers }: Network): number {
  return layers.filter(isConvolution).reduce((sum, { outputShape }) => sum + (outputShape.at(-1) ?? 0), 0);
}
