import type { JoulebookDocument } from "./document.js";
import type { Interval } from "./interval.js";

/** What one stage does in the long run; SI units. */
export interface CascadeStageFigures {
  readonly name: string;
  /** Inferences (of a cloud: calls) per second. */
  readonly rate: number;
  readonly duty: number;
  readonly power: number;
  readonly frameRecall: number;
  readonly framePrecision: number;
}

/** What a cascade does in the long run; SI units, false alarms and calls per day. */
export interface CascadeFigures {
  readonly power: number;
  readonly staticPower: number;
  readonly sensorPower: number;
  readonly staticShare: number;
  readonly stages: readonly CascadeStageFigures[];
  readonly recall: number;
  readonly precision: number;
  readonly falseAlarms: number;
  /** Seconds a day in which an alarm stands without an event. */
  readonly falseAlarmTime?: number;
  /** Missing where no event is detected. */
  readonly latency?: number;
  readonly cloudCalls: number;
  readonly cloudBytes: number;
  /** Grams of CO2 a day. */
  readonly carbon?: number;
  /** Seconds, with a battery. */
  readonly batteryLife?: number;
}

/** Quantiles of the time to detection: how far the alarm's time is from an event's beginning. */
export interface CascadeLatencies {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

/** A simulation of a cascade. */
export interface CascadeSimulation {
  readonly duration: number;
  readonly seed: number;
  readonly frames: number;
  readonly events: number;
  readonly figures: CascadeFigures;
  readonly latencies?: CascadeLatencies;
  readonly intervals: Readonly<Record<string, Interval>>;
}

/** One limit of the scenario and whether it is kept. */
export interface CascadeRequirement {
  readonly requirement: string;
  readonly limit: number;
  readonly value?: number;
  readonly met: boolean;
}

/** Rates of events per hour at which a cascade changes its worth; missing where none does. */
export interface CascadeCrossovers {
  readonly abandon?: number;
  readonly invest?: number;
}

/** What cascades of two stages are worth. */
export interface CascadeWorth {
  readonly mediumOnly: number;
  readonly crossovers: CascadeCrossovers;
  /** Watts saved over the second network alone, by less energy per inference and by fewer inferences. */
  readonly saved: number;
  readonly savedByEnergy: number;
  readonly savedByNumber: number;
  /** Share of the power that a first network without any energy would save. */
  readonly smallNetworkShare: number;
  /** Energy at which the second network costs 10 % of the battery's life, and over its present one. */
  readonly largestMediumEnergy?: number;
  readonly largestMediumFactor?: number;
}

/** `joulebook cascade run FILE --json`. */
export interface CascadeRunDocument extends JoulebookDocument<"cascade-run"> {
  readonly scenario: string;
  readonly mode: string;
  readonly figures: CascadeFigures;
  /** In closed form; missing where no event is detected. */
  readonly latencies?: CascadeLatencies;
  /** Power by the literal form, static + rate x measured energy. */
  readonly literalPower: number;
  readonly simulation: CascadeSimulation;
  readonly memory?: number;
  readonly worth?: CascadeWorth;
  readonly requirements: readonly CascadeRequirement[];
  /** Paths of values that nobody measured. */
  readonly assumed: readonly string[];
}

/** Powers at one rate of events. */
export interface CascadeEventRow {
  readonly eventsPerHour: number;
  readonly mediumOnly: number;
  readonly sequential: number;
  readonly exclusive: number;
  readonly duty: number;
  readonly first: number;
  readonly second: number;
}

/** The cascade with one setting of a stage or one assumed value changed. */
export interface CascadeVariedRow {
  readonly path: string;
  readonly was: string;
  readonly is: string;
  /** Missing where the scenario cannot be with this value. */
  readonly figures?: CascadeFigures;
  readonly problem?: string;
}

/** `joulebook cascade sweep FILE --json`: events, values that were assumed, or rates, confirmation rules and thresholds of the stages. */
export interface CascadeSweepDocument extends JoulebookDocument<"cascade-sweep"> {
  readonly scenario: string;
  readonly over: "events" | "assumed" | "rate" | "confirmation" | "calibration";
  readonly events?: {
    readonly rows: readonly CascadeEventRow[];
    readonly exclusive: CascadeCrossovers;
    readonly sequential: CascadeCrossovers;
  };
  readonly varied?: readonly CascadeVariedRow[];
  readonly figures: CascadeFigures;
  readonly assumed: readonly string[];
}

/** A network at a rate and a confirmation rule, alone, with one threshold. */
export interface CascadeOptionRow {
  /** Recall of single frames that the threshold is set for, and the false hits that come with it. */
  readonly frameRecall: number;
  readonly falseHit: number;
  readonly recall: number;
  /** Per day. */
  readonly falseAlarms: number;
  /** Missing where no event is detected. */
  readonly latency?: number;
}

/** One of two options of a comparison. */
export interface CascadeOption {
  readonly network: string;
  readonly point: string;
  readonly rate: number;
  readonly hits: number;
  readonly of: number;
  readonly power: number;
  readonly staticPower: number;
  /** Seconds between frames: how finely an event's beginning can be told. */
  readonly resolution: number;
  /** Thresholds from strict to loose. */
  readonly thresholds: readonly CascadeOptionRow[];
  /** The threshold that finds most events within the false alarms allowed; missing where none keeps them. */
  readonly best?: CascadeOptionRow;
}

/** `joulebook cascade compare FILE --json`: one network once in a while against another more often. */
export interface CascadeCompareDocument extends JoulebookDocument<"cascade-compare"> {
  readonly scenario: string;
  /** Allowed per day. */
  readonly falseAlarms: number;
  readonly a: CascadeOption;
  readonly b: CascadeOption;
  readonly assumed: readonly string[];
}

/** A stage as an optimiser set it. */
export interface CascadeStageSetting {
  readonly network: string;
  readonly point: string;
  readonly rate: number;
  readonly hits: number;
  readonly of: number;
  /** Recall of single frames that the threshold is set for. */
  readonly recall: number;
  readonly patience?: number;
}

/** A configuration and what it gives. */
export interface CascadeConfiguration {
  readonly settings: readonly CascadeStageSetting[];
  readonly figures: CascadeFigures;
  readonly memory?: number;
}

/** `joulebook cascade optimise FILE --json`. */
export interface CascadeOptimiseDocument extends JoulebookDocument<"cascade-optimise"> {
  readonly scenario: string;
  readonly samples: number;
  readonly seed: number;
  readonly feasible: number;
  readonly best: CascadeConfiguration;
  readonly front: readonly CascadeConfiguration[];
  /** Least power without each requirement, and whether it binds. */
  readonly requirements: readonly {
    readonly requirement: string;
    readonly limit: number;
    readonly powerWithout: number;
    readonly binds: boolean;
  }[];
  /** The best configuration at other rates of events. */
  readonly eventRates: readonly {
    readonly factor: number;
    readonly power: number;
    readonly recall: number;
    readonly falseAlarms: number;
    readonly missed: readonly string[];
  }[];
  readonly assumed: readonly string[];
}
