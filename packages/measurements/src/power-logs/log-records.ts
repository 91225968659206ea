import {
  bootstrapMean,
  exitCodes,
  InputError,
  mean,
  type PowerChannel,
  type PowerIdle,
  type PowerRepeats,
  type PowerRun,
  type PowerWindow,
  type Seconds,
  type Watts,
} from "@joulebook/core";
import { energyAboveIdle } from "../power-log-energy.js";
import type { LogFormat, LogWindow } from "./log-sink.js";
import type { PowerLevels } from "./power-levels.js";
import type { PowerLogOptions } from "./power-log.js";
import { blockInterval, quietPower } from "./quiet-power.js";
import type { SurveyedChannel } from "./survey-log.js";
import type { EnvelopeBin } from "./trace-envelope.js";
import { updateInterval } from "./trace-findings.js";
import type { WindowSum } from "./window-energy.js";
import { deviation, windowUncertainty } from "./window-uncertainty.js";

/** The sensor's step in watts; of counters, whose step is one of energy, none. */
export function stepOf({ walker, spec }: SurveyedChannel): Watts {
  return spec.kind === "power" && Number.isFinite(walker.step) ? walker.step : 0;
}

/** Idle power as the options want it: of the quiet part, of a stretch, given, or none. */
export function idleOf(
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
export function wholeLog({ walker }: SurveyedChannel, envelope: readonly EnvelopeBin[]): WindowSum {
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

/** A window as the document shows it, with its uncertainty. */
export function windowRecord(
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

/** A channel as the document shows it. */
export function channelRecord({ spec, walker }: SurveyedChannel, chosen: boolean): PowerChannel {
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

/** Mean and scatter of windows, or of printed runs with an energy, where there are two or more alike. */
export function repeatsOf(records: readonly (PowerWindow | PowerRun)[]): { readonly repeats?: PowerRepeats } {
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
