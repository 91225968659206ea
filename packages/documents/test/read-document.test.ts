import { InputError, type Problem } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readDocument } from "../src/index.js";

const amount = z.union([z.number(), z.strictObject({ value: z.number(), assumed: z.boolean().optional() })]);
const schema = z.strictObject({
  name: z.string(),
  energy: amount.optional(),
  mode: z.enum(["sequential", "exclusive"]).optional(),
  stages: z
    .array(
      z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("dense"), units: z.int().positive() }),
        z.strictObject({ kind: z.literal("convolution"), filters: z.int(), kernel: z.int() }),
      ]),
    )
    .optional(),
  costs: z.record(z.string(), z.strictObject({ joules: z.number() })).optional(),
});

function problemsOf(text: string): readonly Problem[] {
  try {
    readDocument(text, schema, { file: "mine.json", what: "a plan" });
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe("readDocument", () => {
  it("gives back what fits", () => {
    const text = '{"name": "a", "energy": {"value": 2}, "stages": [{"kind": "dense", "units": 3}]}';
    expect(readDocument(text, schema, { file: "mine.json", what: "a plan" })).toEqual(JSON.parse(text));
  });

  // Lines and columns below are counted by hand.
  it.each([
    ['{\n  "name": }', { code: "bad-json", line: 2, column: 11, expected: "a plan" }],
    ['{\n  "name": "a"', { code: "bad-json", line: 2, column: 14 }],
    ["", { code: "bad-json", line: 1, column: 1 }],
  ])("says where %j stops to be JSON", (text, problem) => {
    expect(problemsOf(text)).toEqual([expect.objectContaining({ file: "mine.json", ...problem })]);
  });

  it.each([
    ["a key of the object", '{"name": "a", "energi": 1}', 'the file: unknown key "energi"', "energy"],
    [
      "a key in an alternative",
      '{"name": "a", "energy": {"value": 1, "assume": true}}',
      '"energy": unknown key "assume"',
      "assumed",
    ],
    [
      "a key of the kind that was meant",
      '{"name": "a", "stages": [{"kind": "dense", "unit": 1, "units": 1}]}',
      '"stages[0]": unknown key "unit"',
      "units",
    ],
    [
      "a key in a record",
      '{"name": "a", "costs": {"x": {"joules": 1, "joule": 1}}}',
      '"costs.x": unknown key "joule"',
      "joules",
    ],
  ])("names the nearest of the known keys for %s", (_, text, message, nearest) => {
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ code: "unknown-key", message, line: 1 });
    expect(problem?.nearest?.[0]).toBe(nearest);
  });

  it("names the nearest of the known values, of an enumeration and of a kind", () => {
    const [mode] = problemsOf('{"name": "a", "mode": "exclusiv"}');
    expect(mode).toMatchObject({
      code: "bad-value",
      message: '"mode": unknown value "exclusiv"',
      expected: "one of sequential, exclusive",
      nearest: ["exclusive"],
    });
    const [kind] = problemsOf('{"name": "a",\n "stages": [{"kind": "danse", "units": 1}]}');
    expect(kind).toMatchObject({
      message: '"stages[0].kind": unknown value "danse"',
      line: 2,
      expected: "one of dense, convolution",
      nearest: ["dense"],
    });
  });

  it("says what it expected of a value that no alternative takes", () => {
    const [problem] = problemsOf('{\n "name": "a",\n "energy": "much"}');
    expect(problem).toMatchObject({ line: 3, message: '"energy": expected number or object, received string' });
  });

  it("says what is missing, where it should stand", () => {
    expect(problemsOf('{\n "energy": 1}')).toEqual([
      { code: "bad-value", message: '"name": missing, expected string', file: "mine.json", line: 1, column: 1 },
    ]);
  });

  it("reports every problem, the first twenty in full", () => {
    const keys = Array.from({ length: 25 }, (_, k) => `"wrong${k}": 1`).join(", ");
    const problems = problemsOf(`{"name": "a", ${keys}}`);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toMatchObject({ code: "more-problems", message: "and 5 more problems" });
  });

  it("quotes what a hostile file says", () => {
    const [problem] = problemsOf('{"name": "a", "\\u001b[2J\\n": 1}');
    expect(problem?.message).toBe('the file: unknown key "\\u001b[2J\\n"');
  });

  it("does not fall over depth, of JSON or of what is none", () => {
    const [problem] = problemsOf(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`);
    expect(problem?.code).toMatch(/unknown-key|bad-value|bad-json/);
    expect(problemsOf("[".repeat(1_000_000))[0]?.code).toBe("bad-json");
  });
});
