/** Places of the numbers that stages give together at a rate of events, from a place on in an array of many. */
export const combined = {
  watchShare: 0,
  calledFrames: 1,
  calledShare: 2,
  recall: 3,
  detectionTime: 4,
  falseAlarms: 5,
  falseShare: 6,
  cloudCalls: 7,
  joinedShare: 8,
} as const;
export const combinedWidth = 9;

/** What tables of stages give together: rates per second, shares of time and of events. */
export interface Combined {
  /** Frames per second of the first stage while it is in charge are its rate; this is its share of the time. */
  readonly watchShare: number;
  /** Frames per second of the called stage, and its share of the time. */
  readonly calledFrames: number;
  readonly calledShare: number;
  readonly recall: number;
  /** Σ time to the confirming frame over detected events / all events. */
  readonly detectionTime: number;
  readonly falseAlarms: number;
  /** Share of the time in which an alarm stands without an event. */
  readonly falseShare: number;
  readonly cloudCalls: number;
  /** Share of the time in which an event goes on that was found. */
  readonly joinedShare: number;
}

/** The numbers from a place on, by name. */
export function combinedAt(found: Float64Array, at: number): Combined {
  return {
    watchShare: found[at + combined.watchShare] as number,
    calledFrames: found[at + combined.calledFrames] as number,
    calledShare: found[at + combined.calledShare] as number,
    recall: found[at + combined.recall] as number,
    detectionTime: found[at + combined.detectionTime] as number,
    falseAlarms: found[at + combined.falseAlarms] as number,
    falseShare: found[at + combined.falseShare] as number,
    cloudCalls: found[at + combined.cloudCalls] as number,
    joinedShare: found[at + combined.joinedShare] as number,
  };
}
