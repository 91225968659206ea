import { cleanName } from "./clean-name.js";

/** Operators with how often each occurs, the most frequent first. */
export function tallied(ops: readonly string[]): readonly { readonly op: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const op of ops) counts.set(op, (counts.get(op) ?? 0) + 1);
  return [...counts].map(([op, count]) => ({ op: cleanName(op), count })).toSorted((a, b) => b.count - a.count);
}
