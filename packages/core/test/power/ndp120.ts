import type { NetworkAtVoltages } from "../../src/index.js";

/**
 * NDP9120 in MLPerf Tiny v1.1 (closed, Syntiant; results not verified here): energy per inference and highest rate at
 * 0.9 V, 30.7 MHz and at 1.1 V, 98.7 MHz, and the power at the highest rate.
 */
export const ndp120 = {
  keywords: [
    { voltage: 0.9, energy: 31.537e-6, maxRate: 227.204, power: 7.166e-3 },
    { voltage: 1.1, energy: 43.802e-6, maxRate: 664.507, power: 29.105e-3 },
  ],
  images: [
    { voltage: 0.9, energy: 101.833e-6, maxRate: 62.267, power: 6.351e-3 },
    { voltage: 1.1, energy: 139.367e-6, maxRate: 195.027, power: 27.227e-3 },
  ],
  persons: [
    { voltage: 0.9, energy: 71.711e-6, maxRate: 78.088, power: 5.598e-3 },
    { voltage: 1.1, energy: 97.164e-6, maxRate: 241.08, power: 23.387e-3 },
  ],
} as const;

/** The same as the fit of static power takes them. */
export const ndp120Points: readonly NetworkAtVoltages[] = Object.entries(ndp120).map(([network, points]) => ({
  network,
  points: points.map(({ voltage, energy, maxRate }) => ({ voltage, energy, latency: 1 / maxRate })),
}));
