import {
  bootstrapMean,
  type EnergyBasis,
  type EnergyQuality,
  exitCodes,
  InputError,
  type InputFile,
  mean,
  type PowerAlignment,
  type PowerChannel,
  type PowerDocument,
  type PowerFinding,
  type PowerIdle,
  type PowerRepeats,
  type PowerRun,
  type PowerWindow,
  type Problem,
  quoteInput,
  type Seconds,
  unknownName,
  type Watts,
} from "@joulebook/core";
import { energyAboveIdle } from "../power-log-energy.js";
import { alignEvents } from "./align-events.js";
import { busyWindows } from "./busy-windows.js";
import { isMeasurementTable } from "./is-power-log.js";
import { logFormat } from "./log-formats.js";
import type {
  ChannelSpec,
  ColumnMapping,
  FormatOptions,
  LogFormat,
  LogHead,
  LogRun,
  LogSink,
  LogWindow,
  SampleConsumer,
} from "./log-sink.js";
import { type PowerLevels, powerLevels } from "./power-levels.js";
import { blockInterval, quietPower } from "./quiet-power.js";
import { readBlocks, readHead } from "./read-blocks.js";
import { type LogEvents, readEvents } from "./read-events.js";
import { type EnvelopeBin, TraceEnvelope } from "./trace-envelope.js";
import { traceFindings, updateInterval } from "./trace-findings.js";
import { TraceWalker } from "./trace-walker.js";
import { WindowEnergy, type WindowSum } from "./window-energy.js";
import { deviation, windowUncertainty } from "./window-uncertainty.js";

/** A stretch relative to the first sample, or in calendar time. */
export interface LogStretch {
  readonly start: Seconds;
  readonly end: Seconds;
  /** Whether the times are those of the log's clock; else they count from its first sample. */
  readonly absolute?: boolean;
}

/** How a log is read; everything has a default. */
export interface PowerLogOptions {
  /** Id of the format; default: detected. */
  readonly as?: string;
  readonly mapping?: ColumnMapping;
  /** Supply voltage, for logs of currents. */
  readonly voltage?: number;
  /** Channel that the windows are of; default: the first that holds the whole device. */
  readonly channel?: string;
  /**
   * Where the windows are from; default: the events, or the log's own marks, or the whole log. "detect" takes the busy
   * stretches.
   */
  readonly windows?: "detect" | "marks" | "whole" | readonly LogStretch[];
  /** A second file that says when something ran. */
  readonly events?: string;
  /** Shift of the events' clock: estimated, none, or given; default: estimated, save where the format says it is the log's. */
  readonly align?: "auto" | "none" | Seconds;
  /** Names of windows that count, "*" at the end for any rest; default: all. */
  readonly select?: readonly string[];
  /** Inferences in each window, where nothing else says it. */
  readonly inferences?: number;
  /** Idle power: from the quiet part (default), not at all, given, or of a stretch. */
  readonly idle?: "quiet" | "none" | { readonly power: Watts } | LogStretch;
  /** Longest time between samples that is integrated over. */
  readonly maxGap?: Seconds;
  readonly basis?: EnergyBasis;
  readonly quality?: EnergyQuality;
}

/** What a power log says. */
export interface PowerLog extends Omit<PowerDocument, "schema" | "version" | "warnings" | "inputs"> {
  readonly inputs: readonly InputFile[];
}

const mostChannels = 64;
const mostProblems = 20;
const mostRuns = 100_000;

/**
 * Energies of a power log, read in constant memory: the whole log once, and once more where windows are wanted. Every format
 * that is known is detected. Source: docs/equations.md#power-logs
 *
 * @throws InputError for what cannot be read, with every problem found (up to 20)
 */
