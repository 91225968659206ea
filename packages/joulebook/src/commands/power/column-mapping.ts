import { InputError, type Problem, quoteInput, unknownName } from "@joulebook/core";
import type { ColumnMapping } from "@joulebook/measurements";
import { parseJson } from "@joulebook/documents";
import { readTextFile } from "@joulebook/runtime";

const columns = ["time", "power", "voltage", "current", "energy", "marker", "channel"] as const;
const all = [...columns, "delimiter", "decimal", "header"] as const;

/**
 * A mapping file: `{"time": {"column": "t", "unit": "ms"}, "power": {"column": 3, "unit": "mW"}, "decimal": ","}`.
 *
 * @throws InputError with everything that is wrong with it
 */
export async function columnMapping(file: string): Promise<ColumnMapping> {
  const { text } = await readTextFile(file, { maxBytes: 1 << 20 });
  const value = parseJson(text, file, "a mapping of columns");
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new InputError([
      { code: "bad-mapping", message: "the mapping is no object", file, expected: all.join(", ") },
    ]);
  const problems = Object.entries(value).flatMap(([key, one]) => problemOf(key, one, file));
  if (problems.length > 0) throw new InputError(problems);
  return value as ColumnMapping;
}

function problemOf(key: string, value: unknown, file: string): Problem[] {
  if (!(all as readonly string[]).includes(key)) return [unknownName("key", key, all, { file })];
  const bad = (expected: string): Problem[] => [
    { code: "bad-mapping", message: `cannot use ${quoteInput(JSON.stringify(value))} for ${key}`, file, expected },
  ];
  if (key === "header") return typeof value === "boolean" ? [] : bad("true or false");
  if (key === "decimal") return value === "." || value === "," ? [] : bad('"." or ","');
  if (key === "delimiter")
    return typeof value === "string" && /^[,;\t |]$/.test(value) ? [] : bad("one of , ; tab space |");
  if (typeof value !== "object" || value === null) return bad('an object such as {"column": "power", "unit": "mW"}');
  const { column, unit, range } = value as Record<string, unknown>;
  const named =
    typeof column === "string" || (typeof column === "number" && Number.isSafeInteger(column) && column > 0);
  if (!named) return bad("a column by its name or its number from 1 on");
  if (unit !== undefined && typeof unit !== "string") return bad("a unit as text");
  return range === undefined || (typeof range === "number" && range > 0) ? [] : bad("a range above 0");
}
