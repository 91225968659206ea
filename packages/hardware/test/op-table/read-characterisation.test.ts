import { readFileSync } from "node:fs";
import { InputError, type Problem } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { checkDevice, readCharacterisation } from "../../src/index.js";
import { relativeError } from "../relative-error.js";

/** The published layer times of CMSIS-NN that the shipped device is made from. */
const cmsis = readFileSync(new URL("../../tools/cortex-m7-layers.csv", import.meta.url), "utf8");

function read(text: string) {
  return readCharacterisation(text, "layers.csv", { id: "mine", power: 0.33 });
}

function problems(text: string): readonly Problem[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe("readCharacterisation", () => {
  const device = read(cmsis);
  const entry = (kind: string) => device.table.find(({ kinds }) => kinds.includes(kind as "dense"));

  it("makes a device file that passes its own check", () => {
    expect(checkDevice(JSON.parse(JSON.stringify(device)), "mine")).toEqual(device);
  });

  it("pools layers at equal MACs per output: conv2 and conv3 of CMSIS-NN, 9,830,400 MACs in 65.4 ms", () => {
    const points = entry("convolution")?.points ?? [];
    expect(points.map(({ macsPerOutput }) => macsPerOutput)).toEqual([75, 800]);
    expect(relativeError(points[0]?.throughput, 2_457_600 / 31.4e-3)).toBeLessThan(1e-12);
    expect(relativeError(points[1]?.throughput, 9_830_400 / 65.4e-3)).toBeLessThan(1e-12);
    // Range: conv3 with 22.65 ms is the slowest, conv2 with 42.75 ms the fastest.
    expect(relativeError(points[1]?.interval?.low, 3_276_800 / 22.65e-3)).toBeLessThan(1e-12);
    expect(relativeError(points[1]?.interval?.high, 6_553_600 / 42.75e-3)).toBeLessThan(1e-12);
  });

  it("takes 0.1 ms as 50 % uncertain: 20,480 operations give 137 to 410 Mops/s", () => {
    const { interval } = entry("dense")?.points[0] ?? {};
    expect(relativeError(2 * (interval?.low ?? 0), 136.53e6)).toBeLessThan(1e-3);
    expect(relativeError(2 * (interval?.high ?? 0), 409.6e6)).toBeLessThan(1e-3);
  });

  it("puts all three poolings at 46.1 Mops/s", () => {
    const { points = [], counts } = entry("max-pooling") ?? {};
    expect(counts).toBe("ops");
    expect(points.map(({ macsPerOutput }) => macsPerOutput)).toEqual([9]);
    expect(relativeError(points[0]?.throughput, 46.1e6)).toBeLessThan(1e-3);
  });

  it("weighs the rows' powers by their times where none is given", () => {
    const rows = "kind,macs,outputs,latency_ms,power_mW\ndense,10,1,1,100\nconvolution,10,1,3,300\n";
    const { power } = readCharacterisation(rows, "layers.csv", { id: "mine" });
    expect(relativeError(power.value, 0.25)).toBeLessThan(1e-12);
  });

  it("reports every problem with its line", () => {
    const text = "kind,macs,outputs,latency_ms\ndens,10,1,1\ndense,,1,1\ndense,10,1,-2\ndense,10,1,x\n";
    expect(problems(text).map(({ code, line }) => `${line} ${code}`)).toEqual([
      "2 unknown-layer-kind",
      "2 bad-cell",
      "3 bad-cell",
      "4 bad-cell",
      "5 bad-cell",
    ]);
    expect(problems(text)[0]?.nearest).toEqual(["dense"]);
  });

  it.each([
    ["", "missing-column"],
    ["kind,macs,outputs,latency_ms\n", "empty-table"],
    ["kind,macs,outputs,latency\nx,1,1,1", "missing-column"],
    ["kind,kind,macs,outputs,latency_ms\nx,1,1,1", "repeated-column"],
    ['kind,macs,outputs,latency_ms\n"dense,1,1', "bad-csv"],
    ["kind,macs,outputs,latency_ms\ndense,1e999,1,1", "bad-cell"],
  ])("refuses %j", (text, code) => {
    expect(problems(text).map((problem) => problem.code)).toContain(code);
  });

  it("asks for a power that nothing states", () => {
    const text = "kind,macs,outputs,latency_ms\ndense,10,1,1\n";
    expect(() => readCharacterisation(text, "layers.csv", { id: "mine" })).toThrow(/--power/);
  });
});
