import { describe, expect, it } from "vitest";
import { modelSizeFigure, type SizedModel } from "../src/model-size-figure.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import { hostileName } from "./sample-points.js";

const card = (name: string, top1: number, top5: number, params: number): SizedModel => ({
  id: `t:${name}`,
  name,
  top1,
  top5,
  params,
});
const cards = [
  card("a", 0.5, 0.75, 1e6),
  card("b", 0.6, 0.8, 2e6),
  card("c", 0.7, 0.85, 4e6),
  card("d", 0.8, 0.95, 9e6),
];

describe("modelSizeFigure", () => {
  const figure = modelSizeFigure([
    { name: "one", models: cards },
    { name: "other", models: cards.slice(0, 2) },
  ]);

  it("is the golden figure", () => {
    expectGolden(figure);
  });

  it("keeps the house rules", () => {
    expectHouseRules(figure);
  });

  it("draws trends over the accuracies of their points alone, and none through two points", () => {
    const lines = figure.data.filter((trace) => trace["mode"] === "lines");
    expect(lines.map(({ name, x }) => [name, x])).toEqual([
      ["exponential, fit of logarithms", [50, 80]],
      ["exponential, fit of sizes", [50, 80]],
      ["exponential, fit of logarithms", [75, 95]],
      ["exponential, fit of sizes", [75, 95]],
    ]);
  });

  it("leaves out cards that lack size or accuracy, and says when none is left", () => {
    const { top5: _, ...lacking } = card("e", 0.5, 0.7, 1);
    expect(modelSizeFigure([{ name: "t", models: [...cards, lacking] }]).table.rows).toHaveLength(4);
    expect(modelSizeFigure([{ name: "t", models: [lacking] }]).empty).toBe(
      "No model card states both its size and its accuracy.",
    );
    expect(modelSizeFigure([]).empty).toBeDefined();
  });

  it("shows hostile names as text", () => {
    const models = [card(hostileName, 0.4, 0.5, 1e5), ...cards];
    expect(foreignMarkup(modelSizeFigure([{ name: hostileName, models }]))).toEqual([]);
  });
});
