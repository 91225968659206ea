import type { Battery, Bytes, Fraction, Hertz, Joules, Macs, Seconds, Volts, Watts } from "@joulebook/core";
import type { CloudStage, EventProcess, SwitchingMode } from "../cascade.js";
import type { Confirmation } from "../confirm/confirmation.js";
import type { ResetRule } from "../confirm/confirmation-rate.js";
import type { Calibration } from "../scores/calibrate.js";
import type { OperatingChoice } from "../scores/score-model.js";

/** A supply voltage and clock of a chip. */
export interface ChipPoint {
  readonly voltage?: Volts;
  readonly clock?: Hertz;
  readonly staticPower: Watts;
}

/** What tells frames with an event from the others, and how a threshold is chosen. */
export interface Detector {
  readonly auc: Fraction;
  /** Undefined where no threshold reaches what is wanted. */
  readonly choose: (wanted: Calibration, prior: Fraction) => OperatingChoice | undefined;
}

export interface ScenarioNetwork {
  /** By operating point of the chip: measured energy of one inference (static power included) and highest rate. */
  readonly points: Readonly<Record<string, { readonly energy: Joules; readonly maxRate: Hertz }>>;
  readonly macs?: Macs;
  readonly memory?: Bytes;
  readonly detector: Detector;
  readonly difficulty: Fraction;
}

/** A stage as it is set: which network, where, how often, with which threshold and rule. */
export interface StageSetting {
  readonly network: string;
  readonly point: string;
  readonly rate: Hertz;
  readonly confirmation: Confirmation;
  readonly calibration: Calibration;
  /** Of a second stage. */
  readonly patience?: number;
}

/** What a product asks of a cascade; limits hold with equality. */
export interface Requirements {
  readonly recall?: Fraction;
  readonly falseAlarmsPerDay?: number;
  /** How long alarms may stand without an event in all, per day. */
  readonly falseAlarmTime?: Seconds;
  readonly latency?: Seconds;
  readonly power?: Watts;
  readonly memory?: Bytes;
  readonly batteryLife?: Seconds;
}

/** What an optimiser may choose from. */
export interface Choices {
  readonly samples: number;
  readonly seed: number;
  readonly rates: readonly Hertz[];
  readonly confirmations: readonly Confirmation[];
  /** Recalls of single frames that thresholds are set for. */
  readonly recalls: readonly Fraction[];
  readonly patiences: readonly number[];
  readonly points: readonly string[];
  readonly first: readonly string[];
  /** Empty: one stage only. */
  readonly second: readonly string[];
}

/** A scenario as it was read: SI units, every default filled in. */
export interface Scenario {
  readonly name: string;
  readonly description?: string;
  readonly chip: {
    readonly name: string;
    readonly points: Readonly<Record<string, ChipPoint>>;
    readonly point: string;
    readonly memory?: Bytes;
    readonly sensorPower: Watts;
    readonly transferEnergy: Joules;
    readonly battery?: Battery;
  };
  readonly networks: Readonly<Record<string, ScenarioNetwork>>;
  readonly events: EventProcess;
  readonly mode: SwitchingMode;
  readonly reset: ResetRule;
  /** Whether static power is taken out of measured energies. */
  readonly power: "taken-out" | "literal";
  readonly stages: readonly StageSetting[];
  readonly cloud?: CloudStage;
  readonly requirements: Requirements;
  readonly choices: Choices;
  /** Why a stage of the file was left out, e.g. a cloud where data must stay on the device. */
  readonly dropped?: string;
  /** Paths of values that nobody measured. */
  readonly assumed: readonly string[];
}
