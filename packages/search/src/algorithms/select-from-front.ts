import { hypervolume, type Random } from "@joulebook/core";
import { simplexLattice } from "../indicators/simplex-lattice.js";

/** What decides which members of a front stay when not all can. */
export type SelectionRule = "crowding" | "hypervolume" | "reference-points";

interface Contest {
  readonly points: readonly (readonly number[])[];
  readonly crowding: readonly number[];
  /** How many stay. */
  readonly room: number;
  /** Objectives of those that are in already. */
  readonly kept: readonly (readonly number[])[];
  readonly random: Random;
}

/** Places of the members that stay. */
export function selectFromFront(rule: SelectionRule, contest: Contest): number[] {
  const dimensions = contest.points[0]?.length ?? 0;
  if (rule === "hypervolume" && dimensions >= 2 && dimensions <= 3) return byHypervolume(contest);
  if (rule === "reference-points" && dimensions >= 2) return byReferencePoints(contest);
  return byCrowding(contest);
}

function byCrowding({ crowding, room, points }: Contest): number[] {
  return points
    .map((_, place) => place)
    .toSorted((a, b) => compare(crowding[b] as number, crowding[a] as number) || a - b)
    .slice(0, room);
}

/** Infinities make a difference of NaN, hence no subtraction. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Drops the member whose absence costs least hypervolume, one after another, axes scaled to the front's range. */
function byHypervolume({ points, room }: Contest): number[] {
  const { low, range } = extent(points);
  const scaled = points.map((point) => point.map((value, k) => (value - (low[k] as number)) / (range[k] as number)));
  const reference = low.map(() => 1.1);
  let left = scaled.map((_, place) => place);
  const contribution = (place: number, among: readonly number[]): number =>
    -hypervolume(
      among.flatMap((other) => (other === place ? [] : [scaled[other] as number[]])),
      reference,
    );
  while (left.length > room) {
    const losses = low.length === 2 ? planeLosses(scaled, left) : left.map((place) => contribution(place, left));
    let worst = 0;
    losses.forEach((loss, index) => {
      if (loss < (losses[worst] as number)) worst = index;
    });
    left = left.filter((_, index) => index !== worst);
  }
  return left;
}

/** What each of some points of one front adds in the plane: its rectangle between its neighbours. */
function planeLosses(points: readonly (readonly number[])[], among: readonly number[]): number[] {
  const order = among.map((_, index) => index).toSorted((a, b) => x(points, among, a) - x(points, among, b));
  const losses = among.map(() => 0);
  order.forEach((index, rank) => {
    const right = order[rank + 1] === undefined ? 1.1 : x(points, among, order[rank + 1] as number);
    const top = order[rank - 1] === undefined ? 1.1 : y(points, among, order[rank - 1] as number);
    losses[index] = (right - x(points, among, index)) * (top - y(points, among, index));
  });
  return losses;
}

const x = (points: readonly (readonly number[])[], among: readonly number[], index: number): number =>
  points[among[index] as number]?.[0] as number;
const y = (points: readonly (readonly number[])[], among: readonly number[], index: number): number =>
  points[among[index] as number]?.[1] as number;

/**
 * NSGA-III's niching (Deb and Jain 2014) with as many Das-Dennis directions as fit the population: directions that have
 * fewest members take their nearest first. Axes are scaled by the extent of all points instead of by intercepts.
 */
function byReferencePoints({ points, kept, room, random }: Contest): number[] {
  const dimensions = points[0]?.length as number;
  const { low, range } = extent([...kept.filter(({ length }) => length === dimensions), ...points]);
  const directions = lattice(dimensions, kept.length + room);
  const assigned = (point: readonly number[]): { readonly niche: number; readonly distance: number } => {
    const scaled = point.map((value, k) => (value - (low[k] as number)) / (range[k] as number));
    let best = { niche: 0, distance: Number.POSITIVE_INFINITY };
    directions.forEach((direction, niche) => {
      const along = direction.reduce((sum, part, k) => sum + part * (scaled[k] as number), 0);
      const distance = direction.reduce((sum, part, k) => sum + ((scaled[k] as number) - along * part) ** 2, 0);
      if (distance < best.distance) best = { niche, distance };
    });
    return best;
  };
  const counts = directions.map(() => 0);
  for (const point of kept) if (point.length === dimensions) (counts[assigned(point).niche] as number)++;
  const waiting = new Map<number, { readonly place: number; readonly distance: number }[]>();
  points.forEach((point, place) => {
    const { niche, distance } = assigned(point);
    waiting.set(niche, [...(waiting.get(niche) ?? []), { place, distance }]);
  });
  for (const members of waiting.values()) members.sort((a, b) => a.distance - b.distance);
  const chosen: number[] = [];
  while (chosen.length < room) {
    const open = [...waiting].filter(([, members]) => members.length > 0).map(([niche]) => niche);
    const fewest = Math.min(...open.map((niche) => counts[niche] as number));
    const niche = random.pick(open.filter((candidate) => counts[candidate] === fewest));
    const nearest = waiting.get(niche)?.shift();
    if (nearest !== undefined) chosen.push(nearest.place);
    (counts[niche] as number)++;
  }
  return chosen;
}

/** Unit directions: the largest lattice with at most `most` of them, at least the axes. */
function lattice(dimensions: number, most: number): number[][] {
  let divisions = 1;
  while (latticeSize(dimensions, divisions + 1) <= most) divisions++;
  return simplexLattice(dimensions, divisions).map((direction) => {
    const length = Math.hypot(...direction);
    return direction.map((part) => part / length);
  });
}

function latticeSize(dimensions: number, divisions: number): number {
  let size = 1;
  for (let k = 1; k < dimensions; k++) size = (size * (divisions + k)) / k;
  return size;
}

function extent(points: readonly (readonly number[])[]): {
  readonly low: readonly number[];
  readonly range: readonly number[];
} {
  const axes = (points[0] ?? []).map((_, k) => points.map((point) => point[k] as number).filter(Number.isFinite));
  const low = axes.map((values) => values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY));
  const range = axes.map((values, k) => {
    const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    return high > (low[k] as number) ? high - (low[k] as number) : 1;
  });
  return { low: low.map((value) => (Number.isFinite(value) ? value : 0)), range };
}
