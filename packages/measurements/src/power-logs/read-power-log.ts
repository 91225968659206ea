import {
  type EnergyQuality,
  exitCodes,
  InputError,
  type PowerAlignment,
  type PowerFinding,
  type PowerRun,
  quoteInput,
  type Seconds,
} from "@joulebook/core";
import { chosenChannel, selected, severalWholes, stretch, windowsOf } from "./choose-windows.js";
import { isMeasurementTable } from "./is-power-log.js";
import { belowIdle, doubtfulAlignment, finding, partlyCovered } from "./log-findings.js";
import { logFormat } from "./log-formats.js";
import { channelRecord, idleOf, repeatsOf, stepOf, wholeLog, windowRecord } from "./log-records.js";
import type { LogFormat, LogHead } from "./log-sink.js";
import { type PowerLevels, powerLevels } from "./power-levels.js";
import type { PowerLog, PowerLogOptions } from "./power-log.js";
import { withShare } from "./printed-run.js";
import { readHead } from "./read-blocks.js";
import { readEvents } from "./read-events.js";
import { sumWindows, surveyLog } from "./survey-log.js";
import { traceFindings, updateInterval } from "./trace-findings.js";
import type { TraceWalker } from "./trace-walker.js";

/**
 * Energies of a power log, read in constant memory: the whole log once, and once more where windows are wanted. Every format
 * that is known is detected. Source: docs/equations.md#power-logs
 *
 * @throws InputError for what cannot be read, with every problem found (up to 20)
 */
export async function readPowerLog(path: string, options: PowerLogOptions = {}): Promise<PowerLog> {
  const head = await readHead(path);
  const format = logFormat(head, path, options.as);
  const detected = options.as === undefined && options.mapping === undefined;
  if (format.id === "csv" && detected) refuseTables(head, path);
  const events = options.events === undefined ? undefined : await readEvents(options.events);
  const survey = await surveyLog(path, head, format, options);
  const inputs = [survey.input, ...(events === undefined ? [] : [events.input])];
  const chosen = chosenChannel(survey.channels, options.channel, path);
  const common = {
    format: format.id,
    verified: format.verified,
    ...(options.quality === undefined && format.quality === undefined
      ? {}
      : { quality: (options.quality ?? format.quality) as EnergyQuality }),
    runs: survey.runs,
    inputs,
  };
  if (chosen === undefined) {
    const runs = printedRuns(survey.runs, options, path, format);
    const repeats = repeatsOf(runs);
    const { findings } = survey;
    return { ...common, runs, channels: [], windowSource: "whole", windows: [], ...repeats, findings };
  }
  if (!(chosen.walker.covered > 0))
    throw new InputError([
      {
        code: "no-intervals",
        message: `channel ${quoteInput(chosen.spec.name)} has no two samples that belong together (${chosen.walker.samples} in all)`,
        file: path,
        expected: "samples at different times",
      },
    ]);
  const envelope = chosen.envelope.list();
  const step = stepOf(chosen);
  const levels = powerLevels(envelope, step);
  const { source, windows: wanted, alignment } = windowsOf(survey, chosen, envelope, levels, events, options);
  const windows = selected(wanted, options, "window");
  if (source === "whole") refuseSelection(options.select);
  const idleStretch =
    typeof options.idle === "object" && "start" in options.idle ? stretch(options.idle, chosen, "idle") : undefined;
  const measured = [...windows, ...(idleStretch === undefined ? [] : [idleStretch])];
  const sums =
    measured.length === 0 ? [] : await sumWindows(path, head, format, options, chosen, measured, survey.input);
  const update = updateInterval(chosen.walker);
  const edge = edgeOf(source, chosen.walker, update, levels, alignment);
  const idle = idleOf(
    options,
    envelope,
    levels,
    source === "whole" ? [] : windows,
    edge,
    sums.find(({ window }) => window === idleStretch),
  );
  const records = (
    source === "whole" && windows.length === 0
      ? [wholeLog(chosen, envelope)]
      : sums.filter(({ window }) => window !== idleStretch)
  ).map((sum) =>
    windowRecord(sum, { chosen, format, options, idle, step, edge, readings: update ?? chosen.walker.typical }),
  );
  const findings: PowerFinding[] = [
    ...survey.findings,
    ...traceFindings(chosen.walker),
    ...(options.channel === undefined ? severalWholes(survey.channels, chosen) : []),
    ...(source === "detected" && windows.length === 0
      ? [finding("no-change", "power has one level: no busy stretch was found")]
      : []),
    ...(alignment === undefined ? [] : doubtfulAlignment(alignment)),
    ...partlyCovered(records),
    ...belowIdle(records),
  ];
  return {
    ...common,
    channels: survey.channels.map((channel) => channelRecord(channel, channel === chosen)),
    windowSource: source,
    windows: records,
    ...repeatsOf(records),
    ...(idle === undefined ? {} : { idle }),
    ...(alignment === undefined ? {} : { alignment }),
    findings,
  };
}

/** What tools printed, of a log without samples. */
function printedRuns(
  all: readonly PowerRun[],
  options: PowerLogOptions,
  file: string,
  { id, empty }: LogFormat,
): readonly PowerRun[] {
  const runs = selected(all, options, "run").map(withShare);
  if (runs.length > 0) return runs;
  const message = "the log holds no samples and no results";
  const fix = empty === undefined ? {} : { fix: empty };
  throw new InputError([{ code: "no-samples", message, file, expected: `a log of format ${id}`, ...fix }]);
}

function refuseTables(head: LogHead, file: string): void {
  if (!isMeasurementTable(head)) return;
  const message = "this is a table of measurements, not a log of samples";
  const fix = "store it: joulebook ingest FILE; or read it as a log all the same: --as csv";
  throw new InputError([{ code: "not-a-log", message, file, fix }]);
}

function refuseSelection(select: readonly string[] | undefined): void {
  if (select === undefined) return;
  const message = `--select: the log has no windows to select ${quoteInput(select.join(","))} from`;
  const fix = "take --windows detect, or give --events FILE";
  throw new InputError([{ code: "no-windows", message, fix }], exitCodes.usage);
}

/** How exactly an end of a window is known; the ends of the whole log are exact. */
function edgeOf(
  source: PowerLog["windowSource"],
  { typical }: TraceWalker,
  update: Seconds | undefined,
  levels: PowerLevels,
  alignment: PowerAlignment | undefined,
): Seconds {
  if (source === "whole") return 0;
  const ofDetection = source === "detected" ? levels.resolution : 0;
  return Math.max(typical, update ?? 0, ofDetection, alignment?.resolution ?? 0);
}
