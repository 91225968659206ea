import { z } from "zod";

const name = z.string().min(1).max(200);
const value = z.union([z.number(), z.string()]);
const when = z.strictObject({
  parameter: name,
  is: z.array(z.union([value, z.boolean()])).optional(),
  includes: value.optional(),
});
const common = { name, when: when.optional() };

const parameter = z.discriminatedUnion("kind", [
  z.strictObject({
    ...common,
    kind: z.literal("real"),
    low: z.number(),
    high: z.number(),
    step: z.number().optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("integer"),
    low: z.number(),
    high: z.number(),
    step: z.number().optional(),
  }),
  z.strictObject({ ...common, kind: z.literal("categorical"), values: z.array(value) }),
  z.strictObject({ ...common, kind: z.literal("boolean") }),
  z.strictObject({
    ...common,
    kind: z.literal("subset"),
    of: z.array(value),
    least: z.number().optional(),
    most: z.number().optional(),
  }),
]);

const batch = z.int().min(1).max(100_000).optional();

/** Schema of a study file, as a user writes it. */
export const studySchema: z.ZodType = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, "lower-case letters, digits, dots and dashes, at most 100"),
  description: z.string().optional(),
  evaluator: z.looseObject({ kind: name }),
  space: z.array(parameter).optional(),
  objectives: z
    .array(z.strictObject({ quantity: name, direction: z.enum(["minimise", "maximise"]) }))
    .min(1)
    .max(3)
    .optional(),
  constraints: z
    .array(
      z.strictObject({
        name: name.optional(),
        quantity: name,
        atMost: z.number().optional(),
        atLeast: z.number().optional(),
      }),
    )
    .optional(),
  algorithm: z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("nsga2"),
        population: z.int().min(2).max(100_000).optional(),
        selection: z.enum(["crowding", "hypervolume", "reference-points"]).optional(),
        penalty: z.number().positive().optional(),
      }),
      z.strictObject({
        kind: z.literal("surrogate"),
        initial: batch,
        batch,
        explore: z.number().min(0).max(1).optional(),
      }),
      z.strictObject({ kind: z.literal("random"), batch }),
      z.strictObject({ kind: z.literal("exhaustive"), batch }),
    ])
    .optional(),
  evaluations: z.int().min(1).max(100_000_000).optional(),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  timeout: z.string().optional(),
  choose: name.optional(),
  reference: z.array(z.number()).optional(),
});

/** JSON Schema of study files. */
export function studyJsonSchema(): Readonly<Record<string, unknown>> {
  return { title: "A search study of Joulebook", ...z.toJSONSchema(studySchema, { io: "input" }) };
}
