import { readFileSync } from "node:fs";
import type { AcceleratorDevice, Device, RooflineDevice } from "@joulebook/core";
import { findZooNetwork } from "@joulebook/network";
import { describe, expect, it } from "vitest";
import { builtInDevice, builtInDeviceIds, estimate, type EstimateOptions, readAccelerator } from "../../src/index.js";
import { relativeError } from "../relative-error.js";

const network = (name: string) => {
  const found = findZooNetwork(name);
  if (found === undefined) throw new RangeError(`no network ${name}`);
  return found;
};
const keywords = network("ds-cnn-s-int8");
const device = <K extends Device["kind"]>(id: string, kind: K): Extract<Device, { kind: K }> => {
  const found = builtInDevice(id);
  if (found?.kind !== kind) throw new RangeError(`no ${kind} ${id}`);
  return found as Extract<Device, { kind: K }>;
};
const chip = { chip: { title: "the chip" } };
const files = new URL("../../data/accelerators/", import.meta.url);
const accelerator = (more: string): AcceleratorDevice =>
  readAccelerator(`${readFileSync(new URL("tpu_like.yaml", files), "utf8")}\n${more}`, "tpu_like.yaml").device;

describe("static energy of every cost model", () => {
  it("is P t of a roofline's static power, a part of the energy", () => {
    const silent = device("textbook-45nm", "roofline");
    const leaky: RooflineDevice = {
      ...silent,
      sources: { ...silent.sources, ...chip },
      staticPower: { value: 0.02, assumed: true, source: "chip" },
    };
    const [without, found] = [estimate(keywords, silent), estimate(keywords, leaky)];
    const leak = 0.02 * (found.latency ?? Number.NaN);
    expect(found.static).toMatchObject({ power: 0.02, obtained: "assumed", source: "the chip" });
    expect(relativeError(found.static.energy, leak)).toBeLessThan(1e-12);
    expect(relativeError(found.energy, without.energy + leak)).toBeLessThan(1e-12);
    expect(without.static).toEqual({ obtained: "not known", source: "the device's file states no static power" });
  });

  const systolic: EstimateOptions = { systolic: { dataflow: "weight-stationary" } };
  it.each([
    ["of one core", {}],
    ["in closed form", systolic],
  ])("is P t of an accelerator %s, a part of the energy", (_, options: EstimateOptions) => {
    const without = estimate(keywords, accelerator("clock: 1.0e+8\n"), options);
    const found = estimate(keywords, accelerator("clock: 1.0e+8\nstatic_power: 0.003\n"), options);
    const leak = (0.003 * (found.latencyCycles ?? Number.NaN)) / 1e8;
    expect(found.static).toMatchObject({ power: 0.003, obtained: "stated", source: "tpu_like.yaml" });
    expect(relativeError(found.static.energy, leak)).toBeLessThan(1e-12);
    expect(relativeError(found.energy, without.energy + leak)).toBeLessThan(1e-12);
    expect(without.static.obtained).toBe("not known");
  });

  it("is known to be nothing where a file states no leakage, not known without a clock or where none is counted", () => {
    const none = accelerator("clock: 1.0e+8\nstatic_power: 0\n");
    expect(estimate(keywords, none).static).toMatchObject({ energy: 0, power: 0, obtained: "stated" });
    const timeless = accelerator("static_power: 0.003\n");
    expect(estimate(keywords, timeless).static).toEqual({
      obtained: "not known",
      source: "the device's file states no clock",
    });
    const leaky = accelerator("clock: 1.0e+8\nstatic_power: 0.003\n");
    expect(estimate(keywords, leaky, { accelerator: { convention: "zigzag" } }).static).toEqual({
      obtained: "not known",
      source: "the convention zigzag counts none",
    });
  });

  it("is that of the operating point that a measured device's fits are of", () => {
    const { static: leak, latency = Number.NaN, energy } = estimate(keywords, device("ndp9120-31mhz", "measured"));
    // 0.6655 mW over three tasks (core/test/power/static-power-fit.test.ts).
    expect(relativeError(leak.energy, 0.6655e-3 * latency)).toBeLessThan(1e-3);
    expect((leak.energy ?? 0) / energy).toBeGreaterThan(0.05);
    expect(leak.obtained).toBe("fitted");
    expect(leak.source).toContain("6 energies of 3 networks, residuals up to 0.075 %");
  });

  it("is that of the operating point of an op-table, a part of its average power", () => {
    const table = device("cortex-m7-216mhz-cmsis-nn", "op-table");
    expect(estimate(keywords, table).static.obtained).toBe("not known");
    const point = { name: "only", voltage: 3.3, clock: 216e6, staticPower: 0.01, assumed: true, source: "chip" };
    const pointed: Device = { ...table, sources: { ...table.sources, ...chip }, operatingPoints: [point] };
    const { static: leak, latency = Number.NaN, energy } = estimate(keywords, pointed);
    expect(leak).toMatchObject({ obtained: "assumed", source: "the chip" });
    expect(relativeError(leak.energy, 0.01 * latency)).toBeLessThan(1e-12);
    expect(energy).toBe(estimate(keywords, table).energy);
  });

  it.each(builtInDeviceIds())("has a source, or says why it is not known, on %s", (id) => {
    const found = builtInDevice(id) as Device;
    const { static: leak, energy } = estimate(keywords, found);
    expect(leak.source).not.toBe("");
    expect(leak.energy === undefined).toBe(leak.obtained === "not known");
    expect(leak.energy ?? 0).toBeLessThan(energy);
  });
});
