import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DevicesCharacteriseDocument, ErrorDocument, EstimateDocument } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { schemaErrors } from "../support/document-schemas.js";
import { joulebook } from "../support/joulebook.js";

const folder = mkdtempSync(join(tmpdir(), "joulebook-estimate-"));
function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function document<T>(schema: string, args: readonly string[]): Promise<T> {
  const { code, stdout } = await joulebook([...args, "--json"]);
  expect([args, code]).toEqual([args, 0]);
  expect(schemaErrors(schema, stdout)).toEqual([]);
  return JSON.parse(stdout) as T;
}

function estimate(line: string): Promise<EstimateDocument> {
  return document("estimate", ["estimate", ...line.split(" ")]);
}

async function failure(args: readonly string[]): Promise<{ code: unknown; codes: readonly string[] }> {
  const { code, stdout } = await joulebook([...args, "--json"]);
  return { code, codes: (JSON.parse(stdout) as ErrorDocument).errors.map((error) => error.code) };
}

const layers = "layer,kind,macs,ops,outputs,latency_ms\nfc,dense,10240,,10,0.1\npool,max-pooling,,73728,8192,1.6\n";

describe("estimate", () => {
  it("prints one document for every kind of device", async () => {
    for (const [device, kind] of [
      ["cortex-m7-216mhz-cmsis-nn", "op-table"],
      ["textbook-45nm", "roofline"],
      ["raspberry-pi-4-tflite-ruy", "measured"],
    ] as const) {
      const found = await estimate(`mobilenet-v1-0.25-128-int8 --on ${device}`);
      expect(found).toMatchObject({ schema: "joulebook/estimate@1", device, deviceKind: kind });
      expect(found.layers.length).toBeGreaterThan(25);
    }
  });

  it("gives CMSIS-NN's network its 99.1 ms, in a range, and says that it fits the board", async () => {
    const { latency = 0, interval, fits, warnings } = await estimate("cmsis-cifar10 --on cortex-m7-216mhz-cmsis-nn");
    expect(Math.abs(latency / 99.1e-3 - 1)).toBeLessThan(1e-5);
    expect(interval.latency?.low).toBeLessThan(latency);
    expect(fits.flash).toEqual({ needed: 89_440, available: 1_048_576, fits: true, shortfall: 0 });
    expect(warnings.map(({ code }) => code)).toContain("unverified");
  });

  it("says by how much a network does not fit", async () => {
    const { fits } = await estimate("mobilenet-v1-1.0-224-int8 --on cortex-m7-216mhz-cmsis-nn");
    expect(fits.flash.fits).toBe(false);
    expect(fits.flash.shortfall).toBe(fits.flash.needed - 1_048_576);
  });

  it("shows what folding, fusing and zeros save", async () => {
    const line = "resnet18 --on textbook-45nm --fold --fuse --zero-weights 50% --zero-activations 0.4";
    const { before, energy, traffic } = await estimate(line);
    expect(energy).toBeLessThan(before?.energy ?? 0);
    expect(traffic?.map(({ memory }) => memory)).toEqual(["registers", "SRAM", "DRAM"]);
    const plain = await estimate("resnet18 --on textbook-45nm");
    expect(before).toEqual({ energy: plain.energy, latency: plain.latency, traffic: plain.traffic });
    for (const [level, { read, written }] of (traffic ?? []).entries()) {
      const without = plain.traffic?.[level];
      expect(read + written).toBeLessThan((without?.read ?? 0) + (without?.written ?? 0));
    }
    const { stdout } = await joulebook(["estimate", ...line.split(" ")]);
    expect(stdout).toMatch(
      /Memory +Read \(MB\) +Written \(MB\) +Energy \(\w+\) +Moved without options \(\w+\) +Energy without/,
    );
  });

  it("warns of options that a device has no use for, and of extrapolation", async () => {
    const { warnings, interval } = await estimate("resnet50-int8 --on raspberry-pi-4-tflite-ruy --fold");
    expect(warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(["ignored-option", "extrapolated"]));
    expect(interval).toEqual({});
  });

  it("is one table for people, with unknown costs as such", async () => {
    const { stdout } = await joulebook(["estimate", "mlperf-tiny-ic", "--on", "cortex-m7-216mhz-cmsis-nn"]);
    expect(stdout).toMatch(/^mlperf-tiny-ic on cortex-m7-216mhz-cmsis-nn, estimated \(op-table\)\n/);
    expect(stdout).toMatch(/^addition +3 +unknown +unknown$/m);
    expect(stdout).toContain("fits 328 KB of SRAM");
  });

  it.each([
    ["--on raspberry-pi-4", 2, "unknown-device"],
    ["--on none.json", 3, "cannot-read"],
    [`--on ${file("text.json", "hello")}`, 3, "bad-json"],
    [`--on ${file("list.json", "[]")}`, 3, "bad-device-file"],
    [`--on ${file("kind.json", '{"kind":"op-tabel"}')}`, 3, "unknown-device-kind"],
    ["--on textbook-45nm --zero-weights 120%", 2, undefined],
  ])("refuses %s with exit code %d", async (options, code, problem) => {
    const found = await failure(["estimate", "ds-cnn-s", ...options.split(" ")]);
    expect(found.code).toBe(code);
    if (problem !== undefined) expect(found.codes).toContain(problem);
  });

  describe("at operating points", () => {
    // NDP9120, MLPerf Tiny v1.1: DS-CNN takes 43.802 µJ at 1.1 V.
    it("scales an estimate to another point of the device, and says what a deadline allows", async () => {
      const line = "ds-cnn-s-int8 --on ndp9120-31mhz";
      const { static: leak, energy, operation } = await estimate(`${line} --point 1.1V --deadline 20ms --sleep 0uW`);
      expect(leak.energy).toBeGreaterThan(0.05 * energy);
      expect(Math.abs((operation?.energy ?? 0) / 43.802e-6 - 1)).toBeLessThan(0.05);
      // Without anything to draw while it waits, the lowest voltage is cheapest and the highest clock first.
      expect(operation?.pace).toMatchObject({ best: "0.9V", slowAndLow: "0.9V", raceToIdle: "1.1V" });
      const at = await estimate(`${line} --voltage 1.05V`);
      expect(at.operation?.point.clock).toBeCloseTo((49.2e6 + 98.7e6) / 2, -1);
    });

    it("takes an estimate to another power mode of a board by what was measured there, and says that leakage is not known", async () => {
      // Measured on ResNet-50: 3.14129 J over 2.26961 J, 12.26 over 2.49 inferences a second; 6.538 W and 6.86 W while it waits.
      const line = "mobilenet-v2-1.0-224 --on jetson-agx-xavier-tflite-ruy --point MODE_15W --deadline 500ms";
      const { static: leak, energy, latency = 0, operatingPoint, operation } = await estimate(line);
      expect([leak.obtained, operatingPoint]).toEqual(["not known", { name: "MAXN" }]);
      // The file's ratios have six digits.
      expect(Math.abs((operation?.energy ?? 0) / energy / (3.14129 / 2.26961) - 1)).toBeLessThan(1e-5);
      expect(Math.abs((operation?.latency ?? 0) / latency / (12.26 / 2.49) - 1)).toBeLessThan(1e-5);
      expect(operation).not.toHaveProperty("staticEnergy");
      expect(operation?.ratios?.compared).toBe(1);
      const until = operation?.pace?.paces.find(({ point }) => point === "MAXN")?.energy ?? 0;
      expect(until / (energy + 6.86 * (0.5 - latency))).toBeCloseTo(1, 9);
    });

    it.each([
      ["ndp9120-31mhz --point 2V", 3, "unknown-point"],
      ["ndp9120-31mhz --voltage 1.3V", 3, "voltage-outside-table"],
      ["ndp9120-31mhz --deadline 1us", 4, "no-point-in-time"],
      ["ndp9120-31mhz --sleep 1mW", 2, "bad-option"],
      ["ndp9120-31mhz --deadline 0s", 2, "not-positive"],
      ["gap9-evk-240mhz --voltage 0.64V", 3, "voltage-outside-table"],
      ["nucleo-u575zi-q --point x", 3, "no-points"],
      ["jetson-agx-xavier-tflite-ruy --point MODE_20W", 3, "unknown-point"],
      ["jetson-agx-xavier-tflite-ruy --voltage 1V", 3, "voltage-outside-table"],
      ["jetson-agx-xavier-tflite-ruy --deadline 1us", 4, "no-point-in-time"],
    ])("refuses %s with exit code %d", async (options, code, problem) => {
      const args = ["estimate", "ds-cnn-s-int8", "--on", ...options.split(" ")];
      expect(await failure(args)).toEqual({ code, codes: [problem] });
    });
  });

  it("searches wider when asked, and answers without a search", async () => {
    const chip = join(import.meta.dirname, "../../../hardware/data/accelerators/tpu_like.yaml");
    const line = `mlperf-tiny-ad --on ${chip}`;
    const cycles = async (options: string): Promise<number> =>
      (await estimate(`${line} ${options}`.trim())).latencyCycles ?? 0;
    expect(await cycles("--unrolling mixed")).toBeLessThanOrEqual(await cycles(""));
    expect(await cycles("--loops 8")).toBeLessThanOrEqual(await cycles(""));
    const quick = await estimate(`${line} --systolic output-stationary`);
    // 128 outputs of one row on 32 x 32: 4 folds of 2 x 32 + 32 + 640 - 2 cycles.
    expect(quick.layers.find(({ macs }) => macs === 640 * 128)?.latencyCycles).toBe(4 * 734);
    expect(quick.notes.join()).toContain("closed form");
    for (const wrong of ["--loops 0", "--unrolling many", "--systolic row-stationary"])
      expect((await failure(["estimate", ...`${line} ${wrong}`.split(" ")])).code).toBe(2);
  });

  describe("on several cores", () => {
    const data = "packages/hardware/data/accelerators/quad_core";
    const system = join(import.meta.dirname, "../../../..", data, "edge_tpu_like_quad_core_examples.yaml");
    const line = `eenn-ak --on ${system} --convention stream --bits 8 --search stream`;

    it("says what early exits save over static networks, and writes what runs when as a figure and its table", async () => {
      const out = join(folder, "figures");
      const {
        exits,
        stages = [],
        leastStages = [],
        energy,
        latencyCycles = 0,
      } = await estimate(`${line} --effort 4x4 --shares 0.3,0.7 --figures ${out}`);
      const until = stages.map((one) => one.cumulativeEnergy * one.cumulativeLatencyCycles);
      const mean = 0.3 * (until[0] ?? 0) + 0.7 * (until[1] ?? 0);
      expect((exits?.meanOfProducts ?? 0) / mean).toBeCloseTo(1, 12);
      expect(exits?.optimism).toBeGreaterThanOrEqual(0);
      expect(leastStages).toHaveLength(2);
      const [all, backbone] = exits?.baselines ?? [];
      expect(all).toMatchObject({ name: "all-exits", energy, latencyCycles });
      expect((all?.reduction ?? 0) / ((energy * latencyCycles) / mean)).toBeCloseTo(1, 12);
      expect(backbone?.energy).toBeLessThan(energy);
      expect(readFileSync(join(out, "schedule.csv"), "utf8")).toMatch(/^core-\d,stage 1,convolution,/m);
      expect(JSON.parse(readFileSync(join(out, "memory.json"), "utf8"))).toMatchObject({ id: "memory" });
    });

    it.each([
      ["--shares 0.3,0.6", 3, "bad-shares"],
      ["--shares 0.3,0.3,0.4", 3, "bad-shares"],
      ["--shares 0.3,x", 2, undefined],
      ["--effort 4", 2, "bad-option"],
      ["--tiles 4x2", 2, undefined],
      ["--tiles 0x2 --convention sound", 2, undefined],
      ["--tiles 40x40 --convention sound", 2, undefined],
      ["--stacks whole --convention sound", 2, undefined],
      ["--spread --convention sound", 2, undefined],
      ["--search quick", 2, "unknown-search"],
    ])("refuses %s with exit code %d", async (options, code, problem) => {
      const found = await failure(`estimate ${line} ${options}`.split(" "));
      expect(found.code).toBe(code);
      if (problem !== undefined) expect(found.codes).toContain(problem);
    });

    it("cuts maps into tiles, which need less memory than whole maps", async () => {
      const plain = `eenn-ak --on ${system} --bits 8`;
      const most = async (options: string): Promise<number> => {
        const { cores = [] } = await estimate(`${plain} ${options}`);
        return Math.max(...cores.map(({ peakMemoryBytes }) => peakMemoryBytes));
      };
      const [whole, tiles] = [await most("--effort 4x1"), await most("--effort 4x1 --tiles 4x2")];
      expect(tiles).toBeLessThan(whole);
    });

    it("asks for exits where shares are given", async () => {
      const args = `estimate resnet8 --on ${system} --bits 8 --shares 1`.split(" ");
      expect(await failure(args)).toEqual({ code: 3, codes: ["no-exit"] });
    });
  });

  it("refuses a precision that the board was not measured at", async () => {
    const { code, codes } = await failure(["estimate", "resnet18-int4", "--on", "raspberry-pi-4-tflite-ruy"]);
    expect([code, codes]).toEqual([3, ["precision-not-measured"]]);
  });
});

