import { describe, expect, it } from "vitest";
import { type BudgetOptions, InputError, parseBudget } from "../../src/index.js";

function codesOf(options: BudgetOptions): string[] {
  try {
    parseBudget(options);
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ code }) => code);
  }
  return [];
}

describe("parseBudget", () => {
  it("reads every form of budget into SI units", () => {
    expect(parseBudget({ budget: "50mJ" })).toEqual({ kind: "inference", energy: 0.05 });
    expect(parseBudget({ budget: "50mJ", hard: true })).toEqual({ kind: "inference", energy: 0.05, hard: true });
    expect(parseBudget({ power: "20mW", rate: "5/s" })).toEqual({ kind: "power", power: 0.02, rate: 5 });
    expect(parseBudget({ energy: "10J", window: "1h", rate: "1/min" })).toEqual({
      kind: "window",
      energy: 10,
      duration: 3600,
      rate: 1 / 60,
    });
    expect(
      parseBudget({
        battery: "1000mAh@3.7V",
        lifetime: "30d",
        rate: "1/s",
        depthOfDischarge: "80%",
        selfDischarge: "0%",
        efficiency: "0.9",
      }),
    ).toEqual({
      kind: "battery",
      battery: { capacity: 13_320, depthOfDischarge: 0.8, selfDischargePerMonth: 0, efficiency: 0.9 },
      lifetime: 2_592_000,
      rate: 1,
    });
  });

  it("is undefined when no option is given", () => {
    expect(parseBudget({})).toBeUndefined();
    expect(parseBudget({ budget: undefined, hard: false })).toBeUndefined();
  });

  it.each<readonly [BudgetOptions, readonly string[]]>([
    [{ power: "20mW" }, ["missing-option"]],
    [{ battery: "2Wh" }, ["missing-option", "missing-option"]],
    [{ rate: "5/s" }, ["missing-budget"]],
    [{ hard: true }, ["missing-budget"]],
    [{ budget: "50mJ", rate: "5/s" }, ["unused-option"]],
    [{ power: "20mW", rate: "5/s", lifetime: "3d" }, ["unused-option"]],
    [{ power: "20mW", rate: "5/s", efficiency: "90%" }, ["unused-option"]],
    [{ budget: "50mJ", power: "20mW" }, ["several-budgets"]],
    [{ budget: "0mJ" }, ["not-positive"]],
    [{ power: "20mW", rate: "0/s" }, ["not-positive"]],
    [
      { battery: "1000mAh", lifetime: "30", rate: "1Hz", depthOfDischarge: "0" },
      ["missing-voltage", "out-of-range", "missing-unit"],
    ],
  ])("refuses %j", (options, codes) => {
    expect(codesOf(options).toSorted()).toEqual([...codes].toSorted());
  });

  it("names options as the caller does, and knows their plausible size", () => {
    const run = (): unknown =>
      parseBudget({ budget: "50MJ" }, { where: (option) => `parameter ${option}`, max: { budget: 1e6 } });
    expect(run).toThrow(/parameter budget: "50MJ" was understood as 50 megajoules.*did you mean 50mJ/);
    expect(() => parseBudget({ battery: "1Wh", rate: "1/s", depthOfDischarge: "2", lifetime: "1d" })).toThrow(
      /--depth-of-discharge/,
    );
  });
});
