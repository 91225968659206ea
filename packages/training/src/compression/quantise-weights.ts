import { bestQuantiser, quantise, type Quantiser } from "./quantiser.js";

const bins = 512;

/** Where the output channels of a weight lie: last in convolutions ([k, k, in, out], [k, k, channels]), first in dense nodes. */
export type ChannelAxis = "first" | "last";

/**
 * A symmetric grid of `bits` bits for each output channel (2 bits: -s, 0, s), its scale chosen for the least squared error.
 * Source: docs/equations.md#training-quantisation
 */
export function channelQuantisers(
  values: Float32Array,
  channels: number,
  axis: ChannelAxis,
  bits: number,
): Quantiser[] {
  const perChannel: number[][] = Array.from({ length: channels }, () => []);
  values.forEach((value, i) => perChannel[channelOf(i, values.length, channels, axis)]?.push(value));
  return perChannel.map((own) => {
    const limit = own.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    const counts = new Float64Array(bins);
    for (const value of limit === 0 ? [] : own) {
      const bin = Math.min(bins - 1, Math.floor(((value + limit) / (2 * limit)) * bins));
      counts[bin] = (counts[bin] as number) + 1;
    }
    return bestQuantiser({ low: -limit, high: limit, counts }, bits);
  });
}

/** Every weight on the grid of its channel. */
export function quantiseChannels(
  values: Float32Array,
  quantisers: readonly Quantiser[],
  axis: ChannelAxis,
): Float32Array {
  const channels = quantisers.length;
  return values.map((value, i) =>
    quantise(value, quantisers[channelOf(i, values.length, channels, axis)] as Quantiser),
  );
}

function channelOf(i: number, length: number, channels: number, axis: ChannelAxis): number {
  return axis === "last" ? i % channels : Math.floor((i * channels) / length);
}
