import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { InputError } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import {
  type Evaluator,
  parseStudy,
  planStudy,
  searchInMemory,
  type SearchStudy,
  studyJsonSchema,
  studyResult,
} from "../../src/index.js";

const evaluator: Evaluator = {
  kind: "toy",
  parameters: [
    { name: "x", kind: "integer", low: 0, high: 50 },
    { name: "y", kind: "categorical", values: ["a", "b"] },
  ],
  quantities: [
    { name: "gain", unit: "1", meaning: "rises with x" },
    { name: "cost", unit: "J", meaning: "rises faster" },
  ],
  objectives: [
    { quantity: "gain", direction: "maximise" },
    { quantity: "cost", direction: "minimise" },
  ],
  constraints: [{ quantity: "cost", atMost: 900 }],
  evaluate: ({ x, y }) => ({ gain: (x as number) + (y === "a" ? 0.5 : 0), cost: (x as number) ** 2 }),
  report: ({ x }) => [{ quantity: "gain", value: x as number }],
  notices: [],
};

const study: SearchStudy = {
  name: "toy",
  evaluator: { kind: "toy" },
  algorithm: { kind: "nsga2", population: 10 },
  evaluations: 200,
  seed: 3,
  timeout: 1,
};

function problemsOf(
  run: () => unknown,
): readonly { readonly code: string; readonly message: string; readonly nearest?: readonly string[] }[] {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe("a study", () => {
  it("finds the front that arithmetic gives: x from 0 to 30 with y = a", () => {
    const plan = planStudy(study, evaluator);
    const { records, firstBatch } = searchInMemory(plan);
    const { front, failed, evaluations } = studyResult(plan, records, firstBatch);
    expect(evaluations).toBe(102); // the whole space: 51 x 2, less than what was asked for
    expect(failed).toBe(0);
    expect(front.map(({ design }) => design["x"])).toEqual(Array.from({ length: 31 }, (_, i) => 30 - i));
    expect(front.every(({ design }) => design["y"] === "a")).toBe(true);
    expect(front[0]?.reported).toEqual([{ quantity: "gain", value: 30 }]);
  });

  it("evaluates exactly as many designs as it says, a broken batch included", () => {
    const plan = planStudy({ ...study, evaluations: 23 }, evaluator);
    expect(searchInMemory(plan).records).toHaveLength(23);
  });

  it("proposes the best in the objective that it names, or the elbow", () => {
    const of = (choose?: string): unknown => {
      const plan = planStudy({ ...study, ...(choose === undefined ? {} : { choose }) }, evaluator);
      const { records, firstBatch } = searchInMemory(plan);
      const { front, chosen = -1 } = studyResult(plan, records, firstBatch);
      return front[chosen]?.design["x"];
    };
    expect(of("gain")).toBe(30);
    expect(of("cost")).toBe(0);
    // Gain x against cost x² is farthest above the chord from 0 to 30 in the middle.
    expect(of()).toBe(15);
  });

  it("measures the hypervolume from the reference that it is given, and states it", () => {
    const plan = planStudy({ ...study, reference: [0, 1000] }, evaluator);
    const { records, firstBatch } = searchInMemory(plan);
    const result = studyResult(plan, records, firstBatch);
    expect(result.reference).toEqual([0, 1000]);
    // Staircase by hand: x = 0 adds 0.5 · 1000, every further x adds 1 · (1000 - x²).
    const area = 500 + Array.from({ length: 30 }, (_, i) => 1000 - (i + 1) ** 2).reduce((a, b) => a + b);
    expect(result.hypervolume).toBeCloseTo(area, 9);
    expect(result.progress.at(-1)).toEqual({ evaluations: 102, front: 31, hypervolume: result.hypervolume });
    const volumes = result.progress.map(({ hypervolume }) => hypervolume);
    expect(volumes).toEqual(volumes.toSorted((a, b) => a - b));
  });

  it("keeps infeasible designs off the front whatever they gain", () => {
    const plan = planStudy({ ...study, constraints: [{ quantity: "cost", atMost: -1 }] }, evaluator);
    const { records, firstBatch } = searchInMemory(plan);
    const { front, chosen, feasible } = studyResult(plan, records, firstBatch);
    expect([front, chosen, feasible]).toEqual([[], undefined, 0]);
  });

  it.each(["random", "exhaustive", "surrogate"] as const)("runs by %s search too", (kind) => {
    const plan = planStudy({ ...study, algorithm: { kind } }, evaluator);
    const { records, firstBatch } = searchInMemory(plan);
    expect(studyResult(plan, records, firstBatch).front).toHaveLength(31);
  });
});

describe("planStudy", () => {
  it("says every unknown quantity and parameter with its nearest name, and every limit that contradicts", () => {
    const found = problemsOf(() =>
      planStudy(
        {
          ...study,
          objectives: [{ quantity: "gian", direction: "maximise" }],
          constraints: [
            { quantity: "costs", atMost: 1 },
            { quantity: "cost", atLeast: 3, atMost: 2 },
            { quantity: "cost" },
          ],
          choose: "cost",
          space: [
            { name: "z", kind: "boolean" },
            { name: "x", kind: "integer", low: 0, high: 60 },
            { name: "y", kind: "categorical", values: ["c"] },
          ],
        },
        evaluator,
      ),
    );
    expect(found.map(({ code }) => code)).toEqual([
      "unknown-quantity",
      "unknown-quantity",
      "contradictory-bounds",
      "bad-limit",
      "unknown-quantity",
      "unknown-parameter",
      "outside-evaluator",
      "outside-evaluator",
    ]);
    expect(found[0]?.nearest).toContain("gain");
    expect(found[1]?.message).toContain("constraints[0]");
  });

  it("refuses to walk through a space without end", () => {
    const wide: Evaluator = { ...evaluator, parameters: [{ name: "r", kind: "real", low: 0, high: 1 }] };
    expect(problemsOf(() => planStudy({ ...study, algorithm: { kind: "exhaustive" } }, wide))[0]?.code).toBe(
      "space-too-large",
    );
  });
});

describe("parseStudy", () => {
  it("fills in what a file leaves out", () => {
    expect(parseStudy('{"name":"a","evaluator":{"kind":"toy"},"timeout":"2s"}', "a.json")).toEqual({
      name: "a",
      evaluator: { kind: "toy" },
      algorithm: { kind: "nsga2" },
      evaluations: 1000,
      seed: 0,
      timeout: 2,
    });
  });

  it.each([
    ["{", "bad-json"],
    ['{"name":"a","evaluator":{"kind":"toy"},"evaluation":3}', "unknown-key"],
    ['{"name":"A b","evaluator":{"kind":"toy"}}', "bad-value"],
    ['{"name":"a","evaluator":{}}', "bad-value"],
    ['{"name":"a","evaluator":{"kind":"toy"},"evaluations":0}', "bad-value"],
    [
      '{"name":"a","evaluator":{"kind":"toy"},"space":[{"name":"x","kind":"integer","low":3,"high":1}]}',
      "contradictory-bounds",
    ],
    ['{"name":"a","evaluator":{"kind":"toy"},"algorithm":{"kind":"nsga3"}}', "bad-value"],
    ["[1]", "bad-value"],
    ["null", "bad-value"],
  ])("refuses %s as %s", (text, code) => {
    expect(problemsOf(() => parseStudy(text, "a.json"))[0]?.code).toBe(code);
  });
});

describe("study.schema.json", () => {
  it("is what the code reads", () => {
    const file = new URL("../../study.schema.json", import.meta.url);
    const text = `${JSON.stringify(studyJsonSchema(), undefined, 2)}\n`;
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, text);
    expect(existsSync(file)).toBe(true);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(text));
  });
});
