import { InputError } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { designReviewParameterList, designReviewParameters } from "../../src/design-review/parameters.js";

const parse = (input: unknown) => designReviewParameters.parse(input);
const problems = (input: unknown): readonly string[] => {
  try {
    parse(input);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).exitCode).toBe(2);
    return (error as InputError).problems.map(({ message, expected, nearest }) =>
      [message, expected, ...(nearest ?? [])].join(" | "),
    );
  }
  return [];
};

describe("designReviewParameters", () => {
  it("asks a sensible question when nothing is said", () => {
    expect(parse({})).toMatchObject({
      device: "raspberry-pi-4",
      budget: { kind: "inference", energy: 0.1 },
      rate: 1,
      battery: { capacity: 10 * 3.7 * 3600 },
      seed: 1,
    });
    expect(parse(undefined)).toEqual(parse({}));
  });

  it("prints every value as it was written, and the defaults beside", () => {
    const { written } = parse({ device: "odroid-n2+", latency: "50ms" });
    expect(written).toContainEqual({ name: "device", value: "odroid-n2+" });
    expect(written).toContainEqual({ name: "latency", value: "50ms" });
    expect(written).toContainEqual({ name: "budget", value: "100mJ" });
  });

  it("reads every parameter from its own example", () => {
    const example = (name: string): string =>
      designReviewParameterList.find((parameter) => parameter.name === name)?.example ?? "";
    const take = (...names: string[]) => parse(Object.fromEntries(names.map((name) => [name, example(name)])));
    expect(take("device", "budget", "hard", "latency", "accuracy", "seed")).toMatchObject({
      budget: { kind: "inference", energy: 0.1, hard: true },
      latency: 0.05,
      accuracy: 0.7,
    });
    expect(take("power", "rate").budget).toEqual({ kind: "power", power: 3.5, rate: 1 });
    expect(take("energy", "window", "rate").budget).toEqual({ kind: "window", energy: 1e4, duration: 3600, rate: 1 });
    expect(take("battery", "lifetime", "rate", "depth-of-discharge", "self-discharge", "efficiency").budget).toEqual({
      kind: "battery",
      battery: { capacity: 133_200, depthOfDischarge: 0.8, selfDischargePerMonth: 0.03, efficiency: 0.85 },
      lifetime: 12 * 3600,
      rate: 1,
    });
  });

  it("names the nearest parameter and board", () => {
    expect(problems({ devise: "x" })[0]).toMatch(/unknown parameter.*device/);
    expect(problems({ device: "rasberry-pi-4" })[0]).toMatch(/unknown device.*raspberry-pi-4/);
  });

  it("says what was wrong with a unit, and what is allowed", () => {
    expect(problems({ budget: "50" })[0]).toMatch(/^budget: /);
    expect(problems({ budget: "50MJ" })[0]).toMatch(/out of range.*1 µJ to 1 kJ/);
    expect(problems({ accuracy: "170%" })[0]).toMatch(/^accuracy: /);
    expect(problems({ seed: "x" })[0]).toMatch(/seed.*whole number from 0 to 2147483647/);
    expect(problems({ seed: "-1" })[0]).toMatch(/seed.*whole number from 0 to 2147483647/);
    expect(problems({ rate: "0/s" })[0]).toMatch(/^rate: /);
    expect(problems({ battery: "1000mAh" })[0]).toMatch(/@/);
    expect(problems({ hard: "perhaps" })[0]).toMatch(/hard.*true or false/);
    expect(problems({ budget: 50 })[0]).toMatch(/budget/);
  });

  it("reports all problems together", () => {
    expect(problems({ device: "x", budget: "50", latency: "3", wrong: "1" }).length).toBeGreaterThanOrEqual(4);
  });

  it("refuses two budgets at once", () => {
    expect(problems({ budget: "100mJ", power: "3W" })[0]).toMatch(/exclude each other/);
  });

  it("refuses what is no record of parameters", () => {
    for (const input of ["device=x", 5, [], [["device", "x"]]]) expect(problems(input).length).toBeGreaterThan(0);
  });
});
