import {
  type DeviceBase,
  differingConditions,
  type EstimateDocument,
  InputError,
  type OperatingPoint,
  type Volts,
} from "@joulebook/core";
import { frequencyLimit, namedPoint } from "./point-table.js";
import { ownMode } from "./power-modes.js";

type PointedDevice = Pick<DeviceBase, "id" | "clock" | "voltage" | "operatingPoints">;

/**
 * The point of a device's table at which the numbers of its file were taken: the one of its own voltage and clock.
 *
 * @throws InputError (exit code 3) `no-points` for a device without a table, `unknown-point` where none has the file's voltage and clock
 */
export function basePoint(device: PointedDevice): OperatingPoint {
  const { id, clock, voltage, operatingPoints = [] } = device;
  if (operatingPoints.length === 0) {
    throw new InputError([
      {
        code: "no-points",
        message: `${id} has no table of operating points`,
        expected: "operatingPoints in its file: name, voltage, clock and staticPower of each",
      },
    ]);
  }
  const found = pointsOf(device);
  const [point] = found;
  if (point !== undefined && found.length === 1) return point;
  const own = [voltage && `${voltage.value} V`, clock && `${clock.value} Hz`].filter(Boolean).join(", ");
  throw new InputError([
    {
      code: "unknown-point",
      message: `${found.length === 0 ? "no point" : "more than one point"} of ${id}'s table has its file's ${own || "voltage and clock, which it does not state"}`,
      expected: "voltage and clock of one of the operating points",
    },
  ]);
}

/** What a file states of the operating point that its numbers are of: the name of the point or power mode, voltage and clock. */
export function statedPoint(
  device: Omit<PointedDevice, "id"> & Pick<DeviceBase, "powerModes">,
): EstimateDocument["operatingPoint"] {
  const own = ownPoint(device);
  const name = own?.name ?? ownMode(device.powerModes ?? [])?.name;
  const [voltage, clock] = [device.voltage?.value ?? own?.voltage, device.clock?.value ?? own?.clock];
  return {
    ...(name === undefined ? {} : { name }),
    ...(voltage === undefined ? {} : { voltage }),
    ...(clock === undefined ? {} : { clock }),
  };
}

/** `basePoint` where there is exactly one, undefined else. */
export function ownPoint(device: Omit<PointedDevice, "id">): OperatingPoint | undefined {
  const found = pointsOf(device);
  return found.length === 1 ? found[0] : undefined;
}

/** Points of the table that a file's own voltage and clock do not contradict. */
function pointsOf({ clock, voltage, operatingPoints = [] }: Omit<PointedDevice, "id">): readonly OperatingPoint[] {
  const own = { voltage: voltage?.value, clock: clock?.value };
  return operatingPoints.filter(
    (one) => differingConditions(own, { voltage: one.voltage, clock: one.clock }).length === 0,
  );
}

/**
 * A point between those of a device's table: the highest clock and the static power at a voltage, on straight lines.
 *
 * Source: docs/equations.md#operating-points
 *
 * @throws InputError `voltage-outside-table` (exit code 3) beyond the lowest and the highest voltage
 * @example pointAtVoltage([{ name: "a", voltage: 1, clock: 30e6, staticPower: 1, source: "s" }, { name: "b", voltage: 2, clock: 90e6, staticPower: 3, source: "s" }], 1.5).staticPower // => 2
 */
export function pointAtVoltage(points: readonly OperatingPoint[], voltage: Volts): OperatingPoint {
  const exact = points.filter((point) => point.voltage === voltage).toSorted((a, b) => b.clock - a.clock)[0];
  if (exact !== undefined) return exact;
  const clock = frequencyLimit(points, voltage);
  const sorted = points.toSorted((a, b) => a.voltage - b.voltage);
  const low = sorted.findLast((point) => point.voltage < voltage) as OperatingPoint;
  const high = sorted.find((point) => point.voltage > voltage) as OperatingPoint;
  const share = (voltage - low.voltage) / (high.voltage - low.voltage);
  const [below, above] = [low.staticPower, high.staticPower];
  return {
    name: `${voltage} V`,
    voltage,
    clock,
    ...(below === undefined || above === undefined ? {} : { staticPower: below + share * (above - below) }),
    source: low.source,
  };
}

/**
 * A point that was asked for by name or voltage.
 *
 * @throws InputError `unknown-point`, `voltage-outside-table` (exit code 3)
 */
export function wantedPoint(
  points: readonly OperatingPoint[],
  { name, voltage }: { readonly name?: string | undefined; readonly voltage?: Volts | undefined },
): OperatingPoint | undefined {
  if (name !== undefined) return namedPoint(points, name);
  return voltage === undefined ? undefined : pointAtVoltage(points, voltage);
}
