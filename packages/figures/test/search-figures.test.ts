import { describe, expect, it } from "vitest";
import {
  exitFlowFigure,
  importanceFigure,
  parallelCoordinatesFigure,
  rangedSeriesFigure,
  searchFrontFigure,
} from "../src/index.js";
import { expectGolden } from "./golden.js";
import { foreignMarkup } from "./house-rules.js";
import { expectHouseRules } from "./house-rules.js";
import { hostileName } from "./sample-points.js";

const x = { title: "Energy", unit: "mJ", log: true } as const;
const y = { title: "Accuracy", unit: "%" } as const;

describe("searchFrontFigure", () => {
  const figure = searchFrontFigure(
    [
      { name: "a", kind: "infeasible", x: 1, y: 90 },
      { name: "b", kind: "front", x: 2, y: 70 },
      { name: "c", kind: "chosen", x: 4, y: 80 },
      { name: "d", kind: "feasible", x: 5, y: 60 },
      { name: hostileName, kind: "feasible", x: 6, y: 61 },
    ],
    { id: "search-front", title: "Front", caption: "", x, y, compared: [{ name: "static", x: 8, y: 75 }] },
  );

  it("is the golden figure and keeps the house rules", () => {
    expectGolden(figure);
    expectHouseRules(figure);
    expect(foreignMarkup(figure)).toEqual([]);
  });

  it("never joins an infeasible design to the front; the proposed one is on it", () => {
    const front = figure.data.find(({ name }) => name === "front");
    expect(front?.["x"]).toEqual([2, 4]);
  });

  it("says when nothing was evaluated", () => {
    expect(searchFrontFigure([], { id: "a", title: "", caption: "", x, y }).empty).toBeDefined();
  });
});

describe("rangedSeriesFigure", () => {
  const figure = rangedSeriesFigure(
    [
      {
        name: "one",
        points: [
          { x: 1, y: 2, low: 1, high: 3 },
          { x: 2, y: 3, low: 2, high: 4 },
        ],
      },
      { name: "two", mode: "markers", points: [{ x: 1, y: 5, low: 4, high: 6 }] },
      {
        name: "three",
        right: true,
        points: [
          { x: 1, y: 100 },
          { x: 2, y: 10 },
        ],
      },
    ],
    {
      id: "ranged-series",
      title: "Series",
      caption: "",
      x: { title: "Evaluations", unit: "1" },
      y,
      right: { title: "Cost", unit: "J" },
    },
  );

  it("is the golden figure and keeps the house rules", () => {
    expectGolden(figure);
    expectHouseRules(figure);
  });

  it("closes the band along the upper and back along the lower ends", () => {
    expect(figure.data[0]?.["y"]).toEqual([3, 4, 2, 1]);
  });
});

describe("exitFlowFigure", () => {
  const figure = exitFlowFigure(
    [
      { name: "exit 1", right: 0.5, wrong: 0.1 },
      { name: "exit 2", right: 0.3, wrong: 0.1 },
    ],
    { id: "exit-flow", title: "Flow", caption: "" },
  );

  it("is the golden figure", () => {
    expectGolden(figure);
    expect(foreignMarkup(figure)).toEqual([]);
  });

  it("sends on what does not leave: 100 % arrive, 40 % go on", () => {
    expect(figure.table.rows).toEqual([
      ["exit 1", 100, 50, 10],
      ["exit 2", 40, 30, 10],
    ]);
  });
});

describe("importanceFigure", () => {
  const figure = importanceFigure(
    [
      {
        name: "accuracy",
        values: [
          { parameter: "a", importance: 0.1 },
          { parameter: "b", importance: 0.7 },
        ],
      },
      {
        name: "energy",
        values: [
          { parameter: "a", importance: 0.2 },
          { parameter: "b", importance: 0 },
        ],
      },
    ],
    { id: "importance", title: "Importance", caption: "" },
  );

  it("is the golden figure, the most important parameter first", () => {
    expectGolden(figure);
    expect(figure.table.rows.map(([name]) => name)).toEqual(["b", "a"]);
  });
});

describe("parallelCoordinatesFigure", () => {
  const figure = parallelCoordinatesFigure(
    [
      { name: "exits", unit: "1", values: [1, 3] },
      { name: "bits", unit: "1", values: ["8/8", "8/4"] },
      { name: "energy", unit: "mJ", values: [5, 5] },
    ],
    { id: "parallel", title: "Parallel", caption: "" },
  );

  it("is the golden figure: each axis from 0 to 1, one value in its middle", () => {
    expectGolden(figure);
    expect(figure.data.map((line) => line["y"])).toEqual([
      [0, 1, 0.5],
      [1, 0, 0.5],
    ]);
  });
});
