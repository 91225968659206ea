import { type CascadeOutcome, lifeOf, type Scenario } from "@joulebook/cascade";
import type { CascadeFigures } from "@joulebook/core";

/** What a cascade does, as documents have it. */
export function figuresOf(outcome: CascadeOutcome, scenario: Scenario): CascadeFigures {
  const { power, staticPower, sensorPower, staticShare, stages, recall, precision, falseAlarms } = outcome;
  const { falseAlarmTime, latency, cloudCalls, cloudBytes, carbon } = outcome;
  const batteryLife = lifeOf(scenario, power);
  return {
    power,
    staticPower,
    sensorPower,
    staticShare,
    stages: stages.map((stage) => ({ ...stage })),
    recall: Math.min(1, Math.max(0, recall)),
    precision,
    falseAlarms,
    falseAlarmTime,
    ...(latency === undefined ? {} : { latency }),
    cloudCalls,
    cloudBytes,
    ...(carbon === undefined ? {} : { carbon }),
    ...(batteryLife === undefined ? {} : { batteryLife }),
  };
}
