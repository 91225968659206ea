/**
 * Operating points of chips that were measured at more than one supply voltage, by the first part of the device's id. Static power:
 * fit of E = C V² + P_s t to both points of three networks (docs/equations.md#static-power-fit; core/test/power/static-power-fit.test.ts).
 */
export const operatingPoints = [
  {
    device: "ndp9120",
    source: {
      title:
        "MLPerf Tiny v1.1 (0.9 and 1.1 V) and v1.3 (1.0 V), closed division, syntiant; static power from a fit of E = C V² + P_s t to 0.9 and 1.1 V of three networks",
      url: "https://github.com/mlcommons",
      licence: "Apache-2.0",
      note: "Derived from the results; not verified by MLCommons Association.",
    },
    points: [
      { name: "0.9V", voltage: 0.9, clock: 30_700_000, staticPower: 0.000665 },
      { name: "1.0V", voltage: 1, clock: 49_200_000, staticPower: 0.000665 },
      { name: "1.1V", voltage: 1.1, clock: 98_700_000, staticPower: 0.000665 },
    ],
  },
];

/**
 * A device with the operating points of its chip, where they are known.
 *
 * @template {{ id: string, sources: object }} D
 * @param {D} device
 * @returns {D}
 */
export function withOperatingPoints(device) {
  const known = operatingPoints.find((one) => device.id.startsWith(`${one.device}-`));
  if (known === undefined) return device;
  return {
    ...device,
    sources: { ...device.sources, points: known.source },
    operatingPoints: known.points.map((point) => ({ ...point, source: "points" })),
  };
}
