import { describe, expect, it } from "vitest";
import { type GanttBar, ganttFigure } from "../src/gantt-figure.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import { hostileName } from "./sample-points.js";

const bars: readonly GanttBar[] = [
  { row: "core-1", group: "stage 1", start: 0, end: 40, text: "stem" },
  { row: "core-0", group: "stage 1", start: 40, end: 70, text: "block" },
  { row: "link", group: "stage 2", start: 10, end: 25, text: "weights" },
];
const options = { id: "gantt", title: "Who does what", caption: "Cores over time.", unit: "cycles" };

describe("ganttFigure", () => {
  const figure = ganttFigure(bars, { ...options, rows: ["core-0", "core-1"] });

  it("is the golden figure", () => {
    expectGolden(figure);
  });

  it("keeps the house rules", () => {
    expectHouseRules(figure);
  });

  it("draws bars from their start for as long as they last, a trace per group", () => {
    expect(figure.data.map(({ name, base, x, y }) => ({ name, base, x, y }))).toEqual([
      { name: "stage 1", base: [0, 40], x: [40, 30], y: ["core-1", "core-0"] },
      { name: "stage 2", base: [10], x: [15], y: ["link"] },
    ]);
  });

  it("has its rows in the order asked for, the others behind, the first on top", () => {
    expect(figure.layout["yaxis"]).toMatchObject({ categoryarray: ["link", "core-1", "core-0"] });
  });

  it("says when nothing takes place", () => {
    expect(ganttFigure([], options).empty).toBe("Nothing takes place.");
  });

  it("shows hostile names as text", () => {
    const hostile = bars.map((bar) => ({ ...bar, row: hostileName, group: hostileName, text: hostileName }));
    expect(foreignMarkup(ganttFigure(hostile, options))).toEqual([]);
  });
});
