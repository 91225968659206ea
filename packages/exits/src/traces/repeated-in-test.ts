import type { Trace } from "@joulebook/core";

/**
 * How many test examples stand in another split too: the same number and width, the same label, and the same answers and confidences
 * at every exit. Numbers alone say nothing, as many datasets number their test examples from 0 again.
 */
export function repeatedInTest({ split, exits, example, label, width, predicted, confidence }: Trace): number {
  const same = (a: number, b: number): boolean => {
    if (label[a] !== label[b]) return false;
    for (let k = 0; k < exits; k++) {
      if (predicted[a * exits + k] !== predicted[b * exits + k]) return false;
      if (confidence[a * exits + k] !== confidence[b * exits + k]) return false;
    }
    return true;
  };
  const keyOf = (row: number): string => `${example[row]} ${width?.[row] ?? ""}`;
  const others = new Map<string, number>();
  split.forEach((name, row) => {
    if (name !== "test") others.set(keyOf(row), row);
  });
  return split.reduce((count, name, row) => {
    const other = name === "test" ? others.get(keyOf(row)) : undefined;
    return other !== undefined && same(row, other) ? count + 1 : count;
  }, 0);
}
