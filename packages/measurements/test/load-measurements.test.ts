import { InputError } from "@joulebook/core";
import { describe, expect, test } from "vitest";
import { loadMeasurements } from "../src/load-measurements.js";
import { readDataset } from "../src/read-dataset.js";

const failure = (work: () => unknown): InputError => {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
};

describe("loadMeasurements", () => {
  test("gives the 188 newest rows of the Raspberry Pi 4: 94 models with two runtimes", () => {
    const { measurements, notices } = loadMeasurements({ device: "raspberry-pi-4" });
    expect(measurements).toHaveLength(188);
    expect(new Set(measurements.map((row) => row.model)).size).toBe(94);
    const software = new Set(measurements.map((row) => row.configuration.software));
    expect(software).toEqual(new Set(["ArmNN v21.11 (Neon)", "TFLite v2.7.1 (ruy)"]));
    expect(notices).toEqual([]);
  });

  test("gives the same rows of a device as filtering the whole table does", () => {
    const whole = loadMeasurements().measurements.filter((row) => row.device === "jetson-agx-orin");
    expect(loadMeasurements({ device: "jetson-agx-orin" }).measurements).toEqual(whole);
  });

  test("gives every row when asked, and several datasets with their notices", () => {
    expect(loadMeasurements({ software: "all" }).measurements).toHaveLength(2044);
    const both = loadMeasurements({ datasets: ["mlperf-tiny", "mlperf-inference-edge-closed"], software: "all" });
    expect(both.measurements).toHaveLength(436 + 234);
    expect(both.notices.map((notice) => notice.code)).toEqual(["resubmitted", "same-log"]);
  });

  test("takes records that are handed in instead of the shipped ones", () => {
    const own = readDataset("mlperf-inference-edge-open").measurements.slice(0, 3);
    expect(loadMeasurements({ measurements: own }).measurements).toEqual(own);
  });

  test("takes records beside the shipped ones, on their own boards and on shipped ones", () => {
    const [row] = loadMeasurements({ device: "raspberry-pi-4" }).measurements;
    if (row === undefined) throw new Error("no row");
    const mine = { ...row, id: "mine:1", device: "my-board" };
    const twin = { ...row, id: "mine:2", model: "my-net" };
    const beside = [mine, twin];
    expect(loadMeasurements({ device: "my-board", beside }).measurements).toEqual([mine]);
    expect(loadMeasurements({ device: "raspberry-pi-4", beside }).measurements).toHaveLength(189);
    const unknown = failure(() => loadMeasurements({ device: "my-bord", beside }));
    expect(unknown.problems[0]?.nearest).toEqual(["my-board"]);
  });

  test("names the nearest device and dataset", () => {
    const device = failure(() => loadMeasurements({ device: "raspbery-pi4" }));
    expect(device.problems[0]?.nearest).toContain("raspberry-pi-4");
    expect(device.exitCode).toBe(3);
    const dataset = failure(() => loadMeasurements({ datasets: ["mlperf-tinny"] }));
    expect(dataset.problems[0]).toMatchObject({ code: "unknown-dataset", nearest: ["mlperf-tiny"] });
    const cards = failure(() => loadMeasurements({ datasets: ["model-cards"] }));
    expect(cards.problems[0]).toMatchObject({ code: "no-measurements" });
    for (const hostile of ["../secrets", "..", "__proto__", "/etc/passwd", ""])
      expect(failure(() => readDataset(hostile)).problems[0]?.code).toBe("unknown-dataset");
  });
});
