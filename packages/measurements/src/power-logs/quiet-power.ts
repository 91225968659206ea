import { bootstrapInterval, type PowerIdle, type Seconds } from "@joulebook/core";
import type { LogWindow } from "./log-sink.js";
import type { PowerLevels } from "./power-levels.js";
import type { EnvelopeBin } from "./trace-envelope.js";

const blocks = 20;
const leastBlocks = 4;

/**
 * Idle power from the quiet part of a trace: its mean power outside all windows (and a guard beside them) where the trace has
 * fallen below its threshold, with a bootstrap interval over blocks of time, which samples that follow one another do not make
 * too narrow. Undefined where there is no quiet part. Source: docs/equations.md#power-logs
 */
export function quietPower(
  envelope: readonly EnvelopeBin[],
  { segments, threshold }: PowerLevels,
  windows: readonly LogWindow[],
  guard: Seconds,
): PowerIdle | undefined {
  if (threshold === undefined && windows.length === 0) return undefined;
  const quiet = segments.filter(({ power }) => threshold === undefined || power <= threshold);
  const sorted = windows.toSorted((a, b) => a.start - b.start);
  let segment = 0;
  let window = 0;
  let latest = Number.NEGATIVE_INFINITY;
  const bins = envelope.filter(({ start, end }) => {
    while (segment < quiet.length && (quiet[segment] as { end: number }).end <= start) segment++;
    const part = quiet[segment];
    if (part === undefined || start < part.start || end > part.end) return false;
    while (window < sorted.length && (sorted[window] as LogWindow).start - guard < end)
      latest = Math.max(latest, (sorted[window++] as LogWindow).end + guard);
    return latest <= start;
  });
  return meanPower(bins, "quiet");
}

/** Mean power of bins, with an interval where there are enough of them. */
function meanPower(bins: readonly EnvelopeBin[], source: PowerIdle["source"]): PowerIdle | undefined {
  const duration = bins.reduce((sum, { covered }) => sum + covered, 0);
  if (!(duration > 0)) return undefined;
  const power = bins.reduce((sum, { energy }) => sum + energy, 0) / duration;
  return { power, source, duration, ...blockInterval(bins.map((bin) => [bin.energy, bin.covered] as const)) };
}

/** Bootstrap interval of energy over time, by blocks of neighbours. */
export function blockInterval(parts: readonly (readonly [number, number])[]): Pick<PowerIdle, "interval"> {
  const size = Math.max(1, Math.ceil(parts.length / blocks));
  const list = Array.from({ length: Math.ceil(parts.length / size) }, (_, n) =>
    parts.slice(n * size, (n + 1) * size).reduce(([e, t], [energy, time]) => [e + energy, t + time] as const, [0, 0]),
  );
  if (list.length < leastBlocks) return {};
  const mean = (sample: readonly (readonly [number, number])[]): number =>
    sample.reduce((sum, [energy]) => sum + energy, 0) / sample.reduce((sum, [, time]) => sum + time, 0);
  return { interval: bootstrapInterval(list, mean) };
}
