import { type Hertz, InputError, nearestNames, type OperatingPoint, quoteInput, type Volts } from "@joulebook/core";

/**
 * The operating point, or power mode, of a device by its name.
 *
 * @throws InputError `unknown-point` (exit code 3) with the names there are
 */
export function namedPoint<P extends { readonly name: string }>(points: readonly P[], name: string): P {
  const point = points.find((one) => one.name === name);
  if (point !== undefined) return point;
  const names = points.map((one) => one.name);
  throw new InputError([
    {
      code: "unknown-point",
      message: `there is no operating point ${quoteInput(name)}`,
      expected: names.length === 0 ? "a device with operating points" : `one of ${names.join(", ")}`,
      nearest: nearestNames(name, names, 2),
    },
  ]);
}

/**
 * Highest clock at a supply voltage, in hertz: straight lines between the points of the table, of which the fastest
 * counts at each voltage. Nothing is known outside the table, so nothing is said there.
 *
 * Source: docs/equations.md#operating-points
 *
 * @throws InputError `voltage-outside-table` (exit code 3) beyond the lowest and the highest voltage
 * @example frequencyLimit([{ voltage: 1, clock: 30e6 }, { voltage: 2, clock: 90e6 }], 1.5) // => 60e6
 */
export function frequencyLimit(points: readonly Pick<OperatingPoint, "voltage" | "clock">[], voltage: Volts): Hertz {
  const fastest = new Map<Volts, Hertz>();
  for (const { voltage: at, clock } of points) fastest.set(at, Math.max(clock, fastest.get(at) ?? 0));
  const table = [...fastest].toSorted(([a], [b]) => a - b);
  const above = table.findIndex(([at]) => at >= voltage);
  const [high] = table.slice(above);
  if (above < 0 || high === undefined || !(voltage >= (table[0]?.[0] ?? Number.POSITIVE_INFINITY))) {
    throw outsideTable(table, voltage);
  }
  const low = table[Math.max(0, above - 1)] ?? high;
  if (low[0] === high[0]) return high[1];
  return low[1] + ((high[1] - low[1]) * (voltage - low[0])) / (high[0] - low[0]);
}

function outsideTable(table: readonly (readonly [Volts, Hertz])[], voltage: Volts): InputError {
  const [first, last] = [table[0]?.[0], table.at(-1)?.[0]];
  return new InputError([
    {
      code: "voltage-outside-table",
      message: `${voltage} V is outside the device's table of operating points`,
      expected: first === undefined ? "a device with operating points" : `a voltage from ${first} V to ${last} V`,
    },
  ]);
}
