import type { Confirmation } from "../confirm/confirmation.js";
import type { Written } from "./values.js";

type Optional<T> = T | undefined;

/** Scores of a network as a scenario's file holds them. */
export type WrittenScores =
  | { readonly kind: "binormal"; readonly auc: Written }
  | { readonly kind: "roc"; readonly points: readonly { readonly hit: Written; readonly falseHit: Written }[] }
  | { readonly kind: "trace"; readonly trace: string; readonly exit: number; readonly class: number };

export type WrittenCalibration =
  | { readonly recall: Written }
  | { readonly falseHit: Written }
  | { readonly precision: Written };

export interface WrittenNetwork {
  readonly points: Readonly<Record<string, { readonly energy: Written; readonly maxRate: Written }>>;
  readonly macs?: Optional<Written>;
  readonly memory?: Optional<Written>;
  readonly scores: WrittenScores;
  readonly difficulty?: Optional<Written>;
}

export interface WrittenStage {
  readonly network: string;
  readonly point?: Optional<string>;
  readonly rate: Written;
  readonly confirm: Confirmation;
  readonly calibrate: WrittenCalibration;
  readonly patience?: Optional<number>;
}

export interface WrittenCloud {
  readonly name: string;
  readonly scores: WrittenScores;
  readonly difficulty?: Optional<Written>;
  readonly confirm: Confirmation;
  readonly calibrate: WrittenCalibration;
  readonly roundTrip: Written;
  readonly serverTime?: Optional<Written>;
  readonly wakeTime?: Optional<Written>;
  readonly wakeEnergy?: Optional<Written>;
  readonly frameBytes: Written;
  readonly bytesPerSecond: Written;
  readonly energyPerByte: Written;
  readonly carbonPerCall?: Optional<Written>;
}

export interface WrittenBattery {
  readonly capacity: Written;
  readonly depthOfDischarge?: Optional<Written>;
  readonly selfDischargePerMonth?: Optional<Written>;
  readonly efficiency?: Optional<Written>;
}

/** A scenario as its file holds it. */
export interface ScenarioFile {
  readonly name: string;
  readonly description?: Optional<string>;
  readonly chip: {
    readonly name: string;
    readonly points: Readonly<
      Record<
        string,
        { readonly voltage?: Optional<Written>; readonly clock?: Optional<Written>; readonly staticPower: Written }
      >
    >;
    readonly point: string;
    readonly memory?: Optional<Written>;
    readonly sensorPower?: Optional<Written>;
    readonly transferEnergy?: Optional<Written>;
    readonly battery?: Optional<WrittenBattery>;
  };
  readonly networks: Readonly<Record<string, WrittenNetwork>>;
  readonly events: {
    readonly perHour: Written;
    readonly length:
      | { readonly law: "exponential" | "fixed"; readonly mean: Written }
      | { readonly law: "mixture"; readonly parts: readonly { readonly mean: Written; readonly share: Written }[] };
    readonly diurnal?: Optional<readonly number[]>;
  };
  readonly mode?: Optional<"exclusive" | "sequential">;
  readonly reset?: Optional<"rearm" | "clear">;
  readonly power?: Optional<"taken-out" | "literal">;
  readonly dataStaysOnDevice?: Optional<boolean>;
  readonly stages: readonly WrittenStage[];
  readonly cloud?: Optional<WrittenCloud>;
  readonly requirements?: Optional<
    Partial<
      Readonly<
        Record<
          "recall" | "falseAlarmsPerDay" | "falseAlarmTime" | "latency" | "power" | "memory" | "batteryLife",
          Optional<Written>
        >
      >
    >
  >;
  readonly optimise?: Optional<{
    readonly samples?: Optional<number>;
    readonly seed?: Optional<number>;
    readonly rates?: Optional<readonly Written[]>;
    readonly confirmations?: Optional<readonly Confirmation[]>;
    readonly recalls?: Optional<readonly Written[]>;
    readonly patiences?: Optional<readonly number[]>;
    readonly points?: Optional<readonly string[]>;
    readonly first?: Optional<readonly string[]>;
    readonly second?: Optional<readonly string[]>;
  }>;
}
