import { InputError, type Joules, normalProbability, normalQuantile, type Seconds, type Watts } from "@joulebook/core";
import type { Parameter } from "@joulebook/search";
import type { Evaluator, Quantity } from "../evaluator.js";

/** A model at one operating point of a chip. */
export interface CascadePoint {
  /** Names the point, e.g. "0.9 V". */
  readonly name: string;
  /** Dynamic energy of one inference: without static power. */
  readonly small: Joules;
  readonly medium: Joules;
  readonly smallLatency: Seconds;
  readonly mediumLatency: Seconds;
  readonly staticPower: Watts;
}

export interface CascadeSettings {
  readonly points: readonly CascadePoint[];
  /** Per hour. */
  readonly eventRate: number;
  /** How long an event lasts. */
  readonly eventLength: Seconds;
  /** Separation of the two classes' scores in standard deviations, of the small and of the medium model. */
  readonly smallSeparation: number;
  readonly mediumSeparation: number;
}

const quantities: readonly Quantity[] = [
  { name: "power", unit: "W", meaning: "average power, static power included" },
  { name: "eventRecall", unit: "1", meaning: "share of events that are confirmed by both stages" },
  { name: "falseAlarms", unit: "1", meaning: "false confirmations by both stages per hour" },
  { name: "detectionTime", unit: "s", meaning: "mean time from an event's first frame to its confirmation" },
  { name: "mediumShare", unit: "1", meaning: "share of the time in which the medium model runs" },
  { name: "smallBusy", unit: "1", meaning: "share of the time that the small model needs at its frame rate" },
  { name: "mediumBusy", unit: "1", meaning: "the same of the medium model while it runs" },
];

const parameters = (points: readonly CascadePoint[]): readonly Parameter[] => [
  { name: "smallRate", kind: "integer", low: 1, high: 30 },
  { name: "mediumRate", kind: "integer", low: 1, high: 30 },
  { name: "confirmationFrames", kind: "integer", low: 1, high: 5 },
  { name: "confirmationShare", kind: "real", low: 0.4, high: 1, step: 0.1 },
  { name: "smallRecall", kind: "real", low: 0.5, high: 0.99, step: 0.01 },
  { name: "mediumRecall", kind: "real", low: 0.5, high: 0.99, step: 0.01 },
  { name: "point", kind: "categorical", values: points.map(({ name }) => name) },
];

/**
 * Judges a two-stage always-on detector: the small model watches at its frame rate; when enough of the last frames are
 * hits the device switches to the medium one, which confirms by the same rule and stays for the event.
 *
 * Calibration: scores of both classes are normal, `separation` apart, so a recall p has the false-alarm rate
 * Φ(Φ⁻¹(p) - separation) per frame. Frames are taken as independent, which overstates recall where they are not.
 * Power P = Ps + (1 - d) f_s E_s + d f_m E_m, with d from events and from false switches (duration of one confirmation
 * window). Source: docs/equations.md#cascade-settings
 *
 * @throws InputError for settings outside their range
 */
export function cascadeEvaluator(settings: CascadeSettings): Evaluator {
  checkSettings(settings);
  const { points, eventRate, eventLength, smallSeparation, mediumSeparation } = settings;
  return {
    kind: "cascade",
    parameters: parameters(points),
    quantities,
    objectives: [
      { quantity: "power", direction: "minimise" },
      { quantity: "eventRecall", direction: "maximise" },
    ],
    constraints: [
      { name: "false alarms per hour", quantity: "falseAlarms", atMost: 1 },
      { name: "small model keeps its rate", quantity: "smallBusy", atMost: 1 },
      { name: "medium model keeps its rate", quantity: "mediumBusy", atMost: 1 },
    ],
    evaluate: (design) => {
      const {
        smallRate = 1,
        mediumRate = 1,
        confirmationFrames: n = 1,
        confirmationShare = 1,
        smallRecall = 0.5,
        mediumRecall = 0.5,
      } = design as Readonly<Record<string, number>>;
      const point = points.find(({ name }) => name === design["point"]) as CascadePoint;
      const k = Math.max(1, Math.round(confirmationShare * n));
      const small = stage(smallRecall, smallSeparation, k, n);
      const medium = stage(mediumRecall, mediumSeparation, k, n);
      const window = n / mediumRate;
      // Windows that fit into the event, each a chance to be confirmed.
      const tries = Math.max(0, Math.floor((eventLength * smallRate) / n));
      const smallConfirms = 1 - (1 - small.hit) ** tries;
      const left = Math.max(0, Math.floor(((eventLength - n / smallRate) * mediumRate) / n));
      const mediumConfirms = 1 - (1 - medium.hit) ** left;
      const falseSwitches = 3600 * small.falseHit * (smallRate / n);
      const mediumShare = Math.min(1, (eventRate * smallConfirms * eventLength + falseSwitches * window) / 3600);
      return {
        power:
          point.staticPower + (1 - mediumShare) * smallRate * point.small + mediumShare * mediumRate * point.medium,
        eventRecall: smallConfirms * mediumConfirms,
        falseAlarms: falseSwitches * medium.falseHit,
        detectionTime:
          n / smallRate / Math.max(small.hit, 1e-9) +
          window / Math.max(medium.hit, 1e-9) +
          point.smallLatency +
          point.mediumLatency,
        mediumShare,
        smallBusy: smallRate * point.smallLatency,
        mediumBusy: mediumRate * point.mediumLatency,
      };
    },
    notices: [
      "frames are taken as independent, which overstates recall where they are alike",
      "scores are taken as normal in both classes",
    ],
  };
}

/** Chance that a window confirms, in an event and outside one. */
function stage(
  recall: number,
  separation: number,
  k: number,
  n: number,
): { readonly hit: number; readonly falseHit: number } {
  return {
    hit: atLeast(k, n, recall),
    falseHit: atLeast(k, n, normalProbability(normalQuantile(recall) - separation)),
  };
}

/**
 * Chance of at least k hits in n independent frames, Σ C(n, i) pⁱ (1 - p)ⁿ⁻ⁱ.
 *
 * @example atLeast(2, 3, 0.9) // => 0.972
 */
export function atLeast(k: number, n: number, p: number): number {
  let sum = 0;
  let binomial = 1;
  for (let i = 0; i <= n; i++) {
    if (i >= k) sum += binomial * p ** i * (1 - p) ** (n - i);
    binomial = (binomial * (n - i)) / (i + 1);
  }
  return sum;
}

function checkSettings({ points, eventRate, eventLength, smallSeparation, mediumSeparation }: CascadeSettings): void {
  const bad = Object.entries({ eventRate, eventLength, smallSeparation, mediumSeparation }).find(
    ([, value]) => !(Number.isFinite(value) && value > 0),
  );
  if (bad !== undefined)
    throw new InputError([
      { code: "bad-value", message: `cascade: ${bad[0]} is ${String(bad[1])}`, expected: "a positive number" },
    ]);
  if (points.length === 0)
    throw new InputError([
      { code: "missing-setting", message: "cascade: no operating point", expected: "at least one point" },
    ]);
}
