import type { PowerAlignment, PowerFinding, PowerWindow } from "@joulebook/core";

/** Of what happens once in a log. */
export function finding(code: string, message: string): PowerFinding {
  return { code, message, count: 1 };
}

export function belowIdle(windows: readonly PowerWindow[]): PowerFinding[] {
  const below = windows.filter(({ energyAboveIdle }) => energyAboveIdle !== undefined && energyAboveIdle < 0);
  if (below.length === 0) return [];
  const message =
    "windows take less than idling would in the same time: is the idle power of this device, and of this log?";
  return [{ code: "below-idle", count: below.length, message }];
}

export function partlyCovered(windows: readonly PowerWindow[]): PowerFinding[] {
  const partly = windows.filter(({ covered, duration }) => covered < 0.99 * duration);
  if (partly.length === 0) return [];
  const least = Math.min(...partly.map(({ covered, duration }) => covered / duration));
  return [
    {
      code: "partly-covered",
      count: partly.length,
      message: `windows are not covered by samples throughout (${(100 * least).toFixed(1)} % of one): their energy is that of the covered time`,
    },
  ];
}

/** How far the clock of the events can be trusted. */
export function doubtfulAlignment({ correlation = 1, runnerUp = 0 }: PowerAlignment): PowerFinding[] {
  return [
    ...(runnerUp > 0.9 * correlation
      ? [finding("ambiguous-offset", "another offset of the events' clock fits nearly as well: give it with --align")]
      : []),
    ...(correlation < 0.5
      ? [finding("weak-offset", "the events hardly fit the power: check that both files are of one run")]
      : []),
  ];
}
