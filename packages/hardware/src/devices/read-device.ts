import { type Device, InputError, type Problem, quoteInput, unknownName } from "@joulebook/core";
import { deviceSchemas } from "./device-schema.js";

/** Problems reported of one file; the rest are counted. */
const reported = 20;

/**
 * A device file, checked: every number has a source that the file names, and nothing stands in it that no engine reads.
 *
 * @param text the file's JSON
 * @param file name for messages
 * @throws InputError (exit code 3) with every problem found, each with its place in the file
 */
export function readDevice(text: string, file: string): Device {
  return checkDevice(parse(text, file), file);
}

/** As `readDevice`, for JSON that is parsed already. */
export function checkDevice(value: unknown, file: string): Device {
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
  const result = deviceSchemas[kind as keyof typeof deviceSchemas].safeParse(value);
  if (!result.success) throw new InputError(schemaProblems(result.error.issues, file));
  // The schemas say the same as the contract; zod writes optional fields as `| undefined`, which JSON cannot hold.
  const device = result.data as unknown as Device;
  const missing = unnamedSources(device, file);
  if (missing.length > 0) throw new InputError(missing);
  return device;
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    throw new InputError([
      {
        code: "bad-json",
        message: `this is no JSON: ${quoteInput(why)}`,
        file,
        expected: "a device file (schemas/device.schema.json)",
      },
    ]);
  }
}

function schemaProblems(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  file: string,
): readonly Problem[] {
  const shown = issues.slice(0, reported).map(({ path, message }) => ({
    code: "bad-device-file",
    message: `${placeText(path)}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
    file,
  }));
  const left = issues.length - shown.length;
  return left === 0 ? shown : [...shown, { code: "more-problems", message: `and ${left} more problems`, file }];
}

/** `table[0].points[1].source`. */
function placeText(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  return text === "" ? "the file" : quoteInput(text.replace(/^\./, ""));
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
