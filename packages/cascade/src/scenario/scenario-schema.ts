import { z } from "zod";
import type { ScenarioFile } from "./scenario-file.js";

const name = z.string().min(1).max(200);
const plain = z.union([z.number(), z.string().max(100)]);
/** A value as a user writes it: a number in SI units, a text with its unit, or either with where it comes from. */
const value = z.union([
  plain,
  z.strictObject({
    value: plain,
    /** Nobody measured it: shown wherever the value is used, and to be varied. */
    assumed: z.boolean().optional(),
    source: z.string().max(500).optional(),
  }),
]);
const confirmation = z.strictObject({ hits: z.number(), of: z.number() });
const calibration = z.union([
  z.strictObject({ recall: value }),
  z.strictObject({ falseHit: value }),
  z.strictObject({ precision: value }),
]);
const scores = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("binormal"), auc: value }),
  z.strictObject({
    kind: z.literal("roc"),
    points: z.array(z.strictObject({ hit: value, falseHit: value })).max(10_000),
    source: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal("trace"),
    trace: name,
    exit: z.int(),
    class: z.int().min(0),
  }),
]);

/** Schema of a cascade scenario, as a user writes it. */
export const scenarioSchema: z.ZodType<ScenarioFile> = z
  .strictObject({
    $schema: z.string().optional(),
    name,
    description: z.string().max(2000).optional(),
    chip: z.strictObject({
      name,
      points: z.record(
        name,
        z.strictObject({ voltage: value.optional(), clock: value.optional(), staticPower: value }),
      ),
      point: name,
      memory: value.optional(),
      sensorPower: value.optional(),
      transferEnergy: value.optional(),
      battery: z
        .strictObject({
          capacity: value,
          depthOfDischarge: value.optional(),
          selfDischargePerMonth: value.optional(),
          efficiency: value.optional(),
        })
        .optional(),
    }),
    networks: z.record(
      name,
      z.strictObject({
        points: z.record(name, z.strictObject({ energy: value, maxRate: value })),
        macs: value.optional(),
        memory: value.optional(),
        scores,
        difficulty: value.optional(),
      }),
    ),
    events: z.strictObject({
      perHour: value,
      length: z.discriminatedUnion("law", [
        z.strictObject({ law: z.literal("exponential"), mean: value }),
        z.strictObject({ law: z.literal("fixed"), mean: value }),
        z.strictObject({
          law: z.literal("mixture"),
          parts: z
            .array(z.strictObject({ mean: value, share: value }))
            .min(1)
            .max(20),
        }),
      ]),
      diurnal: z.array(z.number()).length(24).optional(),
    }),
    mode: z.enum(["exclusive", "sequential"]).optional(),
    reset: z.enum(["rearm", "clear"]).optional(),
    power: z.enum(["taken-out", "literal"]).optional(),
    dataStaysOnDevice: z.boolean().optional(),
    stages: z
      .array(
        z.strictObject({
          network: name,
          point: name.optional(),
          rate: value,
          confirm: confirmation,
          calibrate: calibration,
          patience: z.number().optional(),
        }),
      )
      .max(10),
    cloud: z
      .strictObject({
        name,
        scores,
        difficulty: value.optional(),
        confirm: confirmation,
        calibrate: calibration,
        roundTrip: value,
        serverTime: value.optional(),
        wakeTime: value.optional(),
        wakeEnergy: value.optional(),
        frameBytes: value,
        bytesPerSecond: value,
        energyPerByte: value,
        carbonPerCall: value.optional(),
      })
      .optional(),
    requirements: z
      .strictObject({
        recall: value.optional(),
        falseAlarmsPerDay: value.optional(),
        falseAlarmTime: value.optional(),
        latency: value.optional(),
        power: value.optional(),
        memory: value.optional(),
        batteryLife: value.optional(),
      })
      .optional(),
    optimise: z
      .strictObject({
        samples: z.int().min(1).max(1_000_000).optional(),
        seed: z.int().min(0).optional(),
        rates: z.array(value).min(1).max(100).optional(),
        confirmations: z.array(confirmation).min(1).max(50).optional(),
        recalls: z.array(value).min(1).max(100).optional(),
        patiences: z.array(z.int()).min(1).max(50).optional(),
        points: z.array(name).min(1).max(50).optional(),
        first: z.array(name).min(1).max(50).optional(),
        second: z.array(name).min(1).max(50).optional(),
      })
      .optional(),
  })
  .meta({
    title: "Cascade scenario",
    description: "An always-on cascade for `joulebook cascade`: numbers in SI units, texts with their unit.",
  });
