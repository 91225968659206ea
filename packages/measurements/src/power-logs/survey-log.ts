import { InputError, type InputFile, type PowerFinding, type PowerRun, type Problem } from "@joulebook/core";
import { finding } from "./log-findings.js";
import type { ChannelSpec, FormatOptions, LogFormat, LogHead, LogSink, LogWindow, SampleConsumer } from "./log-sink.js";
import type { PowerLogOptions } from "./power-log.js";
import { printedRun } from "./printed-run.js";
import { readBlocks } from "./read-blocks.js";
import { TraceEnvelope } from "./trace-envelope.js";
import { TraceWalker } from "./trace-walker.js";
import { WindowEnergy, type WindowSum } from "./window-energy.js";

const mostChannels = 64;
const mostProblems = 20;
const mostRuns = 100_000;

export interface SurveyedChannel {
  readonly spec: ChannelSpec;
  readonly walker: TraceWalker;
  readonly envelope: TraceEnvelope;
}

export interface Survey {
  readonly channels: readonly SurveyedChannel[];
  readonly windows: readonly LogWindow[];
  readonly runs: readonly PowerRun[];
  readonly findings: readonly PowerFinding[];
  readonly input: InputFile;
}

/** The first reading: everything but the windows. */
export async function surveyLog(
  path: string,
  head: LogHead,
  format: LogFormat,
  options: PowerLogOptions,
): Promise<Survey> {
  const channels: SurveyedChannel[] = [];
  const windows: LogWindow[] = [];
  const runs: PowerRun[] = [];
  const implausible: string[] = [];
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
      if (runs.length >= mostRuns) return;
      const { record, leftOut } = printedRun(run);
      runs.push(record);
      implausible.push(...leftOut);
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
    findings: [...collected.findings(), ...leftOut(implausible), ...grew],
    input: { name: path, sha256: facts.sha256, bytes: facts.bytes },
  };
}

/** The second reading: energies of the windows. */
export async function sumWindows(
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

function leftOut(names: readonly string[]): readonly PowerFinding[] {
  if (names.length === 0) return [];
  const which = [...new Set(names)].join(", ");
  const message = `printed numbers can be no measurement and are left out: ${which}`;
  return [{ code: "implausible-number", count: names.length, message }];
}
