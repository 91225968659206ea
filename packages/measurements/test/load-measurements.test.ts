import { InputError } from "@joulebook/core";
import { describe, expect, test } from "vitest";
import { loadMeasurements } from "../src/load-measurements.js";
import { toCandidates } from "../src/to-candidates.js";

describe("loadMeasurements", () => {
  test("gives the 188 newest rows of the Raspberry Pi 4: 94 models with two runtimes", () => {
    const { measurements, notices } = loadMeasurements({ device: "raspberry-pi-4" });
    expect(measurements).toHaveLength(188);
    expect(new Set(measurements.map((row) => row.model)).size).toBe(94);
    expect(new Set(measurements.map((row) => row.configuration.software))).toEqual(
      new Set(["ArmNN v21.11 (Neon)", "TFLite v2.7.1 (ruy)"]),
    );
    expect(notices).toEqual([]);
    expect(toCandidates(measurements).candidates).toHaveLength(188);
  });

  test("names the nearest device when the device is unknown", () => {
    try {
      loadMeasurements({ device: "raspbery-pi4" });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      expect((error as InputError).problems[0]?.nearest).toContain("raspberry-pi-4");
      expect((error as InputError).exitCode).toBe(3);
    }
  });
});
