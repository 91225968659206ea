import { readdirSync, readFileSync } from "node:fs";
import { InputError } from "@joulebook/core";
import { zooNetwork } from "@joulebook/network";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { builtInDevice, builtInDeviceIds, estimate, readDevice } from "../../src/index.js";

const schemas = new URL("../../../core/schemas/", import.meta.url);
const devices = new URL("../../devices/", import.meta.url);
const golden = new URL("../../../core/test/golden/contracts/device/", import.meta.url);

const ajv = new Ajv2020({ allErrors: true, strict: false });
for (const file of readdirSync(schemas))
  ajv.addSchema(JSON.parse(readFileSync(new URL(file, schemas), "utf8")) as object, file);
const bySchema = ajv.getSchema("device.schema.json");

function problemsOf(text: string): readonly string[] {
  try {
    readDevice(text, "device.json");
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}

describe("device files that ship", () => {
  it("are all listed, each under its own id", () => {
    const files = readdirSync(devices).map((file) => file.replace(/\.json$/, ""));
    expect(builtInDeviceIds()).toEqual(files.toSorted());
    for (const id of files) expect(builtInDevice(id).id).toBe(id);
  });

  it.each(readdirSync(devices))("%s fits the schema", (file) => {
    bySchema?.(JSON.parse(readFileSync(new URL(file, devices), "utf8")));
    expect(bySchema?.errors ?? []).toEqual([]);
  });

  it("can each cost a network", () => {
    for (const id of builtInDeviceIds()) {
      const { energy, latency = 0 } = estimate(zooNetwork("mobilenet-v1-0.25-128-int8"), builtInDevice(id));
      expect([id, energy > 0 && Number.isFinite(energy), latency > 0]).toEqual([id, true, true]);
    }
  });

  it("mark every number of the Cortex-M7 that was not checked or not measured", () => {
    const device = builtInDevice("cortex-m7-216mhz-cmsis-nn");
    if (device.kind !== "op-table") throw new Error("not an op-table");
    for (const { kinds, points } of device.table) {
      for (const { source, unverified, assumed, interval } of points) {
        expect([kinds[0], source === "cmsis-nn" ? unverified : assumed]).toEqual([kinds[0], true]);
        expect(interval).toBeDefined();
      }
    }
    expect(device.power.assumed).toBe(true);
  });
});

describe("readDevice", () => {
  const valid = readdirSync(golden).filter((file) => file.startsWith("valid-"));
  const invalid = readdirSync(golden).filter((file) => file.startsWith("invalid-"));

  it.each(valid)("takes %s of the contract", (file) => {
    expect(problemsOf(readFileSync(new URL(file, golden), "utf8"))).toEqual([]);
  });

  it.each(invalid)("refuses %s of the contract", (file) => {
    expect(problemsOf(readFileSync(new URL(file, golden), "utf8")).length).toBeGreaterThan(0);
  });

  it("agrees with the JSON Schema when any one field is missing, wrong or unknown", () => {
    let compared = 0;
    for (const file of valid) {
      const device = JSON.parse(readFileSync(new URL(file, golden), "utf8")) as Record<string, unknown>;
      for (const change of changes(device)) {
        // What the schema cannot say: sources that are named must be listed, ranges have their ends in order.
        const mine = problemsOf(JSON.stringify(change)).filter((message) => !/source|low must not/.test(message));
        const theirs = bySchema?.(change) === true;
        if (theirs && mine.length > 0 && mine.every((message) => /too small|>0|<=1/i.test(message))) continue;
        expect([file, mine.length === 0, JSON.stringify(change).slice(0, 200)]).toEqual([
          file,
          theirs || /source/.test(problemsOf(JSON.stringify(change)).join()),
          JSON.stringify(change).slice(0, 200),
        ]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it.each([
    ["", "no JSON"],
    ["[]", "no device file"],
    ["null", "no device file"],
    ['{"kind":"rofline"}', "unknown device kind"],
    ['{"kind":"constructor"}', "unknown device kind"],
  ])("refuses %j", (text, message) => {
    expect(problemsOf(text).join()).toContain(message);
  });

  it("names the device that was meant", () => {
    expect(() => builtInDevice("raspberry-pi-4")).toThrow(/raspberry-pi-4-armnn-neon or raspberry-pi-4-tflite-ruy/);
    expect(() => builtInDevice("textbook-45mn")).toThrow(/did you mean textbook-45nm/);
    expect(() => builtInDevice("__proto__")).toThrow(/unknown device/);
  });
});

/** A device with one field gone, one of another type, or one more. */
function* changes(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.slice(0, 1).entries())
      for (const change of changes(item)) yield value.with(index, change);
  } else if (typeof value === "object" && value !== null) {
    const record = value as Readonly<Record<string, unknown>>;
    yield { ...record, unheardOf: 1 };
    for (const [key, inner] of Object.entries(record)) {
      const { [key]: _, ...without } = record;
      yield without;
      yield { ...record, [key]: typeof inner === "string" ? 7 : "seven" };
      for (const change of changes(inner)) yield { ...record, [key]: change };
    }
  }
}
