import type { Requirements } from "../scenario/scenario.js";
import type { CascadeRow } from "./scenario-evaluator.js";

/** Whether a configuration keeps one of the limits; one whose quantity is not known does not. */
export function meetsRequirement(
  { outcome, memory, batteryLife }: CascadeRow,
  name: keyof Requirements,
  wanted: Requirements,
): boolean {
  const limit = wanted[name] ?? 0;
  switch (name) {
    case "recall":
      return outcome.recall >= limit;
    case "falseAlarmsPerDay":
      return outcome.falseAlarms <= limit;
    case "falseAlarmTime":
      return outcome.falseAlarmTime <= limit;
    case "latency":
      return outcome.latency !== undefined && outcome.latency <= limit;
    case "power":
      return outcome.power <= limit;
    case "memory":
      return memory !== undefined && memory <= limit;
    case "batteryLife":
      return batteryLife !== undefined && batteryLife >= limit;
  }
}
