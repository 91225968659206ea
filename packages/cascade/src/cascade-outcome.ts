import type { Bytes, Fraction, Hertz, Seconds, Watts } from "@joulebook/core";

/** What one stage does in the long run. */
export interface StageOutcome {
  readonly name: string;
  /** Inferences (of a cloud: calls) per second. */
  readonly rate: Hertz;
  /** Share of the time that it is in charge. Of a cloud: that a call is under way. */
  readonly duty: Fraction;
  readonly power: Watts;
  /** Of single frames with an event, the share taken for one; of frames taken for one, the share with an event. */
  readonly frameRecall: Fraction;
  readonly framePrecision: Fraction;
}

/** What a cascade does in the long run: means over time and events. */
export interface CascadeOutcome {
  readonly power: Watts;
  readonly staticPower: Watts;
  readonly sensorPower: Watts;
  /** Of the whole power. */
  readonly staticShare: Fraction;
  readonly stages: readonly StageOutcome[];
  /** Share of events during which the alarm is raised. */
  readonly recall: Fraction;
  /** Of detected events and false alarms, the share of events. */
  readonly precision: Fraction;
  /** Alarms without an event, per day. */
  readonly falseAlarms: number;
  /** How long an alarm stands without an event, per day: a false one, or one that outlasts its event. One that never ends counts once. */
  readonly falseAlarmTime: Seconds;
  /** From an event's beginning to its alarm, over detected events; undefined where there are none. */
  readonly latency: Seconds | undefined;
  /** Per day. */
  readonly cloudCalls: number;
  readonly cloudBytes: Bytes;
  /** Grams of CO2 a day, where the cloud states them. */
  readonly carbon?: number;
}
