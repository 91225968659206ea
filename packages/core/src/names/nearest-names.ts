/** Longer names are compared by their beginnings, so that hostile input stays cheap. */
const compared = 64;

/**
 * The known names nearest to a mistyped one, best first; none when nothing is near.
 *
 * Names are compared without case and separators, by the number of inserted, dropped, changed and swapped
 * characters (optimal string alignment). Names that contain the typed text ("pi4" in "raspberry-pi-4") are near
 * too, the shortest first, after those at most one change away. Near means at most half as many changes as
 * characters typed.
 *
 * @example nearestNames("rasberry-pi-4", ["coral", "raspberry-pi-4"]) // => ["raspberry-pi-4"]
 */
export function nearestNames(name: string, known: Iterable<string>, count = 3): string[] {
  const typed = simplified(name);
  if (typed === "") return [];
  const limit = Math.floor(typed.length / 2);
  const near: { name: string; distance: number; extra: number }[] = [];
  for (const other of new Set(known)) {
    const candidate = simplified(other);
    if (candidate === "") continue;
    const distance =
      typed.length > 1 && candidate.includes(typed)
        ? Math.min(1, candidate.length - typed.length)
        : changes(typed, candidate, limit);
    if (distance <= limit) near.push({ name: other, distance, extra: Math.abs(candidate.length - typed.length) });
  }
  near.sort((a, b) => a.distance - b.distance || a.extra - b.extra || (a.name < b.name ? -1 : 1));
  return near.slice(0, count).map((item) => item.name);
}

function simplified(name: string): string {
  return name
    .slice(0, 2 * compared)
    .toLowerCase()
    .replace(/[\s._/:-]+/g, "")
    .slice(0, compared);
}

/** Number of single-character changes (insert, drop, replace, swap neighbours) from a to b; more than `limit` ends early. */
function changes(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, at(beforeLast, j - 2) + 1);
      row.push(value);
      best = Math.min(best, value);
    }
    if (best > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
