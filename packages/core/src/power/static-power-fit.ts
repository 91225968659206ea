import type { Joules, Seconds, Volts, Watts } from "../contracts/units.js";

/** Energy and time of one inference at a supply voltage. */
export interface EnergyAtVoltage {
  readonly voltage: Volts;
  readonly energy: Joules;
  readonly latency: Seconds;
}

/** Points of one network. */
export interface NetworkAtVoltages {
  readonly network: string;
  readonly points: readonly EnergyAtVoltage[];
}

/** E = C V² + P_static t with one static power for all networks. */
export interface StaticPowerFit {
  readonly staticPower: Watts;
  /** C of each network, in joules per square volt. */
  readonly switched: readonly { readonly network: string; readonly perSquareVolt: number }[];
  /** Fitted over measured energy less 1, in the order of the networks and their points. */
  readonly residuals: readonly number[];
  /** Points less parameters; at 0 the fit passes through the points and its residuals say nothing. */
  readonly degreesOfFreedom: number;
}

/**
 * Fits E = C V² + P_static t over operating points by least squares of the relative errors: one C per network, one static
 * power for all. Source: docs/equations.md#static-power-fit
 *
 * @throws RangeError for figures that are not positive, or points that cannot tell both parts apart
 * @example staticPowerFit([{ network: "n", points: [{ voltage: 1, energy: 3, latency: 1 }, { voltage: 2, energy: 8.5, latency: 0.5 }] }]).staticPower // => 1
 */
export function staticPowerFit(networks: readonly NetworkAtVoltages[]): StaticPowerFit {
  // In relative errors: 1 = C x + P z, with x = V² / E and z = t / E.
  const rows = networks.map(({ network, points }) => ({ network, cells: points.map(relative) }));
  let numerator = 0;
  let denominator = 0;
  let scale = 0;
  for (const { cells } of rows) {
    const { x, xx, xz, z, zz } = sums(cells);
    if (cells.length === 0) continue;
    numerator += z - (xz * x) / xx;
    denominator += zz - (xz * xz) / xx;
    scale += zz;
  }
  const count = rows.reduce((total, { cells }) => total + cells.length, 0);
  if (count < networks.length + 1)
    throw new RangeError(`staticPowerFit: needs more points than networks, got ${count} of ${networks.length}`);
  if (!(denominator > 1e-12 * scale))
    throw new RangeError("staticPowerFit: static power cannot be told apart from switching");
  const staticPower = numerator / denominator;
  const switched = rows.map(({ network, cells }) => {
    const { x, xx, xz } = sums(cells);
    return { network, perSquareVolt: (x - staticPower * xz) / xx };
  });
  const residuals = rows.flatMap(({ cells }, at) =>
    cells.map(({ x, z }) => (switched[at]?.perSquareVolt ?? Number.NaN) * x + staticPower * z - 1),
  );
  return { staticPower, switched, residuals, degreesOfFreedom: count - networks.length - 1 };
}

interface Cell {
  readonly x: number;
  readonly z: number;
}

function relative({ voltage, energy, latency }: EnergyAtVoltage): Cell {
  for (const [name, value] of Object.entries({ voltage, energy, latency })) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`staticPowerFit: ${name} must be positive and finite, got ${value}`);
  }
  return { x: (voltage * voltage) / energy, z: latency / energy };
}

function sums(cells: readonly Cell[]): Readonly<Record<"x" | "xx" | "xz" | "z" | "zz", number>> {
  const total = { x: 0, xx: 0, xz: 0, z: 0, zz: 0 };
  for (const { x, z } of cells) {
    total.x += x;
    total.xx += x * x;
    total.xz += x * z;
    total.z += z;
    total.zz += z * z;
  }
  return total;
}
