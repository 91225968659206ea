import { type AcceleratorDevice, type Device, InputError, type Problem, unknownName } from "@joulebook/core";
import { checkDocument, parseJson, placesIn, type PlaceOf } from "@joulebook/documents";
import type { z } from "zod";
import { deviceSchemas } from "./device-schema.js";

/**
 * A device file, checked: every number has a source that the file names, and nothing stands in it that no engine reads.
 *
 * @param text the file's JSON
 * @param file name for messages
 * @throws InputError (exit code 3) with every problem found, each with its place in the file
 */
export function readDevice(text: string, file: string): Device {
  return checkDevice(parseJson(text, file, "a device file (schemas/device.schema.json)"), file, placesIn(text));
}

/** As `readDevice`, for JSON that is parsed already. */
export function checkDevice(value: unknown, file: string, placeOf: PlaceOf = () => ({})): Device {
  const kind = (value as { readonly kind?: unknown } | null)?.kind;
  const known = Object.keys(deviceSchemas);
  if (typeof kind !== "string" || !known.includes(kind)) {
    const problem =
      typeof kind === "string"
        ? unknownName("device kind", kind, known, { file })
        : {
            code: "bad-device-file",
            message: "this is no device file: it has no kind",
            file,
            expected: `kind: one of ${known.join(", ")}`,
          };
    throw new InputError([problem]);
  }
  const schema: z.ZodType = deviceSchemas[kind as keyof typeof deviceSchemas];
  const device = checkDocument<Device>(value, schema, { file, placeOf });
  const missing = [
    ...unnamedSources(device, file),
    ...(device.kind === "accelerator" ? unservedOperands(device, file, placeOf) : []),
  ];
  if (missing.length > 0) throw new InputError(missing);
  return device;
}

/** Inputs, weights and outputs that no memory of a computing core stores: nothing could be computed there. */
function unservedOperands({ cores }: AcceleratorDevice, file: string, placeOf: PlaceOf): readonly Problem[] {
  return cores.flatMap(({ role, memories, operandNames }, index) => {
    if (role !== "compute" || operandNames !== undefined) return [];
    const stored = new Set(memories.flatMap(({ operands }) => operands));
    return [["I", "I1"], ["W", "I2"], ["O"]].flatMap((names): Problem[] => {
      if (names.some((one) => stored.has(one))) return [];
      const message = `"cores[${index}].memories": no memory serves the operand ${names.join(" or ")}`;
      const fix = `list ${names[0]} under the operands of a memory`;
      return [{ code: "unserved-operand", message, file, ...placeOf(["cores", index, "memories"]), fix }];
    });
  });
}

/** Sources that numbers name and the file does not list. */
function unnamedSources(device: Device, file: string): readonly Problem[] {
  const named = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "source" && typeof inner === "string") named.add(inner);
      else if (key !== "sources") visit(inner);
    }
  };
  visit(device);
  const known = Object.keys(device.sources);
  return [...named]
    .filter((source) => !known.includes(source))
    .map((source) => unknownName("source", source, known, { file, fix: "list it under sources" }));
}
