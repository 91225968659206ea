import type { Problem } from "@joulebook/core";
import { printable } from "@joulebook/runtime";

/**
 * A problem for people: what and where on the first line, then what was expected, the nearest known names, and how to
 * mend it, each on its own line.
 */
export function problemLines({ file, line, column, message, expected, nearest = [], fix }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const lines = [`error: ${place === "" ? "" : `${place}: `}${message}`];
  if (expected !== undefined) lines.push(`  expected: ${expected}`);
  if (nearest.length > 0) lines.push(`  did you mean: ${nearest.join(", ")}`);
  if (fix !== undefined) lines.push(`  ${fix}`);
  return lines.map(printable).join("\n");
}
