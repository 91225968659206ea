import type { LogWindow } from "./log-sink.js";
import type { PowerLevels } from "./power-levels.js";

/** The stretches above the threshold, neighbours joined; none where the trace has one level. */
export function busyWindows({ segments, threshold, resolution }: PowerLevels): LogWindow[] {
  if (threshold === undefined) return [];
  const windows: { start: number; end: number }[] = [];
  for (const { start, end, power } of segments) {
    if (power <= threshold) continue;
    const before = windows.at(-1);
    if (before !== undefined && start - before.end < resolution) before.end = end;
    else windows.push({ start, end });
  }
  return windows.map((window, n) => ({ name: `busy ${n + 1}`, ...window }));
}
