import type { Device } from "@joulebook/core";
import { z } from "zod";

/** Layer kinds, as `LayerKind` of the core package names them. */
const kinds = z.enum([
  "convolution",
  "pointwise-convolution",
  "depthwise-convolution",
  "grouped-convolution",
  "transposed-convolution",
  "dense",
  "matrix-product",
  "attention",
  "lstm",
  "gru",
  "rnn",
  "svdf",
  "max-pooling",
  "average-pooling",
  "normalisation",
  "activation",
  "softmax",
  "addition",
  "multiplication",
  "elementwise",
  "reduction",
  "resize",
  "embedding",
  "quantisation",
  "data-movement",
  "view",
  "control",
  "other",
]);
const name = z.string().min(1);
const integer = z.int().min(1);
const amount = z.number().min(0);
const kindList = z.array(kinds).min(1);

const sourced = { source: name, unverified: z.boolean().optional(), assumed: z.boolean().optional() };
const interval = z
  .strictObject({
    low: z.number(),
    high: z.number(),
    level: z.number().min(0).max(1),
    method: z.enum(["bootstrap", "held-out", "table", "declared"]),
  })
  .refine(({ low, high }) => low <= high, { message: "low must not be above high" });
const range = interval.optional();
const numberFields = { ...sourced, value: z.number(), interval: range };
const number = z.strictObject(numberFields);
const optionalNumber = number.optional();
const positive = z.strictObject({ ...numberFields, value: z.number().positive() });
const ratio = z
  .strictObject({ value: z.number().positive(), low: z.number().positive(), high: z.number().positive() })
  .refine(({ value, low, high }) => low <= value && value <= high, { message: "value must be between low and high" });
/** A point is asked for by its name. */
const namedOnce = (items: readonly { readonly name: string }[]): boolean =>
  new Set(items.map((item) => item.name)).size === items.length;
const namedTwice = { message: "each must have a name of its own" };

const base = {
  schema: z.literal("joulebook/device@1"),
  id: z.string().regex(/^[a-z0-9][a-z0-9+._-]*$/),
  title: name,
  sources: z.record(
    z.string(),
    z.strictObject({
      title: name,
      url: z.string().optional(),
      licence: z.string().optional(),
      note: z.string().optional(),
    }),
  ),
  notes: z.array(z.string()).optional(),
  clock: optionalNumber,
  voltage: optionalNumber,
  idlePower: optionalNumber,
  flash: optionalNumber,
  sram: optionalNumber,
  operatingPoints: z
    .array(
      z.strictObject({
        ...sourced,
        name,
        voltage: z.number().positive(),
        clock: z.number().positive(),
        staticPower: amount.optional(),
        obtained: z.enum(["measured", "fitted", "assumed"]).optional(),
      }),
    )
    .min(1)
    .refine(namedOnce, namedTwice)
    .optional(),
  staticPowerResiduals: z
    .strictObject({
      ...sourced,
      networks: integer,
      points: integer,
      degreesOfFreedom: z.int().min(0),
      largest: amount,
    })
    .optional(),
  powerModes: z
    .array(
      z.strictObject({
        ...sourced,
        name,
        energyRatio: ratio,
        timeRatio: ratio,
        compared: integer,
        idlePower: amount.optional(),
      }),
    )
    .min(1)
    .refine(namedOnce, namedTwice)
    .optional(),
};

const opTable = z.strictObject({
  ...base,
  kind: z.literal("op-table"),
  power: positive,
  software: z.string().optional(),
  table: z
    .array(
      z.strictObject({
        kinds: kindList,
        counts: z.enum(["macs", "ops", "outputs"]),
        points: z
          .array(
            z.strictObject({
              ...sourced,
              macsPerOutput: z.number().positive(),
              throughput: z.number().positive(),
              interval: range,
            }),
          )
          .min(1),
        power: positive.optional(),
      }),
    )
    .min(1),
});

