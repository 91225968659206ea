import type { Bytes, Seconds } from "@joulebook/core";
import type { CascadeOutcome } from "../cascade-outcome.js";
import type { Requirements } from "../scenario/scenario.js";

/** What requirements are about. */
export interface Required {
  readonly outcome: CascadeOutcome;
  readonly memory?: Bytes | undefined;
  readonly batteryLife?: Seconds | undefined;
}

/** The quantity that a requirement limits, as a configuration has it; undefined where it is not known. */
export function requirementValue(
  { outcome, memory, batteryLife }: Required,
  name: keyof Requirements,
): number | undefined {
  const values: Readonly<Record<keyof Requirements, number | undefined>> = {
    recall: outcome.recall,
    falseAlarmsPerDay: outcome.falseAlarms,
    falseAlarmTime: outcome.falseAlarmTime,
    latency: outcome.latency,
    power: outcome.power,
    memory,
    batteryLife,
  };
  return values[name];
}

/** Whether a requirement asks for at least so much; the others for at most. */
export function asksForMore(name: keyof Requirements): boolean {
  return name === "recall" || name === "batteryLife";
}