export async function readPowerLog(path: string, options: PowerLogOptions = {}): Promise<PowerLog> {
  const head = await readHead(path);
  const format = logFormat(head, path, options.as);
  if (format.id === "csv" && options.as === undefined && options.mapping === undefined && isMeasurementTable(head))
    throw new InputError([
      {
        code: "not-a-log",
        message: "this is a table of measurements, not a log of samples",
        file: path,
        fix: "store it: joulebook ingest FILE; or read it as a log all the same: --as csv",
      },
    ]);
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
    const runs = selected(survey.runs, options, "run").map(runRecord);
    if (runs.length === 0)
      throw new InputError([
        {
          code: "no-samples",
          message: "the log holds no samples and no results",
          file: path,
          expected: `a log of format ${format.id}`,
          ...(format.empty === undefined ? {} : { fix: format.empty }),
        },
      ]);
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
  if (source === "whole" && options.select !== undefined)
    throw new InputError(
      [
        {
          code: "no-windows",
          message: `--select: the log has no windows to select ${quoteInput(options.select.join(","))} from`,
          fix: "take --windows detect, or give --events FILE",
        },
      ],
      exitCodes.usage,
    );
  const idleStretch =
    typeof options.idle === "object" && "start" in options.idle ? stretch(options.idle, chosen, "idle") : undefined;
  const measured = [...windows, ...(idleStretch === undefined ? [] : [idleStretch])];
  const sums =
    measured.length === 0 ? [] : await sumWindows(path, head, format, options, chosen, measured, survey.input);
  const update = updateInterval(chosen.walker);
  const edge =
    source === "whole"
      ? 0
      : Math.max(
          chosen.walker.typical,
          update ?? 0,
          source === "detected" ? levels.resolution : 0,
          alignment?.resolution ?? 0,
        );
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
  const ambiguous = alignment?.runnerUp !== undefined && alignment.runnerUp > 0.9 * (alignment.correlation ?? 0);
  const findings: PowerFinding[] = [
    ...survey.findings,
    ...traceFindings(chosen.walker),
    ...(options.channel === undefined ? severalWholes(survey.channels, chosen) : []),
    ...(source === "detected" && windows.length === 0
      ? [finding("no-change", "power has one level: no busy stretch was found")]
      : []),
    ...(ambiguous
      ? [finding("ambiguous-offset", "another offset of the events' clock fits nearly as well: give it with --align")]
      : []),
    ...((alignment?.correlation ?? 1) < 0.5
      ? [finding("weak-offset", "the events hardly fit the power: check that both files are of one run")]
      : []),
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

interface SurveyedChannel {
  readonly spec: ChannelSpec;
  readonly walker: TraceWalker;
  readonly envelope: TraceEnvelope;
}

interface Survey {
  readonly channels: readonly SurveyedChannel[];
  readonly windows: readonly LogWindow[];
  readonly runs: readonly PowerRun[];
  readonly findings: readonly PowerFinding[];
  readonly input: InputFile;
}

/** The first reading: everything but the windows. */
async function surveyLog(path: string, head: LogHead, format: LogFormat, options: PowerLogOptions): Promise<Survey> {
  const channels: SurveyedChannel[] = [];
  const windows: LogWindow[] = [];
  const runs: PowerRun[] = [];
  const collected = collector(path);
  const sink: LogSink = {
    ...collected.sink,
    channel(spec) {
      if (channels.length >= mostChannels)
        throw new InputError([
          { code: "many-channels", message: `the log has more than ${mostChannels} channels`, file: path },
        ]);
      const envelope = new TraceEnvelope();
      const walker = new TraceWalker(spec.kind, envelope, walkOptions(spec, options));
      channels.push({ spec, walker, envelope });
      return walker;
    },
    window: (window) => void windows.push(window),
    run: (run) => {
      if (runs.length < mostRuns) runs.push(runRecord(run));
    },
  };
  const facts = await readBlocks(path, format.open(sink, head, formatOptions(path, options)), format);
  collected.check();
  for (const { walker } of channels) walker.finish();
  const grew = facts.grew
    ? [finding("grew", "the file changed while it was read: only what was there at the beginning counts")]
    : [];
  return {
    channels: channels.filter(({ walker }) => walker.samples > 0),
    windows,
    runs,
    findings: [...collected.findings(), ...grew],
    input: { name: path, sha256: facts.sha256, bytes: facts.bytes },
  };
}

/** The second reading: energies of the windows. */
async function sumWindows(
  path: string,
  head: LogHead,
  format: LogFormat,
  options: PowerLogOptions,
  chosen: SurveyedChannel,
  windows: readonly LogWindow[],
  input: InputFile,
): Promise<WindowSum[]> {
  const sums = new WindowEnergy(windows);
  const idle: SampleConsumer = { add() {}, separate() {} };
  let walker: TraceWalker | undefined;
  const sink: LogSink = {
    channel(spec) {
      if (spec.name !== chosen.spec.name || walker !== undefined) return idle;
      walker = new TraceWalker(spec.kind, sums, walkOptions(spec, options));
      return walker;
    },
    window() {},
    run() {},
    note() {},
    problem() {},
  };
  const facts = await readBlocks(path, format.open(sink, head, formatOptions(path, options)), format);
  if (facts.sha256 !== input.sha256 && facts.bytes === input.bytes)
    throw new InputError([
      { code: "changed", message: "the file changed while it was read", file: path, fix: "run again" },
    ]);
  walker?.finish();
  return sums.list();
}

function walkOptions(
  { counterRange }: ChannelSpec,
  { maxGap }: PowerLogOptions,
): { maxGap?: number; counterRange?: number } {
  return {
    ...(maxGap === undefined ? {} : { maxGap }),
    ...(counterRange === undefined ? {} : { counterRange }),
  };
}

function formatOptions(file: string, { mapping, voltage }: PowerLogOptions): FormatOptions {
  return { file, ...(mapping === undefined ? {} : { mapping }), ...(voltage === undefined ? {} : { voltage }) };
}

/** Notes counted by code, problems up to a number. */
function collector(file: string): {
  readonly sink: Pick<LogSink, "note" | "problem">;
  readonly findings: () => PowerFinding[];
  readonly check: () => void;
} {
  const notes = new Map<string, { message: string; count: number; line: number }>();
  const problems: Problem[] = [];
  return {
    sink: {
      note(code, message, line) {
        const known = notes.get(code);
        if (known === undefined) notes.set(code, { message, count: 1, line });
        else known.count++;
      },
      problem(problem) {
        problems.push({ ...problem, file });
        if (problems.length >= mostProblems) throw new InputError(problems);
      },
    },
    findings: () => [...notes].map(([code, { message, count, line }]) => ({ code, message, count, line })),
    check() {
      if (problems.length > 0) throw new InputError(problems);
    },
  };
}

function finding(code: string, message: string): PowerFinding {
  return { code, message, count: 1 };
}

function chosenChannel(
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

function severalWholes(channels: readonly SurveyedChannel[], chosen: SurveyedChannel): PowerFinding[] {
  const wholes = channels.filter(({ spec }) => spec.whole);
  if (wholes.length < 2) return [];
  const message = `the log holds ${wholes.length} devices: the windows are of ${chosen.spec.name} (--channel takes another)`;
  return [finding("several-channels", message)];
}

function windowsOf(
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

function stretch({ start, end, absolute = false }: LogStretch, { walker }: SurveyedChannel, name: string): LogWindow {
  const origin = absolute ? 0 : walker.first;
  return { name, start: origin + start, end: origin + end };
}

/** The windows, or printed runs, that the options name, with the number of inferences that they give. */
function selected<T extends LogWindow | PowerRun>(
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

/** The sensor's step in watts; of counters, whose step is one of energy, none. */
function stepOf({ walker, spec }: SurveyedChannel): Watts {
  return spec.kind === "power" && Number.isFinite(walker.step) ? walker.step : 0;
}

function idleOf(
  { idle = "quiet" }: PowerLogOptions,
  envelope: readonly EnvelopeBin[],
  levels: PowerLevels,
  windows: readonly LogWindow[],
  guard: Seconds,
  measured: WindowSum | undefined,
): PowerIdle | undefined {
  if (idle === "none") return undefined;
  if (idle === "quiet") return quietPower(envelope, levels, windows, guard);
  if ("power" in idle) return { power: idle.power, source: "given" };
  if (measured === undefined || !(measured.covered > 0))
    throw new InputError([{ code: "no-samples", message: "--idle: the stretch holds no samples" }], exitCodes.usage);
  const { energy, covered, parts } = measured;
  return {
    power: energy / covered,
    source: "stretch",
    duration: covered,
    ...blockInterval(parts.map((power) => [power, 1] as const)),
  };
}

/** The whole log as one window: its parts are those of the envelope. */
function wholeLog({ walker }: SurveyedChannel, envelope: readonly EnvelopeBin[]): WindowSum {
  const size = Math.max(1, Math.ceil(envelope.length / 16));
  const parts = Array.from({ length: Math.ceil(envelope.length / size) }, (_, n) => {
    const some = envelope.slice(n * size, (n + 1) * size);
    return some.reduce((sum, { energy }) => sum + energy, 0) / some.reduce((sum, { covered }) => sum + covered, 0);
  });
  return {
    window: { name: "whole log", start: walker.first, end: walker.last },
    energy: walker.energy,
    covered: walker.covered,
    intervals: Math.max(0, walker.samples - 1),
    parts,
  };
}

function windowRecord(
  { window, energy, covered, intervals, parts }: WindowSum,
  facts: {
    readonly chosen: SurveyedChannel;
    readonly format: LogFormat;
    readonly options: PowerLogOptions;
    readonly idle: PowerIdle | undefined;
    readonly step: Watts;
    readonly edge: Seconds;
    readonly readings: Seconds;
  },
): PowerWindow {
  const { chosen, format, options, idle, step, edge, readings } = facts;
  const duration = window.end - window.start;
  const power = covered > 0 ? energy / covered : 0;
  const inferences = window.inferences ?? options.inferences;
  const above = energyAboveIdle({
    energy,
    power,
    idleIncluded: true,
    ...(idle === undefined || power === 0 ? {} : { idlePower: idle.power }),
  });
  const basis = options.basis ?? chosen.spec.basis ?? format.basis;
  const quality = options.quality ?? format.quality;
  return {
    name: window.name,
    start: window.start,
    end: window.end,
    duration,
    covered,
    samples: intervals,
    energy,
    power,
    ...(above === undefined ? {} : { energyAboveIdle: above }),
    ...(inferences === undefined ? {} : { inferences, energyPerInference: energy / inferences }),
    ...(inferences === undefined || above === undefined ? {} : { energyPerInferenceAboveIdle: above / inferences }),
    uncertainty: windowUncertainty({
      parts,
      duration: covered,
      readings: Math.floor(covered / readings) + 1,
      step,
      edge,
      contrast: power - (idle?.power ?? 0),
    }),
    ...(basis === undefined ? {} : { basis }),
    ...(quality === undefined ? {} : { quality }),
  };
}

function belowIdle(windows: readonly PowerWindow[]): PowerFinding[] {
  const below = windows.filter(({ energyAboveIdle }) => energyAboveIdle !== undefined && energyAboveIdle < 0);
  if (below.length === 0) return [];
  const message =
    "windows take less than idling would in the same time: is the idle power of this device, and of this log?";
  return [{ code: "below-idle", count: below.length, message }];
}

function partlyCovered(windows: readonly PowerWindow[]): PowerFinding[] {
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

function channelRecord({ spec, walker }: SurveyedChannel, chosen: boolean): PowerChannel {
  const update = updateInterval(walker);
  const isPower = spec.kind === "power";
  return {
    name: spec.name,
    kind: spec.kind,
    chosen,
    ...(spec.basis === undefined ? {} : { basis: spec.basis }),
    samples: walker.samples,
    start: walker.first,
    end: walker.last,
    covered: walker.covered,
    energy: walker.energy,
    power: walker.covered > 0 ? walker.energy / walker.covered : 0,
    ...(isPower ? { minPower: walker.min, maxPower: walker.max } : {}),
    ...(Number.isNaN(walker.typical) ? {} : { interval: walker.typical }),
    ...(update === undefined ? {} : { updateInterval: update }),
    ...(Number.isFinite(walker.step) ? { resolution: walker.step } : {}),
  };
}

function runRecord(run: LogRun): PowerRun {
  const { energy, inferences } = run;
  return {
    ...run,
    ...(energy === undefined || inferences === undefined || inferences === 0
      ? {}
      : { energyPerInference: energy / inferences }),
  };
}

/** Mean and scatter of windows, or of printed runs with an energy, where there are two or more alike. */
function repeatsOf(records: readonly (PowerWindow | PowerRun)[]): { readonly repeats?: PowerRepeats } {
  const measured = records.filter(({ energy }) => energy !== undefined);
  const perInference = measured.every(({ energyPerInference }) => energyPerInference !== undefined);
  const values = measured.map(
    ({ energy, energyPerInference }) => (perInference ? energyPerInference : energy) as number,
  );
  if (values.length < 2) return {};
  return {
    repeats: {
      windows: values.length,
      per: perInference ? "inference" : "window",
      energy: mean(values),
      deviation: deviation(values),
      interval: bootstrapMean(values.slice(0, 2000)),
    },
  };
}
