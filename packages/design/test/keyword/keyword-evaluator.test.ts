import { builtInDevice, networkCost } from "@joulebook/hardware";
import { describe, expect, it } from "vitest";
import { keywordEvaluator, keywordSpotter, planStudy, searchInMemory, studyResult } from "../../src/index.js";

const device = builtInDevice("cortex-m7-216mhz-cmsis-nn");

describe("keywordEvaluator", () => {
  it("is Hello Edge's DS-CNN S where the design is: 2,656,768 MACs, 22,604 parameters (recounted from its configuration)", () => {
    const design = { filters: 64, blocks: 4, timeStride: 2, frequencyStride: 2, secondStride: 1 };
    const found = keywordEvaluator(device).evaluate(design);
    expect(found).toMatchObject({ macs: 2_656_768, params: 22_604 });
    expect(found["energy"]).toBe(networkCost(keywordSpotter(design), device).energy);
  });

  it("gives the same front by search as by trying all designs of a narrowed space", () => {
    const space = [{ name: "filters", kind: "integer", low: 32, high: 96, step: 8 } as const];
    const limits = [{ quantity: "energy", atMost: 0.02 }];
    const run = (algorithm: "nsga2" | "exhaustive"): string[] => {
      const plan = planStudy(
        {
          name: "kws",
          evaluator: { kind: "keyword-spotter" },
          space,
          constraints: limits,
          algorithm: { kind: algorithm },
          evaluations: 600,
          seed: 1,
          timeout: 1,
        },
        keywordEvaluator(device),
      );
      const { records, firstBatch } = searchInMemory(plan);
      return studyResult(plan, records, firstBatch).front.map(({ quantities }) => JSON.stringify(quantities));
    };
    expect(run("nsga2")).toEqual(run("exhaustive"));
  });
});
