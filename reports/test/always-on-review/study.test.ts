import { InputError } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { alwaysOnParameters } from "../../src/always-on-review/parameters.js";
import { alwaysOnReview } from "../../src/always-on-review/review.js";
import { runStudy } from "../../src/run-study.js";

const quick = { samples: "3000" };
const review = (given: Readonly<Record<string, string>>): ReturnType<typeof alwaysOnReview> =>
  alwaysOnReview(alwaysOnParameters.parse({ ...quick, ...given }));
const problems = (given: Readonly<Record<string, string>>): readonly string[] => {
  try {
    alwaysOnParameters.parse(given);
  } catch (error) {
    if (error instanceof InputError && error.exitCode === 2) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
};

describe("the always-on review", () => {
  it("decides for the chip that draws least under the same events and requirements", async () => {
    const { chips, choice } = await review({});
    const powers = chips.map(({ optimum }) => optimum?.best.outcome.power ?? Number.NaN);
    expect(chips.map(({ name }) => name)).toEqual(["NDP120", "NUCLEO-U575ZI-Q"]);
    expect(choice?.optimum.best.outcome.power).toBe(Math.min(...powers));
    for (const { optimum } of chips) {
      const { recall, falseAlarms, latency } = optimum?.best.outcome ?? { recall: 0, falseAlarms: 1e9, latency: 1e9 };
      expect(recall).toBeGreaterThanOrEqual(0.8);
      expect(falseAlarms).toBeLessThanOrEqual(10);
      expect(latency).toBeLessThanOrEqual(5);
    }
  });

  it("decides otherwise when the use changes: with few frames a chip of little static power wins", async () => {
    const { choice } = await review({ recall: "30%", latency: "1h" });
    expect(choice?.chip.name).toBe("NUCLEO-U575ZI-Q");
    expect(choice?.optimum.best.outcome.power).toBeLessThan(0.6e-3);
  });

  it("says what contradicts what on each chip where nothing meets the requirements", async () => {
    const { feasible, warnings, document } = await runStudy("always-on-review", {
      ...quick,
      recall: "99%",
      "false-alarms": "0",
    });
    expect(feasible).toBe(false);
    expect(warnings.some((text) => text.startsWith("NDP120: recall at least 0.99"))).toBe(true);
    expect(document.sections[0]?.title).toBe("Nothing meets the requirements");
  });

  it("gives the same for the same parameters, and its first page has them all", async () => {
    const parameters = { ...quick, scenario: "one-class-exits", chips: "none", events: "5" };
    const [one, other] = [
      await runStudy("always-on-review", parameters),
      await runStudy("always-on-review", parameters),
    ];
    expect(other).toEqual(one);
    expect(one.document.made.parameters).toEqual([
      { name: "scenario", value: "one-class-exits" },
      { name: "chips", value: "none" },
      { name: "events", value: "5" },
      { name: "samples", value: "3000" },
    ]);
    expect(one.document.made.inputs.map(({ name }) => name)).toEqual(["one-class-exits", "combined-L6-N16-s0"]);
  });

  it("reports every wrong parameter together", () => {
    expect(problems({ recal: "1", latency: "5kg", samples: "0", "false-alarms": "-1", chips: "ndp" })).toHaveLength(5);
    expect(problems({ scenario: "person-detection-ndp12" })[0]).toContain("person-detection-ndp12");
    expect(problems({})).toEqual([]);
  });
});
