import { describe, expect, it } from "vitest";
import { energyByBoardFigure } from "../src/energy-by-board-figure.js";
import { modelsInCommon } from "../src/models-in-common.js";
import type { OperatingPoint } from "../src/operating-point.js";
import { expectGolden } from "./golden.js";
import { expectHouseRules, foreignMarkup } from "./house-rules.js";
import { hostileName, point } from "./sample-points.js";

const on = (device: string, backend: string, energies: readonly number[]): OperatingPoint[] =>
  energies.map((energy, index) => ({ ...point(`m${index}`, energy, 0.5, 0.01, backend), device }));
const points = [
  ...on("pi", "armnn", [0.01, 0.02, 0.03, 0.04, 0.05]),
  ...on("pi", "tflite", [0.02, 0.04, 0.06, 0.08, 0.1]),
  ...on("orin", "armnn", [0.1, 0.2, 0.3, 0.4, 0.5]),
];

describe("energyByBoardFigure", () => {
  const figure = energyByBoardFigure(points);

  it("is the golden figure", () => {
    expectGolden(figure);
  });

  it("keeps the house rules", () => {
    expectHouseRules(figure);
  });

  it("shows least, quartiles and largest of five energies: themselves", () => {
    expect(figure.table.rows.map((row) => row.slice(0, 3))).toEqual([
      ["orin", "armnn", 5],
      ["pi", "armnn", 5],
      ["pi", "tflite", 5],
    ]);
    expect(figure.table.rows[1]?.slice(3)).toEqual([10, 20, 30, 40, 50]);
  });

  it("says when there is nothing to compare", () => {
    expect(energyByBoardFigure([]).empty).toBe("No board has a measured energy.");
  });

  it("shows hostile names as text", () => {
    expect(foreignMarkup(energyByBoardFigure(on(hostileName, hostileName, [0.1, 0.2])))).toEqual([]);
  });
});

describe("modelsInCommon", () => {
  const groupOf = ({ device, keys }: OperatingPoint): string => `${device} ${keys["backend"]}`;

  it("keeps the groups that hold the same models, and says which it left out", () => {
    const more = [...points, ...on("xavier", "tensorrt", [1])];
    const { points: kept, models, leftOut } = modelsInCommon(more, groupOf);
    expect(kept).toHaveLength(15);
    expect(models).toEqual(["m0", "m1", "m2", "m3", "m4"]);
    expect(leftOut).toEqual(["xavier tensorrt"]);
  });

  it("drops a model that one of the kept groups lacks", () => {
    const { points: kept, models } = modelsInCommon([...points, ...on("xavier", "x", [1, 2, 3, 4])], groupOf, {
      share: 0.8,
    });
    expect(models).toEqual(["m0", "m1", "m2", "m3"]);
    expect(kept).toHaveLength(16);
  });
});
