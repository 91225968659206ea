import { describe, expect, it } from "vitest";
import { alphaPresets, type CostModel, designCost, errorTerm, mixedTerm, relativeTerm } from "../../src/index.js";
import { relativeError } from "../relative-error.js";

interface Design {
  readonly energy: number;
  readonly time: number;
  readonly price: number;
  readonly accuracy: number;
}
const designs: readonly Design[] = [
  { energy: 1, time: 0.1, price: 3, accuracy: 0.6 },
  { energy: 4, time: 0.2, price: 0, accuracy: 0.9 },
];
const [small, large] = designs as [Design, Design];
const energy = relativeTerm("energy", (design: Design) => design.energy, designs);
const model = (alpha: number): CostModel<Design> => ({
  alpha,
  decision: energy,
  execution: errorTerm((d) => d.accuracy),
});

describe("designCost", () => {
  it("weighs decision and execution: 0.5 * 0.25 + 0.5 * 0.4", () => {
    expect(relativeError(designCost(small, model(0.5)), 0.325)).toBeLessThan(1e-15);
  });

  it("looks at accuracy alone for alpha 0 and at energy alone for alpha 1", () => {
    expect(designCost(large, model(0))).toBe(1 - 0.9);
    expect(designCost(large, model(1))).toBe(1);
  });

  it("takes any terms: time to decide, money to carry out", () => {
    const time = relativeTerm("time", (design: Design) => design.time, designs);
    const price = relativeTerm("price", (design: Design) => design.price, designs);
    expect(designCost(small, { alpha: 0.25, decision: time, execution: price })).toBe(0.25 * 0.5 + 0.75);
  });

  it("has presets that rise from cloud to edge", () => {
    const { cloud, gateway, mobile, edge } = alphaPresets;
    const values = [0, cloud, gateway, mobile, edge, 1];
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(new Set(values).size).toBe(6);
  });

  it("refuses an alpha or a term outside [0, 1], and names it", () => {
    expect(() => designCost(small, model(1.1))).toThrow("designCost: alpha must be in [0, 1], got 1.1");
    const beyond = { ...large, energy: 8 };
    expect(() => designCost(beyond, model(0.5))).toThrow('the term "energy" must be in [0, 1], got 2');
    expect(() => designCost({ ...small, accuracy: Number.NaN }, model(0.5))).toThrow(
      'the term "error" must be in [0, 1], got NaN',
    );
  });
});

describe("relativeTerm", () => {
  it("is 1 for the largest design", () => {
    expect(designs.map(energy.value)).toEqual([0.25, 1]);
  });

  it("refuses quantities that cannot be normalised", () => {
    expect(() => relativeTerm("energy", () => -1, designs)).toThrow(
      "energy must be finite and at least 0, got -1 for design 0",
    );
    expect(() => relativeTerm("energy", () => 0, designs)).toThrow("must be above 0 for at least one design");
    expect(() => relativeTerm("energy", () => 1, [])).toThrow("must be above 0 for at least one design");
  });
});

describe("mixedTerm", () => {
  it("is the weighted mean of its terms: (3 * 0.25 + 1 * 0.5) / 4", () => {
    const time = relativeTerm("time", (design: Design) => design.time, designs);
    const mixed = mixedTerm("energy and time", [
      { weight: 3, term: energy },
      { weight: 1, term: time },
    ]);
    expect(mixed.value(small)).toBe(0.3125);
  });

  it("refuses weights that are negative or all 0", () => {
    expect(() => mixedTerm("none", [{ weight: 0, term: energy }])).toThrow(
      "weights must be at least 0 and not all 0, got [0]",
    );
    const signs = [2, -1].map((weight) => ({ weight, term: energy }));
    expect(() => mixedTerm("signs", signs)).toThrow("got [2, -1]");
  });
});
