import type { DeviceFit, MeasuredDevice } from "@joulebook/core";
import { median } from "@joulebook/core";
import { zooNetwork } from "@joulebook/network";
import { describe, expect, it } from "vitest";
import {
  builtInDevice,
  builtInDeviceIds,
  fitPredictor,
  leaveOneNetworkOut,
  measuredCost,
  networkFeatures,
  physicalFit,
  physicalFitter,
  powerLawFitter,
  processFit,
} from "../../src/index.js";
import { relativeError } from "../relative-error.js";
import { openRows } from "./open-table.js";

const measured = builtInDeviceIds()
  .map(builtInDevice)
  .filter((device): device is MeasuredDevice => device.kind === "measured");
const boards = measured.filter(({ fits }) => fits.some(({ residuals }) => residuals.networks > 20));

function fitOf(device: MeasuredDevice, form: string, quantity = "energy", of?: string): DeviceFit {
  const found = device.fits.find(
    (fit) => fit.form === form && fit.quantity === quantity && (of === undefined || fit.parameters?.["of"] === of),
  );
  if (found === undefined) throw new Error(`${device.id} has no ${form} fit of ${quantity}`);
  return found;
}

function overBoards(form: string, quantity: string, of?: string): number {
  return median(boards.map((device) => fitOf(device, form, quantity, of).residuals.medianAbsolute));
}

describe("the fits that ship", () => {
  it("cover five boards with 13 runtimes, and the microcontrollers", () => {
    expect(boards).toHaveLength(13);
    const names = ["firefly-rk3588s", "jetson-agx-orin", "jetson-agx-xavier", "odroid-n2+", "raspberry-pi-4"];
    for (const name of names) expect(boards.filter(({ id }) => id.startsWith(name)).length).toBeGreaterThan(1);
    expect(measured.length - boards.length).toBeGreaterThan(8);
  });

  it("use one software version each, with at least 80 model files", () => {
    for (const { fits } of boards) {
      expect(new Set(fits.map(({ software }) => software)).size).toBe(1);
      for (const { residuals } of fits) expect(residuals.points).toBeGreaterThanOrEqual(80);
    }
  });

  // Median absolute error of energy on networks left out, in the median over boards and runtimes.
  it("by operation types are within 10 % (asked 15 %)", () => {
    expect(overBoards("non-negative-least-squares", "energy")).toBeLessThan(0.1);
  });

  it("that answer by default are within 5 % (asked 8 %)", () => {
    expect(overBoards("gaussian-process", "energy")).toBeLessThan(0.05);
  });

  it("leave MACs alone and parameters alone far behind: the paper's point", () => {
    const types = overBoards("non-negative-least-squares", "energy");
    expect(overBoards("power-law", "energy", "macs")).toBeGreaterThan(3 * types);
    expect(overBoards("power-law", "energy", "params")).toBeGreaterThan(3 * types);
  });

  it("have no negative cost", () => {
    for (const { fits } of measured)
      for (const { coefficients } of fits)
        for (const { value } of coefficients) expect(value).toBeGreaterThanOrEqual(0);
  });

  it("are what the raw table gives: raspberry-pi-4 with TFLite", { timeout: 60_000 }, () => {
    const device = builtInDevice("raspberry-pi-4-tflite-ruy") as MeasuredDevice;
    const physical = fitOf(device, "non-negative-least-squares");
    const rows = openRows("raspberry-pi-4", physical.software ?? "", "energy");
    expect(rows).toHaveLength(94);
    const again = physicalFit(rows);
    for (const { feature, value } of physical.coefficients) {
      const [precision = "", name = ""] = feature.split(" ");
      const found = again.precisions.get(precision)?.[name];
      // Files hold six digits.
      if (value === 0) expect(found).toBe(0);
      else expect(relativeError(found, value)).toBeLessThan(1e-5);
    }
    for (const [fitter, of] of [
      [physicalFitter, undefined],
      [powerLawFitter("macs"), "macs"],
      [powerLawFitter("params"), "params"],
    ] as const) {
      const { residuals } = leaveOneNetworkOut(rows, fitter);
      const stored = fitOf(device, of === undefined ? "non-negative-least-squares" : "power-law", "energy", of);
      expect(relativeError(stored.residuals.medianAbsolute, residuals.medianAbsolute)).toBeLessThan(1e-4);
      expect(relativeError(stored.residuals.p90Absolute, residuals.p90Absolute)).toBeLessThan(1e-4);
    }
  });

  it("hold a process that answers as one fitted anew does", { timeout: 60_000 }, () => {
    const device = builtInDevice("odroid-n2+-armnn-opencl") as MeasuredDevice;
    const stored = fitOf(device, "gaussian-process");
    const rows = openRows("odroid-n2+", stored.software ?? "", "energy");
    const again = processFit(rows);
    expect(relativeError(stored.parameters?.["noise"] as number, again.process.parameters.noise)).toBeLessThan(1e-4);
    const answer = fitPredictor(
      stored,
      device.fits.filter(({ quantity }) => quantity === "energy"),
    );
    for (const row of rows.slice(0, 10)) expect(relativeError(answer(row).value, row.value)).toBeLessThan(0.3);
  });
});

describe("measuredCost", () => {
  const device = builtInDevice("raspberry-pi-4-tflite-ruy") as MeasuredDevice;

  it("holds the measured energy of a network within its interval, and splits it without loss", () => {
    const network = zooNetwork("mobilenet-v2-1.0-224-int8");
    const cost = measuredCost(network, device);
    const { software = "" } = fitOf(device, "gaussian-process");
    const row = openRows("raspberry-pi-4", software, "energy").find(
      ({ network: name, precision }) => name === "mobilenet-v2-1.0-224" && precision === "int8",
    );
    expect(row?.value).toBeGreaterThan(cost.energyInterval?.low ?? Number.POSITIVE_INFINITY);
    expect(row?.value).toBeLessThan(cost.energyInterval?.high ?? 0);
    const layers = cost.layers.reduce((sum, { energy = 0 }) => sum + energy, cost.overhead.energy);
    expect(relativeError(layers, cost.energy)).toBeLessThan(1e-9);
  });

  it("says that it extrapolates, and then claims no interval", () => {
    const cost = measuredCost(zooNetwork("resnet50-int8"), device);
    expect(cost.notices.filter(({ code }) => code === "extrapolated").length).toBeGreaterThan(0);
    expect(cost).not.toHaveProperty("energyInterval");
  });

  it("refuses a precision that was not measured", () => {
    expect(() => measuredCost(zooNetwork("mobilenet-v1-1.0-224-fp16"), device)).toThrow(
      /not measured at 16 bits.*fp32 or int8/,
    );
  });

  it("is less sure of a family it has not seen, where families differ", () => {
    const mali = builtInDevice("odroid-n2+-armnn-opencl") as MeasuredDevice;
    const predict = fitPredictor(
      fitOf(mali, "gaussian-process"),
      mali.fits.filter(({ quantity }) => quantity === "energy"),
    );
    const network = zooNetwork("mobilenet-v2-1.0-224-int8");
    const deviation = (name: string) => predict(networkFeatures({ ...network, name })).deviation ?? 0;
    expect(deviation("model.onnx")).toBeGreaterThan(1.2 * deviation(network.name));
    const notices = measuredCost({ ...network, name: "model.onnx" }, mali).notices.map(({ message }) => message);
    expect(notices.join()).toContain("no measured network is of this family");
  });
});
