import { describe, expect, it } from "vitest";
import { mixedPoints, pointLabel, pointNotices } from "../../src/index.js";

const slow = { device: "chip", voltage: 0.9, clock: 30.7e6 };
const fast = { device: "chip", voltage: 1.1, clock: 98.7e6 };

describe("mixedPoints", () => {
  it("is empty where each device has one point, of which figures may round differently", () => {
    const other = { device: "board", powerMode: "MAXN" };
    expect(mixedPoints([slow, other, { ...slow, clock: 30.72e6 }, other, { device: "unsaid" }])).toEqual([]);
  });

  it("counts the figures of each point of a device, in whatever order they come", () => {
    const [mixed, ...others] = mixedPoints([slow, fast, { device: "board" }, slow, slow]);
    expect(others).toEqual([]);
    expect(mixed).toEqual({
      device: "chip",
      code: "different-points",
      points: [
        { label: "0.9 V, 30.7 MHz", voltage: 0.9, clock: 30.7e6, figures: 3 },
        { label: "1.1 V, 98.7 MHz", voltage: 1.1, clock: 98.7e6, figures: 1 },
      ],
    });
  });

  it("tells figures that do not say their point from those of another point", () => {
    expect(mixedPoints([{ device: "board", powerMode: "MAXN" }, { device: "board" }])[0]?.code).toBe("unknown-point");
    const three = [{ powerMode: "MAXN" }, {}, { powerMode: "15W" }].map((point) => ({ device: "board", ...point }));
    expect(mixedPoints(three)[0]?.code).toBe("different-points");
  });
});

describe("pointNotices", () => {
  it("says device, points and how to mend it, once per device", () => {
    const notices = pointNotices([slow, fast, fast, { device: "board", powerMode: "MAXN" }, { device: "board" }]);
    expect(notices.map(({ code, message }) => [code, message])).toEqual([
      [
        "different-points",
        "figures of chip from 2 operating points are compared: 0.9 V, 30.7 MHz (1), 1.1 V, 98.7 MHz (2)",
      ],
      [
        "unknown-point",
        "figures of board are compared of which some do not say their operating point: MAXN (1), a point that is not stated (1)",
      ],
    ]);
    expect(notices[0]?.fix).toContain("one point only");
  });
});

describe("pointLabel", () => {
  it("names a mode before its voltage and clock", () => {
    expect(pointLabel({ powerMode: "eco", voltage: 0.8, clock: 1e9 })).toBe("eco, 0.8 V, 1000 MHz");
  });
});