const roofline = z.strictObject({
  ...base,
  kind: z.literal("roofline"),
  peak: z.array(z.strictObject({ ...numberFields, value: z.number().positive(), bits: integer })).min(1),
  utilisation: z
    .array(z.strictObject({ ...numberFields, value: z.number().positive().max(1), kinds: kindList }))
    .optional(),
  macEnergy: z.array(z.strictObject({ ...numberFields, bits: integer })).min(1),
  memories: z
    .array(
      z.strictObject({
        name,
        size: optionalNumber,
        bandwidth: positive.optional(),
        readEnergy: number,
        writeEnergy: number,
      }),
    )
    .min(1),
  staticPower: optionalNumber,
});

const memory = z.strictObject({
  ...sourced,
  name,
  sizeBits: integer,
  readEnergy: amount,
  writeEnergy: amount,
  operands: z.array(name).min(1),
  servedDimensions: z.array(z.string()),
  ports: z
    .array(
      z.strictObject({
        name,
        kind: z.enum(["read", "write", "read-write"]),
        widthBits: integer,
        minWidthBits: integer.optional(),
        links: z.array(
          z.strictObject({ operand: name, direction: z.enum(["from-high", "to-low", "from-low", "to-high"]) }),
        ),
      }),
    )
    .min(1),
  doubleBuffered: z.boolean().optional(),
});

const core = z
  .strictObject({
    id: name,
    role: z.enum(["compute", "pooling", "simd", "off-chip"]),
    array: z
      .strictObject({
        ...sourced,
        dimensions: z.array(z.strictObject({ name, size: integer })).min(1),
        unitEnergy: amount,
        bits: integer.optional(),
      })
      .optional(),
    memories: z.array(memory),
    ops: z.array(z.string()).optional(),
    dataflows: z
      .record(z.string(), z.record(z.string(), z.array(z.strictObject({ loop: name, factor: z.number().positive() }))))
      .optional(),
    operandNames: z.record(z.string(), z.record(z.string(), name)).optional(),
    staticPower: optionalNumber,
  })
  .refine(({ role, array }) => role === "off-chip" || array !== undefined, {
    message: "a core that computes needs an array",
    path: ["array"],
  });

const accelerator = z.strictObject({
  ...base,
  kind: z.literal("accelerator"),
  technology: z.string().optional(),
  cores: z.array(core).min(1),
  links: z
    .array(
      z.strictObject({
        ...sourced,
        from: name,
        to: name,
        widthBits: integer,
        energyPerBit: amount,
        bidirectional: z.boolean().optional(),
        bus: z.string().optional(),
      }),
    )
    .optional(),
});

const fit = z
  .strictObject({
    ...sourced,
    quantity: z.enum(["energy", "latency"]),
    energyBasis: z.enum(["wall", "board", "rail", "counter", "model"]).optional(),
    idleIncluded: z.boolean().optional(),
    backend: z.string().optional(),
    software: z.string().optional(),
    precision: z.string().optional(),
    form: name,
    coefficients: z.array(z.strictObject({ feature: name, value: z.number(), interval: range })),
    parameters: z
      .record(z.string(), z.union([z.number(), z.string(), z.array(z.number()), z.array(z.string())]))
      .optional(),
    range: z.record(z.string(), z.strictObject({ low: z.number(), high: z.number() })),
    residuals: z.strictObject({
      method: name,
      points: integer,
      networks: integer,
      medianAbsolute: amount,
      p90Absolute: amount,
    }),
  })
  .refine(({ quantity, energyBasis }) => quantity !== "energy" || energyBasis !== undefined, {
    message: "an energy needs its energyBasis",
    path: ["energyBasis"],
  });

const measured = z.strictObject({ ...base, kind: z.literal("measured"), fits: z.array(fit).min(1) });

/** What a device file may say; the same as schemas/device.schema.json of the core package, which a test holds it to. */
export const deviceSchemas: Readonly<Record<Device["kind"], z.ZodType>> = {
  "op-table": opTable,
  roofline,
  accelerator,
  measured,
};
