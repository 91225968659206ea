import { describe, expect, it } from "vitest";
import { memoryOverTimeFigure } from "../src/memory-over-time-figure.js";
import { scheduleFigure } from "../src/schedule-figure.js";
import { expectHouseRules } from "./house-rules.js";

const options = { id: "schedule", title: "What runs when", caption: "Two cores." };

describe("scheduleFigure", () => {
  const figure = scheduleFigure(
    {
      cores: ["core-0", "core-1"],
      nodes: [
        { core: "core-1", name: "stem", stage: 0, start: 4, end: 40 },
        { core: "core-0", name: "block", stage: 1, start: 40, end: 70 },
      ],
      offChip: [{ kind: "weights", stage: 1, start: 0, end: 4 }],
    },
    options,
  );

  it("has a row per core and one for main memory, and what takes place in its table", () => {
    expect(figure.table.rows).toEqual([
      ["core-1", "stage 1", "stem", 4, 40],
      ["core-0", "stage 2", "block", 40, 70],
      ["off-chip link", "stage 2", "weights", 0, 4],
    ]);
    expectHouseRules(figure);
  });
});

describe("memoryOverTimeFigure", () => {
  it("draws cores that hold something, in KiB", () => {
    const figure = memoryOverTimeFigure(
      [
        {
          core: "core-0",
          memory: [
            [0, 16_384],
            [9, 0],
          ],
        },
        { core: "core-1", memory: [] },
      ],
      { ...options, id: "memory" },
    );
    expect(figure.data.map(({ name, x, y }) => ({ name, x, y }))).toEqual([{ name: "core-0", x: [0, 9], y: [2, 0] }]);
    expectHouseRules(figure);
  });
});
