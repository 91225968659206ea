import {
  type DevicePointEntry,
  type MeasuredRatio,
  type Measurement,
  median,
  mixedPoints,
  pointLabel,
  type Seconds,
  type StaticPowerFit,
  staticPowerFit,
} from "@joulebook/core";
import { groupBy } from "../group-by.js";
import { measuredPoint } from "../measured-point.js";
import { compareVersions } from "../software-version.js";

/** E = C V² + P_s t over the points of a device, and what it was fitted to. */
export interface DeviceStaticPower extends StaticPowerFit {
  /** Voltage and model of each residual, in its order. */
  readonly fitted: readonly { readonly model: string; readonly label: string }[];
}

/** A device that was measured at more than one operating point. */
export interface DevicePoints {
  readonly device: string;
  /** Label of the fastest of the points that most measurements compare with. */
  readonly reference: string;
  /** The reference first, then slower and slower. */
  readonly points: readonly DevicePointEntry[];
  /** Where at least two points state their voltages. */
  readonly staticPower?: DeviceStaticPower;
  /** Why voltages are stated and static power could not be fitted. */
  readonly notFitted?: string;
}

/**
 * The operating points of every device that was measured at two or more, from its energies: what each does to the same inference
 * (network, runtime, software, submitter and round alike), and static power where voltages are stated. Nothing is taken from data sheets.
 *
 * Source: docs/equations.md#operating-points, docs/equations.md#static-power-fit
 */
export function devicePoints(measurements: readonly Measurement[]): readonly DevicePoints[] {
  const rows = measurements.filter((row) => row.energy !== undefined);
  const several = mixedPoints(rows.map(measuredPoint)).filter(({ code }) => code === "different-points");
  const byDevice = groupBy(rows, ({ device }) => device);
  return several.map(({ device }) => {
    const own = byDevice.get(device) ?? [];
    return pointsOf(device, own, [...groupBy(own, (row) => pointLabel(measuredPoint(row)))]);
  });
}

type PointRows = readonly (readonly [label: string, rows: readonly Measurement[]])[];

function pointsOf(device: string, rows: readonly Measurement[], points: PointRows): DevicePoints {
  const inferences = comparableInferences(rows);
  const comparisons = (label: string): number => inferences.filter((inference) => inference.has(label)).length;
  const [reference = ""] = points
    .map(([label, at]) => ({ label, comparisons: comparisons(label), time: medianTime(at) }))
    .toSorted((a, b) => b.comparisons - a.comparisons || a.time - b.time)
    .map(({ label }) => label);
  const described = points.map(([label, at]) => describe(label, at, { reference, inferences }));
  const slowness = ({ label, time }: DevicePointEntry): number =>
    label === reference ? 0 : (time?.value ?? Number.POSITIVE_INFINITY);
  return {
    device,
    reference,
    points: described.toSorted((a, b) => slowness(a) - slowness(b) || (a.label < b.label ? -1 : 1)),
    ...staticPowerOf(inferences),
  };
}

function medianTime(rows: readonly Measurement[]): Seconds {
  const times = rows.map(timeOf).filter((time) => !Number.isNaN(time));
  return times.length === 0 ? Number.POSITIVE_INFINITY : median(times);
}

/** One inference by the label of the point at which it was measured. */
type Inference = ReadonlyMap<string, Measurement>;

/** Measurements that differ in their operating point alone, two at least: of several rounds the newest, of repeats the first. */
function comparableInferences(rows: readonly Measurement[]): readonly Inference[] {
  const runs = [...groupBy(rows, (row) => JSON.stringify([settings(row), row.source.round]))].map(
    ([, alike]) => new Map(alike.toReversed().map((row) => [pointLabel(measuredPoint(row)), row] as const)),
  );
  const several = runs.filter(({ size }) => size > 1);
  return [...groupBy(several, (run) => JSON.stringify(settings([...run.values()][0] as Measurement)))].map(
    ([, rounds]) => rounds.reduce((best, next) => (compareVersions(round(next), round(best)) > 0 ? next : best)),
  );
}

function round(inference: Inference): readonly number[] {
  const [first] = inference.values();
  return (first?.source.round?.match(/\d+/g) ?? []).map(Number);
}

/** All that may change energy or time beside the operating point. */
function settings({ model, task, unit, configuration, source, inputResolution }: Measurement): readonly unknown[] {
  const { backend, software, precision, threads, batch, scenario } = configuration;
  // MLPerf Tiny names a system for each point: there the runtime is the submitter's.
  const runtime = backend === `${source.submitter}/${source.system}` ? source.submitter : backend;
  return [model, task, unit, runtime, software, precision, threads, batch, scenario, source.submitter, inputResolution];
}

function describe(
  label: string,
  rows: readonly Measurement[],
  { reference, inferences }: { readonly reference: string; readonly inferences: readonly Inference[] },
): DevicePointEntry {
  const pairs = inferences.flatMap((inference) => {
    const [here, there] = [inference.get(label), inference.get(reference)];
    return here === undefined || there === undefined ? [] : [{ here, there }];
  });
  const energies = pairs.map(({ here, there }) => (here.energy as number) / (there.energy as number));
  const times = pairs.map(({ here, there }) => timeOf(here) / timeOf(there)).filter((ratio) => !Number.isNaN(ratio));
  const idle = pairs.flatMap(({ here: { idlePower } }) => (idlePower === undefined ? [] : [idlePower]));
  const { voltage, clock, powerMode } = measuredPoint(rows[0] as Measurement);
  return {
    label,
    ...(voltage === undefined ? {} : { voltage }),
    ...(clock === undefined ? {} : { clock }),
    ...(powerMode === undefined ? {} : { powerMode }),
    measurements: rows.length,
    compared: pairs.length,
    ...(energies.length === 0 ? {} : { energy: rangeOf(energies) }),
    ...(times.length === 0 ? {} : { time: rangeOf(times) }),
    ...(idle.length === 0 ? {} : { idlePower: median(idle) }),
  };
}

function rangeOf(values: readonly number[]): MeasuredRatio {
  return { value: median(values), low: Math.min(...values), high: Math.max(...values) };
}

/** Time of one inference; that of a batch, or of several in flight, shared among them. */
function timeOf({ throughput, latency }: Measurement): Seconds {
  return throughput === undefined ? (latency?.mean ?? Number.NaN) : 1 / throughput;
}

function staticPowerOf(inferences: readonly Inference[]): Pick<DevicePoints, "staticPower" | "notFitted"> {
  const networks = inferences.flatMap((inference) => {
    const points = [...inference].flatMap(([label, row]) => {
      const { voltage } = row.configuration;
      const latency = timeOf(row);
      return voltage === undefined || Number.isNaN(latency)
        ? []
        : [{ label, model: row.model, voltage, energy: row.energy as number, latency }];
    });
    return points.some(({ voltage }) => voltage !== points[0]?.voltage) ? [points] : [];
  });
  if (networks.length === 0) return {};
  try {
    const fit = staticPowerFit(networks.map((points) => ({ network: points[0]?.model ?? "", points })));
    if (!(fit.staticPower > 0)) return { notFitted: "energies grow faster than V²: no static power explains them" };
    return { staticPower: { ...fit, fitted: networks.flat().map(({ model, label }) => ({ model, label })) } };
  } catch (error) {
    if (error instanceof RangeError) return { notFitted: error.message };
    throw error;
  }
}
