import { merkelCounts } from "@joulebook/core";
import { builtInDevice } from "@joulebook/hardware";
import { describe, expect, it } from "vitest";
import { trainedNetworksEvaluator } from "../../src/index.js";

const evaluator = trainedNetworksEvaluator(
  [
    { layers: 2, filters: 8, validation: 0.4, test: 0.5, testImages: 100 },
    { layers: 3, filters: 16, validation: 0.6, test: 0.55, testImages: 100 },
  ],
  builtInDevice("textbook-45nm"),
);

describe("trainedNetworksEvaluator", () => {
  it("has the trained networks alone, their accuracy counted and their MACs by the family's own formula", () => {
    expect(evaluator.parameters).toEqual([{ name: "network", kind: "categorical", values: ["L2-N8", "L3-N16"] }]);
    const found = evaluator.evaluate({ network: "L2-N8" });
    expect(found["accuracy"]).toBe(0.4);
    expect(found["macs"]).toBe(merkelCounts({ depth: 2, filters: 8 }).macs);
  });

  it("reports test images with Wilson's interval: 50 of 100 is 0.404 to 0.596 (textbook value)", () => {
    const accuracy = evaluator.report?.({ network: "L2-N8" }).find(({ quantity }) => quantity === "accuracy");
    expect(accuracy?.value).toBe(0.5);
    expect(accuracy?.interval?.low).toBeCloseTo(0.4038, 3);
    expect(accuracy?.interval?.high).toBeCloseTo(0.5962, 3);
  });

  it("needs a network", () => {
    expect(() => trainedNetworksEvaluator([], builtInDevice("textbook-45nm"))).toThrow("at least one");
  });
});
