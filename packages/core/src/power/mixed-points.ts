import type { Problem } from "../contracts/problem.js";
import { differingConditions, type PointConditions, unsaidConditions } from "./same-point.js";

/** A figure of a device, and the operating point it was taken at. */
export interface PointedFigure extends PointConditions {
  readonly device: string;
}

/** Figures of one operating point. */
export interface FiguresAtPoint extends PointConditions {
  /** In words, e.g. "0.9 V, 30.7 MHz", "MAXN" or "a point that is not stated". */
  readonly label: string;
  readonly figures: number;
}

/** A device whose figures are not of one operating point. */
export interface MixedPoints {
  readonly device: string;
  /** In the order of first appearance. */
  readonly points: readonly FiguresAtPoint[];
  /** `unknown-point` where no two of them are known to differ: some figures just do not say. */
  readonly code: "different-points" | "unknown-point";
}

/**
 * The devices among these figures whose figures were taken at more than one operating point: where they are compared, it must be
 * said. Empty when each device has one.
 *
 * @example mixedPoints([{ device: "a", powerMode: "5W" }, { device: "a", powerMode: "10W" }])[0]?.code // => "different-points"
 */
export function mixedPoints(figures: Iterable<PointedFigure>): readonly MixedPoints[] {
  const devices = new Map<string, Counted[]>();
  let lastDevice: string | undefined;
  let last: Counted | undefined;
  for (const figure of figures) {
    // Tables come in runs of one device and point.
    if (last === undefined || lastDevice !== figure.device || !isSame(last, figure)) {
      lastDevice = figure.device;
      last = pointFor(devices, figure);
    }
    last.figures++;
  }
  return Array.from(devices)
    .filter(([, points]) => points.length > 1)
    .map(([device, points]) => ({
      device,
      points: points.map((point) => ({ label: pointLabel(point), ...point })),
      code: points.some((one, at) => points.slice(0, at).some((other) => differingConditions(one, other).length > 0))
        ? "different-points"
        : "unknown-point",
    }));
}

/**
 * `mixedPoints` as warnings, one per device.
 *
 * @example pointNotices([{ device: "a", voltage: 0.9 }, { device: "a", voltage: 0.9 }]) // => []
 */
export function pointNotices(figures: readonly PointedFigure[]): readonly Problem[] {
  return mixedPoints(figures).map(({ device, points, code }) => ({
    code,
    message:
      code === "different-points"
        ? `figures of ${device} from ${points.length} operating points are compared: ${pointsText(points)}`
        : `figures of ${device} are compared of which some do not say their operating point: ${pointsText(points)}`,
    fix: "compare figures of one point only, or bring them to one (docs/guides/devices.md)",
  }));
}

/** Operating points with how many figures each has, in words. */
export function pointsText(points: readonly FiguresAtPoint[]): string {
  return points.map(({ label, figures }) => `${label} (${figures})`).join(", ");
}

/**
 * An operating point in words.
 *
 * @example pointLabel({ voltage: 0.9, clock: 30_700_000 }) // => "0.9 V, 30.7 MHz"
 */
export function pointLabel({ voltage, clock, powerMode }: PointConditions): string {
  const parts = [
    ...(powerMode === undefined ? [] : [powerMode]),
    ...(voltage === undefined ? [] : [`${voltage} V`]),
    ...(clock === undefined ? [] : [`${clock / 1e6} MHz`]),
  ];
  return parts.length === 0 ? "a point that is not stated" : parts.join(", ");
}

/**
 * The operating point that a candidate's keys state.
 *
 * @example keyedPoint({ device: "a", keys: { powerMode: "5W", threads: 4 } }).powerMode // => "5W"
 */
export function keyedPoint({
  device,
  keys: { voltage, clock, powerMode },
}: {
  readonly device: string;
  readonly keys: Readonly<Record<string, string | number | undefined>>;
}): PointedFigure {
  return {
    device,
    voltage: typeof voltage === "number" ? voltage : undefined,
    clock: typeof clock === "number" ? clock : undefined,
    powerMode: powerMode === undefined ? undefined : String(powerMode),
  };
}

interface Counted extends PointConditions {
  figures: number;
}

function pointFor(devices: Map<string, Counted[]>, { device, voltage, clock, powerMode }: PointedFigure): Counted {
  const known = devices.get(device) ?? [];
  devices.set(device, known);
  const point = { voltage, clock, powerMode };
  const found = known.find((one) => isSame(one, point));
  if (found !== undefined) return found;
  const added: Counted = {
    ...(voltage === undefined ? {} : { voltage }),
    ...(clock === undefined ? {} : { clock }),
    ...(powerMode === undefined ? {} : { powerMode }),
    figures: 0,
  };
  known.push(added);
  return added;
}

function isSame(one: PointConditions, other: PointConditions): boolean {
  if (one.voltage === other.voltage && one.clock === other.clock && one.powerMode === other.powerMode) return true;
  return differingConditions(one, other).length === 0 && unsaidConditions(one, other).length === 0;
}
