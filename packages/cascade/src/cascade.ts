import type { Bytes, Fraction, Hertz, Joules, Seconds, Watts } from "@joulebook/core";
import type { Confirmation } from "./confirm/confirmation.js";
import type { ResetRule } from "./confirm/confirmation-rate.js";
import type { LengthLaw } from "./closed-form/length-nodes.js";

/** A network on the device with its rate, threshold and confirmation rule. */
export interface CascadeStage {
  readonly name: string;
  /** Frames per second while it watches. */
  readonly rate: Hertz;
  readonly confirmation: Confirmation;
  /** Share of frames with an event that it takes for one, and of the others. */
  readonly hit: Fraction;
  readonly falseHit: Fraction;
  /** Share of the variance of its scores that is common to all frames of an event; 0: frames are independent. */
  readonly difficulty: Fraction;
  /** Of one inference without static power, the transfer of its input included. */
  readonly energy: Joules;
  /** Of one inference. */
  readonly latency: Seconds;
  readonly memory?: Bytes;
}

/** A stage that is called when the one before confirms, and hands back after `patience` frames in a row without a hit. */
export interface CalledStage extends CascadeStage {
  readonly patience: number;
}

/** A network elsewhere that judges frames sent to it once per call. */
export interface CloudStage {
  readonly name: string;
  readonly confirmation: Confirmation;
  readonly hit: Fraction;
  readonly falseHit: Fraction;
  readonly difficulty: Fraction;
  /** From the decision to send until the answer: wake-up, upload, round trip, server. */
  readonly latency: Seconds;
  /** That the device spends on a call: wake-up and transmission. */
  readonly energy: Joules;
  /** Sent in a call. */
  readonly bytes: Bytes;
  /** Grams of CO2 of a call outside the device. */
  readonly carbon?: number;
}

/** Events come at random (Poisson), each with a length of its own. */
export interface EventProcess {
  /** Per second. */
  readonly rate: Hertz;
  readonly length: LengthLaw;
  /** Factors of the rate in 24 equal parts of a day. Their mean is 1. */
  readonly diurnal?: readonly number[];
}

/**
 * "sequential": the first stage goes on while the second runs. "exclusive": it stops, and begins anew when it gets control
 * back.
 */
export type SwitchingMode = "sequential" | "exclusive";

/**
 * An always-on cascade. The first stage watches; when its rule confirms it calls the second, which begins with an empty
 * window. The second raises an alarm when its own rule confirms (where there is a cloud, when the cloud agrees; it is asked once per
 * call) and hands back after its patience; the first then begins with an empty window. With one stage, that stage raises the alarm and
 * `reset` says when it may raise the next.
 */
export interface Cascade {
  readonly mode: SwitchingMode;
  readonly reset: ResetRule;
  readonly stages: readonly [CascadeStage] | readonly [CascadeStage, CalledStage];
  readonly cloud?: CloudStage;
  readonly staticPower: Watts;
  /** Power of the sensor and whatever else is always on. */
  readonly sensorPower: Watts;
  readonly events: EventProcess;
}
