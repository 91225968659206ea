/**
 * Channels of a scaled layer, as the MobileNets round them: to the nearest multiple of `divisor`, at least one multiple,
 * and one more where rounding down would take away more than a tenth.
 * Source: docs/equations.md#channel-rounding
 *
 * @example [roundChannels(32 * 0.35), roundChannels(24 * 1.4)] // => [16, 32]
 */
export function roundChannels(channels: number, divisor = 8): number {
  const rounded = Math.max(divisor, Math.floor((channels + divisor / 2) / divisor) * divisor);
  return rounded < 0.9 * channels ? rounded + divisor : rounded;
}
