import { InputError, type Problem } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { acceleratorCost, readAccelerator, readDevice } from "../../src/index.js";
import { tinyNetworks } from "@joulebook/network";
import { shippedText } from "../accelerator/shipped-files.js";

const { device } = readAccelerator(shippedText("tpu_like.yaml"), "tpu_like.yaml");
const text = JSON.stringify(device, null, 1);

function problemsOf(changed: string): readonly Problem[] {
  try {
    readDevice(changed, "chip.json");
  } catch (error) {
    expect((error as InputError).exitCode).toBe(3);
    return (error as InputError).problems;
  }
  throw new Error("the file was taken");
}

/** Line of the first one that has the text. */
const lineOf = (all: string, part: string): number => all.split("\n").findIndex((line) => line.includes(part)) + 1;

describe("an accelerator as a JSON device file", () => {
  it("costs what the same chip does as YAML", () => {
    const read = readDevice(text, "chip.json");
    expect(read.kind).toBe("accelerator");
    expect(acceleratorCost(tinyNetworks.ad(), read as typeof device).energy).toBe(
      acceleratorCost(tinyNetworks.ad(), device).energy,
    );
  });

  it("is refused with the line of what is wrong, and the nearest known key", () => {
    const changed = text
      .replace('"sizeBits": 1024', '"sizeBits": 0')
      .replace('"servedDimensions"', '"servedDimension"');
    const problems = problemsOf(changed);
    expect(problems).toContainEqual(
      expect.objectContaining({ file: "chip.json", line: lineOf(changed, '"sizeBits": 0'), code: "bad-value" }),
    );
    const unknown = problems.find(({ nearest }) => nearest !== undefined);
    expect(unknown).toMatchObject({ nearest: ["servedDimensions"] });
    // The place of a value that may be written over several lines is where it begins.
    expect(Math.abs((unknown?.line ?? 0) - lineOf(changed, '"servedDimension"'))).toBeLessThanOrEqual(1);
  });

  it("is refused when no memory stores the weights", () => {
    const [core] = device.cores;
    const memories = core?.memories.filter(({ operands }) => !operands.includes("I2"));
    const changed = JSON.stringify({ ...device, cores: [{ ...core, memories }] }, null, 1);
    expect(problemsOf(changed)).toMatchObject([
      { code: "unserved-operand", file: "chip.json", line: lineOf(changed, '"memories"') },
    ]);
  });
});
