/**
 * For every line of a compiled cell, the line of its source that it came from (both from 0).
 *
 * tslab keeps no source map, but its output keeps the order of statements and nearly all names: the two are aligned
 * line by line (monotone, most shared words first), which is exact unless a line has no word of its own.
 */
export function sourceLines(compiled: string, source: string): readonly number[] {
  const from = source.split("\n").map(words);
  const to = compiled.split("\n").map(words);
  if (from.length * to.length > 4_000_000) return to.map((_, line) => Math.min(line, from.length - 1));
  const width = from.length + 1;
  const best = new Float64Array((to.length + 1) * width);
  for (let i = to.length - 1; i >= 0; i--) {
    for (let j = from.length - 1; j >= 0; j--) {
      const match = similarity(to[i] ?? [], from[j] ?? []);
      const stay = match > 0 ? match + (best[(i + 1) * width + j] ?? 0) : 0;
      const next = Math.max(best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
      best[i * width + j] = Math.max(stay, next);
    }
  }
  const lines: number[] = [];
  let j = 0;
  for (let i = 0; i < to.length; i++) {
    while (
      j < from.length - 1 &&
      (best[i * width + j + 1] ?? 0) >= (best[i * width + j] ?? 0) - 1e-9 &&
      similarity(to[i] ?? [], from[j] ?? []) + (best[(i + 1) * width + j] ?? 0) < (best[i * width + j] ?? 0) - 1e-9
    ) {
      j++;
    }
    lines.push(j);
  }
  return lines;
}

function words(line: string): readonly string[] {
  return line.match(/[\p{L}_$][\p{L}\d_$]*|\d+|"[^"]*"/gu) ?? [];
}

/** Shared words over all words, in [0, 1]. */
function similarity(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const known = new Set(b);
  const shared = a.filter((word) => known.has(word)).length;
  return shared / (a.length + b.length - shared);
}
