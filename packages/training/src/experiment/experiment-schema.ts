import { z } from "zod";
import { datasetNames } from "../datasets/dataset.js";

const count = z.int().min(1);
const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,79}$/, "letters, digits, dots and hyphens (not first), at most 80");
const nodeName = z.string().min(1).max(80);
const fraction = z.number().min(0).lt(1);
const activation = z.enum(["relu", "relu6"]).optional();
const named = { name: nodeName, input: nodeName.optional() };
const window = {
  kernel: count.max(31),
  stride: count.max(31).optional(),
  padding: z.enum(["valid", "same"]).optional(),
};
const shape = z.strictObject({ height: count.max(1024), width: count.max(1024), channels: count.max(4096) });

const node = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("convolution"),
    ...named,
    filters: count.max(4096),
    ...window,
    bias: z.boolean().optional(),
    activation,
  }),
  z.strictObject({ kind: z.literal("depthwise"), ...named, ...window, bias: z.boolean().optional(), activation }),
  z.strictObject({
    kind: z.literal("batch-norm"),
    ...named,
    momentum: z.number().gt(0).max(1).optional(),
    epsilon: z.number().gt(0).optional(),
    activation,
  }),
  z.strictObject({ kind: z.literal("add"), ...named, with: nodeName, activation }),
  z.strictObject({ kind: z.literal("max-pool"), ...named, size: count, stride: count.optional() }),
  z.strictObject({ kind: z.literal("average-pool"), ...named, size: count, stride: count.optional() }),
  z.strictObject({ kind: z.literal("adaptive-average-pool"), ...named, size: count }),
  z.strictObject({ kind: z.literal("adaptive-max-pool"), ...named, size: count }),
  z.strictObject({
    kind: z.literal("dense"),
    ...named,
    units: count.max(65_536),
    dropout: fraction.optional(),
    activation,
  }),
]);

const bits = z.union([z.int().min(2).max(8), z.literal(32)]);

const merkel = z.strictObject({
  family: z.literal("merkel"),
  layers: count.max(15),
  filters: count.max(1024),
  exits: z.enum(["all", "last"]),
  dropout: fraction.optional(),
  input: shape.optional(),
  classes: count.min(2).optional(),
});

const mobile = z.strictObject({
  family: z.literal("mobile"),
  stem: count.max(1024),
  blocks: z
    .array(
      z.strictObject({ expand: count.max(16), channels: count.max(1024), stride: count.max(4), kernel: count.max(31) }),
    )
    .min(1)
    .max(100),
  mounts: z.array(count).min(1),
  heads: z.array(z.enum(["single", "double"])).min(1),
  input: shape.optional(),
  classes: count.min(2).optional(),
});

const explicit = z.strictObject({
  input: shape,
  classes: count.min(2),
  nodes: z.array(node).min(1).max(1000),
  exits: z.array(nodeName).min(1).max(100),
});

/** Shape of an experiment file; unknown keys are errors. */
export const experimentSchema: z.ZodType<unknown> = z.strictObject({
  $schema: z.string().optional(),
  name,
  description: z.string().optional(),
  data: z.strictObject({ set: z.enum(datasetNames), train: count, validation: count }),
  network: z.union([merkel, mobile, explicit]),
  training: z.strictObject({
    seed: z.int().min(0),
    epochs: z.int().min(0),
    batch: count.max(4096),
    rate: z.number().gt(0),
    l2: z.number().min(0),
    patience: count,
    exitWeights: z.array(z.number().min(0)).optional(),
    schedule: z.strictObject({ kind: z.enum(["constant", "cosine"]), warmup: z.number().min(0) }).optional(),
    distillation: z.strictObject({ weight: z.number().gt(0).max(1), temperature: z.number().gt(0) }).optional(),
    augmentation: z.strictObject({ flip: z.boolean(), shift: z.int().min(0).max(64) }).optional(),
  }),
  start: z.strictObject({ from: name, freeze: z.enum(["loaded", "nothing"]) }).optional(),
  quantisation: z.strictObject({ backbone: bits, head: bits, calibration: count }).optional(),
  pruning: z
    .strictObject({ by: z.enum(["magnitude", "saliency"]), sparsity: fraction, steps: count, calibration: count })
    .optional(),
  traces: z.strictObject({ train: z.int().min(0), decimals: z.int().min(1).max(8).optional() }),
});
