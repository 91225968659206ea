import type { Fraction, Interval, Joules, LatencySummary, Watts } from "@joulebook/core";

/** What figures read of a candidate; a `Candidate` fits as it is. */
export interface OperatingPoint {
  readonly id: string;
  readonly model: string;
  readonly device: string;
  readonly energy: Joules;
  readonly energyInterval?: Interval;
  readonly accuracy: Fraction;
  readonly latency?: LatencySummary;
  readonly keys: Readonly<Record<string, string | number>>;
  /** Power of the device while it waits; what figures of power need beside the energy. */
  readonly idlePower?: Watts;
  /** Whether `energy` contains idle power during the inference. */
  readonly idleIncluded?: boolean;
}

/** Two points served in turn: `share` of the inferences go to the part. */
export interface MixPoint {
  readonly energy: Joules;
  readonly accuracy: Fraction;
  readonly parts: readonly { readonly candidate: { readonly model: string }; readonly share: Fraction }[];
}

/** Text of one key of a point, "" where the point lacks it: what groups points into series. */
export function keyOf(point: OperatingPoint, key: string): string {
  if (key === "device") return point.device;
  if (key === "model") return point.model;
  const value = point.keys[key];
  return value === undefined ? "" : String(value);
}

/** Points by the text of one key, in the order of first appearance of sorted names. */
export function groupByKey<P extends OperatingPoint>(
  points: readonly P[],
  key: string,
): readonly { readonly name: string; readonly points: readonly P[] }[] {
  const groups = new Map<string, P[]>();
  for (const point of points) {
    const name = keyOf(point, key);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [point]);
    else group.push(point);
  }
  return [...groups]
    .map(([name, members]) => ({ name, points: members }))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
