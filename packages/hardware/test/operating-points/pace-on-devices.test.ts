import type { Device, OperatingPoint } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import {
  atPoint,
  basePoint,
  builtInDevice,
  builtInDeviceIds,
  inMode,
  ownMode,
  paceInModes,
  paceToDeadline,
  splitEnergy,
} from "../../src/index.js";
import { relativeError } from "../relative-error.js";

const points = (id: string): readonly OperatingPoint[] => builtInDevice(id).operatingPoints ?? [];
const modes = (id: string) => builtInDevice(id).powerModes ?? [];

describe("devices with operating points", () => {
  it("are NDP120, GAP9 and the AGX Xavier", () => {
    const ids = builtInDeviceIds().filter((id) => {
      const device: Device = builtInDevice(id);
      return device.operatingPoints !== undefined || device.powerModes !== undefined;
    });
    expect(ids).toEqual([
      "gap9-evk-240mhz",
      "gap9-evk-370mhz",
      "jetson-agx-xavier-armnn-neon",
      "jetson-agx-xavier-tflite-ruy",
      "ndp9120-31mhz",
      "ndp9120-99mhz",
    ]);
  });

  // MLPerf Tiny v1.0: µJ and inferences per second of one network at 0.65 V and 0.8 V.
  it.each([
    ["anomaly detection", 5.252, 3682.97, 7.294, 5681.28],
    ["image classification", 27.711, 1043.769, 40.356, 1607.976],
    ["keyword spotting", 18.561, 1368.176, 26.659, 2107.926],
    ["visual wake words", 40.801, 577.979, 58.356, 890.551],
  ])("take %s of GAP9 from 0.65 V to what was measured at 0.8 V", (_, low, lowRate, high, highRate) => {
    const device = builtInDevice("gap9-evk-240mhz");
    const slow = splitEnergy({ energy: low * 1e-6, latency: 1 / lowRate }, basePoint(device));
    const fast = atPoint(slow, basePoint(builtInDevice("gap9-evk-370mhz")));
    // The static power is fitted to these rows too: 2 % is what one static power for all leaves. V² alone is 4 to 9 % off.
    expect(relativeError(fast.energy, high * 1e-6)).toBeLessThan(0.02);
    expect(relativeError(low * 1e-6 * (0.8 / 0.65) ** 2, high * 1e-6)).toBeGreaterThan(0.035);
    // The clock alone explains the time.
    expect(relativeError(fast.latency, 1 / highRate)).toBeLessThan(0.002);
  });
});

describe("race to idle against slow and low", () => {
  const byName = (paces: readonly { readonly point: { readonly name: string }; readonly energy: number }[]) =>
    Object.fromEntries(paces.map(({ point, energy }) => [point.name, Number((energy * 1e6).toPrecision(4))]));

  it("of person detection on NDP120, by hand", () => {
    const device = builtInDevice("ndp9120-31mhz");
    const inference = splitEnergy({ energy: 71.711e-6, latency: 1 / 78.088 }, basePoint(device));
    // 71.711 µJ are 8.523 µJ of 0.6655 mW over 12.81 ms and 63.19 µJ dynamic. Until 20 ms, static power never ends:
    // 63.19 (V/0.9)² + 0.6655 mW x 20 ms = 63.19 + 13.31, 78.01 + 13.31, 94.39 + 13.31 µJ.
    const waiting = paceToDeadline(inference, points("ndp9120-31mhz"), { deadline: 0.02 });
    expect(byName(waiting.paces)).toEqual({ "0.9V": 76.5, "1.0V": 91.32, "1.1V": 107.7 });
    expect([waiting.best?.point.name, waiting.raceToIdle?.point.name]).toEqual(["0.9V", "1.1V"]);
    // Asleep at 10 µW after 12.81, 7.991 and 3.983 ms, with 1 µJ to wake: 71.71 + .07194 + 1, 83.33 + .1201 + 1, 97.04 + .1602 + 1.
    const asleep = paceToDeadline(inference, points("ndp9120-31mhz"), {
      deadline: 0.02,
      sleepPower: 1e-5,
      wakeEnergy: 1e-6,
    });
    expect(byName(asleep.paces)).toEqual({ "0.9V": 72.78, "1.0V": 84.45, "1.1V": 98.2 });
    // 10 ms are too short for 0.9 V: then 1.0 V is slow and low.
    expect(paceToDeadline(inference, points("ndp9120-31mhz"), { deadline: 0.01 }).slowAndLow?.point.name).toBe("1.0V");
  });

  it("of keyword spotting on GAP9, by hand", () => {
    const device = builtInDevice("gap9-evk-240mhz");
    const inference = splitEnergy({ energy: 18.561e-6, latency: 1 / 1368.176 }, basePoint(device));
    // 1.783 µJ static, 16.78 µJ dynamic, 25.41 µJ at 0.8 V. Until 2 ms: 16.78 + 2.439 mW x 2 ms, 25.41 + 4.878.
    const waiting = paceToDeadline(inference, points("gap9-evk-240mhz"), { deadline: 2e-3 });
    expect(byName(waiting.paces)).toEqual({ "0.65V": 21.66, "0.8V": 30.29 });
    // Asleep for nothing: the static energy of 474 µs at 0.8 V is less, the dynamic energy more.
    const asleep = paceToDeadline(inference, points("gap9-evk-240mhz"), { deadline: 2e-3, sleepPower: 0 });
    expect(byName(asleep.paces)).toEqual({ "0.65V": 18.56, "0.8V": 26.57 });
  });

  it("of ResNet-50 on the AGX Xavier, by hand: it depends on what the board draws while it waits", () => {
    const inference = { energy: 2.26961, latency: 0.0815259 };
    const own = modes("jetson-agx-xavier-tflite-ruy");
    expect(ownMode(own)?.name).toBe("MAXN");
    const slowest = own.find(({ name }) => name === "MODE_15W");
    if (slowest === undefined) throw new RangeError("no MODE_15W");
    expect(relativeError(inMode(inference, slowest).energy, 3.14129)).toBeLessThan(1e-4);
    // Until 500 ms: 2.270 J + 6.86 W x 418.5 ms = 5.140 J; 3.141 J + 6.538 W x 98.8 ms = 3.787 J.
    const awake = paceInModes(inference, own, { deadline: 0.5 });
    expect([awake.best?.point.name, awake.slowAndLow?.point.name, awake.raceToIdle?.point.name]).toEqual([
      "MODE_15W",
      "MODE_15W",
      "MAXN",
    ]);
    expect(relativeError(awake.best?.energy, 3.787)).toBeLessThan(1e-3);
    expect(relativeError(awake.raceToIdle?.energy, 5.14)).toBeLessThan(1e-3);
    // Asleep at 1 W: 2.270 + 0.4185 = 2.688 J; 3.141 + 0.0988 = 3.240 J; between them 30 W with six cores, 2.310 + 0.2466 = 2.556 J.
    const asleep = paceInModes(inference, own, { deadline: 0.5, sleepPower: 1 });
    expect(asleep.best?.point.name).toBe("MODE_30W_6CORE");
    expect(relativeError(asleep.best?.energy, 2.556)).toBeLessThan(1e-3);
    expect(relativeError(asleep.raceToIdle?.energy, 2.688)).toBeLessThan(1e-3);
    // Off for nothing, the fastest is the cheapest.
    expect(paceInModes(inference, own, { deadline: 0.5, sleepPower: 0 }).best?.point.name).toBe("MAXN");
  });
});
