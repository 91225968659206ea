import {
  exitCodes,
  InputError,
  type PowerAlignment,
  type PowerDocument,
  type PowerFinding,
  type PowerRun,
  unknownName,
} from "@joulebook/core";
import { alignEvents } from "./align-events.js";
import { busyWindows } from "./busy-windows.js";
import { finding } from "./log-findings.js";
import type { LogWindow } from "./log-sink.js";
import type { PowerLevels } from "./power-levels.js";
import type { LogStretch, PowerLogOptions } from "./power-log.js";
import type { LogEvents } from "./read-events.js";
import type { Survey, SurveyedChannel } from "./survey-log.js";
import type { EnvelopeBin } from "./trace-envelope.js";

/** The channel that is named, else the first that holds the whole device. */
export function chosenChannel(
  channels: readonly SurveyedChannel[],
  name: string | undefined,
  file: string,
): SurveyedChannel | undefined {
  if (name === undefined) return channels.find(({ spec }) => spec.whole) ?? channels[0];
  const found = channels.find(({ spec }) => spec.name === name);
  if (found !== undefined) return found;
  const names = channels.map(({ spec }) => spec.name);
  throw new InputError([unknownName("channel", name, names, { file, where: "--channel" })], exitCodes.usage);
}

/** Said where the choice was not the user's. */
export function severalWholes(channels: readonly SurveyedChannel[], chosen: SurveyedChannel): PowerFinding[] {
  const wholes = channels.filter(({ spec }) => spec.whole);
  if (wholes.length < 2) return [];
  const message = `the log holds ${wholes.length} devices: the windows are of ${chosen.spec.name} (--channel takes another)`;
  return [finding("several-channels", message)];
}

/** Given, detected, of the events, of the log's own marks, or none: then the whole log is the window. */
export function windowsOf(
  survey: Survey,
  chosen: SurveyedChannel,
  envelope: readonly EnvelopeBin[],
  levels: PowerLevels,
  events: LogEvents | undefined,
  { windows, align }: PowerLogOptions,
): {
  readonly source: PowerDocument["windowSource"];
  readonly windows: readonly LogWindow[];
  readonly alignment?: PowerAlignment;
} {
  if (typeof windows === "object")
    return { source: "given", windows: windows.map((one, n) => stretch(one, chosen, `window ${n + 1}`)) };
  if (windows === "whole") return { source: "whole", windows: [] };
  if (windows === "detect") return { source: "detected", windows: busyWindows(levels) };
  if (events !== undefined) {
    const alignment = alignmentOf(envelope, chosen, events, align);
    return { source: "events", windows: events.windows.map((one) => shifted(one, alignment.offset)), alignment };
  }
  if (survey.windows.length > 0) return { source: "marked", windows: survey.windows };
  if (windows === "marks")
    throw new InputError([
      { code: "no-windows", message: "the log has no marks", fix: "take --windows detect, or give --events FILE" },
    ]);
  return { source: "whole", windows: [] };
}

/** Clocks whose times lie within one another's span are taken to differ by a minute at most; others may by anything. */
function alignmentOf(
  envelope: readonly EnvelopeBin[],
  { walker }: SurveyedChannel,
  events: LogEvents,
  align: PowerLogOptions["align"],
): PowerAlignment {
  if (typeof align === "number") return { offset: align, method: "given" };
  if (align === "none" || (align === undefined && events.sameClock)) return { offset: 0, method: "same-clock" };
  const start = Math.min(...events.windows.slice(0, 1000).map((one) => one.start));
  const near = start >= walker.earliest && start <= walker.latest;
  const limit = Math.min(60, (walker.latest - walker.earliest) / 2);
  const found = alignEvents(envelope, events.windows, near ? { low: -limit, high: limit } : undefined);
  return found ?? { offset: 0, method: "same-clock" };
}

function shifted({ start, end, ...rest }: LogWindow, offset: number): LogWindow {
  return { ...rest, start: start + offset, end: end + offset };
}

export function stretch(
  { start, end, absolute = false }: LogStretch,
  { walker }: SurveyedChannel,
  name: string,
): LogWindow {
  const origin = absolute ? 0 : walker.first;
  return { name, start: origin + start, end: origin + end };
}

/** The windows, or printed runs, that the options name, with the number of inferences that they give. */
export function selected<T extends LogWindow | PowerRun>(
  windows: readonly T[],
  { select, inferences }: PowerLogOptions,
  what: string,
): readonly T[] {
  const matches = (name: string): boolean =>
    select === undefined ||
    select.some((one) => (one.endsWith("*") ? name.startsWith(one.slice(0, -1)) : name === one));
  const chosen = windows.filter(({ name }) => matches(name));
  if (chosen.length === 0 && windows.length > 0) {
    const names = [...new Set(windows.map(({ name }) => name))];
    throw new InputError([unknownName(what, select?.join(",") ?? "", names, { where: "--select" })], exitCodes.usage);
  }
  return chosen.map((window) => (inferences === undefined ? window : { ...window, inferences }));
}