describe("devices characterise", () => {
  it("makes a device file that estimate takes", async () => {
    const table = file("layers.csv", layers);
    const out = join(folder, "mine.json");
    const args = [
      "devices",
      "characterise",
      table,
      "--power",
      "330mW",
      "--clock",
      "216MHz",
      "--voltage",
      "3.3V",
      "--out",
      out,
    ];
    const { device } = await document<DevicesCharacteriseDocument>("devices-characterise", args);
    expect(device).toMatchObject({
      id: "layers",
      power: { value: 0.33 },
      clock: { value: 216e6 },
      voltage: { value: 3.3 },
    });
    expect(JSON.parse(readFileSync(out, "utf8"))).toEqual(device);
    const { byKind } = await document<EstimateDocument>("estimate", ["estimate", "cmsis-cifar10", "--on", out]);
    expect(byKind.dense?.latency).toBeCloseTo(1e-4, 12);
    expect(byKind.convolution).not.toHaveProperty("latency");
  });

  it("prints points with the range that the last digit leaves", async () => {
    const { stdout } = await joulebook(["devices", "characterise", file("t.csv", layers), "--power", "330mW"]);
    expect(stdout).toMatch(/^dense +1020 +102 +68.3 +205 +macs$/m);
  });

  it.each([
    [["--power", "330mW", "--clock", "fast"], 2],
    [["--power", "330mW", "--id", "Ä"], 2],
    [[], 3],
  ])("refuses %j with exit code %d", async (options, code) => {
    expect((await failure(["devices", "characterise", file("u.csv", layers), ...options])).code).toBe(code);
  });
});
