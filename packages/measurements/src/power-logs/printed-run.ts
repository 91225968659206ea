import type { LatencySummary, PowerRun } from "@joulebook/core";
import type { LogRun } from "./log-sink.js";
import { plausible } from "./plausible.js";

const numbers = ["threads", "inferences", "duration", "energy", "power"] as const;

/**
 * A run as a tool printed it, with its energy per inference. Numbers that no measurement can be, printed so or worked out from
 * others by the reader, are left out and named.
 */
export function printedRun(run: LogRun): { readonly record: PowerRun; readonly leftOut: readonly string[] } {
  const { latency, ...rest } = run;
  const leftOut: string[] = numbers.filter((name) => rest[name] !== undefined && !possible(name, rest[name]));
  const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => !leftOut.includes(name))) as typeof rest;
  const times = latency === undefined || latencyHolds(latency) ? latency : undefined;
  if (times !== latency) leftOut.push("latency");
  return { record: withShare({ ...kept, ...(times === undefined ? {} : { latency: times }) }), leftOut };
}

/** With the energy of one inference, where both are known. */
export function withShare(run: LogRun): PowerRun {
  const { energy, inferences } = run;
  const known = energy !== undefined && inferences !== undefined && inferences !== 0;
  return { ...run, ...(known ? { energyPerInference: energy / inferences } : {}) };
}

function possible(name: (typeof numbers)[number], value: number): boolean {
  const counted = name === "inferences" || name === "threads";
  return plausible(value) && (!counted || value === 0 || value >= 1);
}

function latencyHolds(latency: LatencySummary): boolean {
  return Object.values(latency).every((value) => typeof value !== "number" || plausible(value));
}
