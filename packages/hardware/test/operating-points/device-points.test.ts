import type { InputError, OperatingPoint } from "@joulebook/core";
import { findZooNetwork } from "@joulebook/network";
import { describe, expect, it } from "vitest";
import {
  atPoint,
  basePoint,
  checkDevice,
  estimate,
  pointAtVoltage,
  readAccelerator,
  splitEnergy,
} from "../../src/index.js";
import { readFileSync } from "node:fs";

const device = (id: string) =>
  checkDevice(JSON.parse(readFileSync(new URL(`../../devices/${id}.json`, import.meta.url), "utf8")), id);
const code = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    return `${(error as InputError).exitCode} ${(error as InputError).problems[0]?.code}`;
  }
  return undefined;
};

describe("a device's table of operating points", () => {
  it("has the point that the file's numbers are of", () => {
    expect(basePoint(device("ndp9120-31mhz"))).toMatchObject({ name: "0.9V", clock: 30.7e6 });
    expect(basePoint(device("ndp9120-99mhz"))).toMatchObject({ name: "1.1V", clock: 98.7e6 });
  });

  it("is asked for where there is none, and refuses a file that stands at no point of its own table", () => {
    expect(code(() => basePoint(device("nucleo-u575zi-q")))).toBe("3 no-points");
    const moved = { ...device("ndp9120-31mhz"), voltage: { value: 0.95, source: "points" } };
    expect(code(() => basePoint(moved))).toBe("3 unknown-point");
  });

  it("is refused with two points of one name, or ratios of a power mode outside their range", () => {
    const slow = device("ndp9120-31mhz");
    const [first, second] = slow.operatingPoints ?? [];
    const twice = { ...slow, operatingPoints: [first, { ...second, name: first?.name }] };
    expect(() => checkDevice(twice, "twice.json")).toThrow("each must have a name of its own");
    const board = device("jetson-agx-xavier-tflite-ruy");
    const [own] = board.powerModes ?? [];
    const outside = { ...own, name: "eco", energyRatio: { value: 2, low: 1, high: 1.5 } };
    expect(() => checkDevice({ ...board, powerModes: [own, outside] }, "board.json")).toThrow("between low and high");
    expect(() => checkDevice({ ...board, powerModes: [own, own] }, "board.json")).toThrow("a name of its own");
  });

  it("gives clock and static power between its points on straight lines, and nothing outside", () => {
    const points: readonly OperatingPoint[] = [
      { name: "low", voltage: 0.8, clock: 20e6, staticPower: 1e-3, source: "s" },
      { name: "high", voltage: 1, clock: 60e6, staticPower: 3e-3, source: "s" },
    ];
    const between = pointAtVoltage(points, 0.85); // a quarter of the way
    expect(between.clock / 30e6).toBeCloseTo(1, 9);
    expect((between.staticPower ?? 0) / 1.5e-3).toBeCloseTo(1, 9);
    expect(pointAtVoltage(points, 1)).toBe(points[1]);
    expect(code(() => pointAtVoltage(points, 1.2))).toBe("3 voltage-outside-table");
  });
});

describe("an estimate", () => {
  // Measured by the same chip at 1.1 V (MLPerf Tiny v1.1, closed, syntiant): 43.802 µJ and 664.507 inferences per second.
  it("at 0.9 V, scaled to 1.1 V, is what was measured there within 5 %", () => {
    const slow = device("ndp9120-31mhz");
    const network = findZooNetwork("ds-cnn-s-int8");
    if (network === undefined) throw new RangeError("no ds-cnn-s-int8");
    const { energy, latency = 0 } = estimate(network, slow);
    const base = basePoint(slow);
    const there = atPoint(splitEnergy({ energy, latency }, base), pointAtVoltage(slow.operatingPoints ?? [], 1.1));
    expect(Math.abs(there.energy / 43.802e-6 - 1)).toBeLessThan(0.05);
  });
});

describe("operating points of an accelerator file", () => {
  const core = readFileSync(
    new URL("../../data/accelerators/quad_core/cores/edge_tpu_like.yaml", import.meta.url),
    "utf8",
  );
  const table = (more: string): string => `${core}\nclock: 5.0e+8\nvoltage: 0.8\nstatic_power: 0.01\n${more}`;
  const points = "operating_points:\n  - {name: a, voltage: 0.8, clock: 5.0e+8, static_power: 0.01}\n";

  it("are read with the file's own voltage", () => {
    const { device: read } = readAccelerator(table(points), "core.yaml");
    expect(basePoint(read)).toEqual({ name: "a", voltage: 0.8, clock: 5e8, staticPower: 0.01, source: "file" });
  });

  it.each([
    ["  - {name: a, voltage: 0.9, clock: 6.0e+8, static_power: 0.02}\n", "given twice"],
    ["  - {name: b, voltage: 0.9, clock: 6.0e+8}\n", "has no static_power"],
    ["  - {name: b, voltage: -1, clock: 6.0e+8, static_power: 0.02}\n", "voltage of an operating point"],
    ["  - {name: b, volts: 1, voltage: 1, clock: 6.0e+8, static_power: 0.02}\n", "volts"],
  ])("refuse %s", (row, message) => {
    expect(() => readAccelerator(table(points + row), "core.yaml")).toThrow(message);
  });

  it("refuse another static power than that of the cores at their own point", () => {
    const other = points.replace("0.01}", "0.02}");
    expect(() => readAccelerator(table(other), "core.yaml")).toThrow("states 0.02 W of static power, the cores 0.01 W");
  });
});
