import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  exitCodes,
  InputError,
  type Problem,
  parseBatteryCapacity,
  parseBytes,
  parseDuration,
  parseEnergy,
  parseFraction,
  parsePower,
  parseRate,
  parseVoltage,
} from "../../src/index.js";

function problemOf(run: () => unknown): Problem {
  try {
    run();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.exitCode).toBe(exitCodes.usage);
    expect(error.problems).toHaveLength(1);
    return error.problems[0] as Problem;
  }
  throw new Error("expected an InputError");
}

describe("parseEnergy", () => {
  // SI prefixes, 1 Wh = 3600 J, and charge x voltage (1 Ah = 3600 C) by hand; each is the double nearest to the decimal value.
  const cases: readonly (readonly [string, number])[] = [
    ["50mJ", 0.05],
    ["2.5 mWh", 9],
    ["1000mAh@3.7V", 13_320],
    ["1 Ah @ 3.7 V", 13_320],
    ["1Wh", 3600],
    ["3kWs", 3000],
    ["5 µJ", 5e-6],
    ["5 μJ", 5e-6],
    ["5uJ", 5e-6],
    ["7nJ", 7e-9],
    ["8pJ", 8e-12],
    ["+1e-3 J", 1e-3],
    [".5J", 0.5],
    ["5.J", 5],
    [" 5\tmJ\n", 0.005],
    ["5 mJ", 0.005],
    ["５０mJ", 0.05],
    ["50 millijoules", 0.05],
    ["0J", 0],
  ];
  it.each(cases)("reads %s", (text, joules) => {
    expect(parseEnergy(text)).toBe(joules);
  });

  it("rounds once, so that every prefixed decimal is the nearest double", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), (n) => {
        expect(parseEnergy(`${n}uJ`)).toBe(Number(`${n}e-6`));
      }),
    );
  });

  it("asks for a unit and names the likely spelling", () => {
    const problem = problemOf(() => parseEnergy("50", { where: "--budget" }));
    expect(problem.code).toBe("missing-unit");
    expect(problem.message).toBe('--budget: "50" was understood as the number 50 without a unit');
    expect(problem.nearest).toEqual(["50mJ", "50J"]);
  });

  it("asks for the voltage of a charge", () => {
    for (const text of ["1000mAh", "1000 mAh@", "1Ah @ "]) {
      const problem = problemOf(() => parseEnergy(text));
      expect(problem.code).toBe("missing-voltage");
      expect(problem.expected).toContain("1000mAh@3.7V");
    }
    expect(problemOf(() => parseEnergy("1000mAh@3.7", { where: "--battery" })).message).toContain(
      "--battery: voltage:",
    );
    expect(problemOf(() => parseEnergy("1000mAh@0V")).code).toBe("not-positive");
  });

  it("says which quantity a wrong unit belongs to", () => {
    const problem = problemOf(() => parseEnergy("50mW"));
    expect(problem.code).toBe("wrong-dimension");
    expect(problem.message).toBe('"50mW" is a power (50 milliwatts = 0.05 W), not an energy');
    expect(problem.nearest).toEqual(["50mJ"]);
    expect(problemOf(() => parseEnergy("5 s")).message).toContain("is a duration");
    expect(problemOf(() => parseEnergy("5 mV")).message).toContain("is a voltage");
  });

  it("takes an implausibly large value for a mistyped prefix, and says what it understood", () => {
    const problem = problemOf(() => parseEnergy("50MJ", { max: 1e6 }));
    expect(problem.code).toBe("too-large");
    expect(problem.message).toContain("understood as 50 megajoules = 50000000 J");
    expect(problem.nearest).toEqual(["50mJ"]);
    expect(parseEnergy("50MJ")).toBe(5e7);
    expect(parseEnergy("1MJ", { max: 1e6 })).toBe(1e6);
    expect(problemOf(() => parseEnergy("500mAh@1GV", { max: 1e6 })).nearest).toBeUndefined();
  });

  it("never guesses at the case of a prefix", () => {
    expect(problemOf(() => parseEnergy("50mj")).nearest).toEqual(["50mJ", "50MJ"]);
    expect(problemOf(() => parseEnergy("50 mjoule")).code).toBe("unknown-unit");
  });

  it("shows how to write a decimal comma", () => {
    expect(problemOf(() => parseEnergy("2,5mWh"))).toMatchObject({ code: "decimal-comma", nearest: ["2.5mWh"] });
    expect(problemOf(() => parseEnergy("1,000 mJ")).nearest).toEqual(["1.000mJ", "1000mJ"]);
  });

  const wrong: readonly (readonly [string, string])[] = [
    ["", "empty"],
    [" \t", "empty"],
    ["-5mJ", "negative"],
    ["−5mJ", "negative"],
    ["NaN", "not-finite"],
    ["NaN J", "not-finite"],
    ["Infinity", "not-finite"],
    ["-Infinity J", "not-finite"],
    ["1e400J", "not-finite"],
    ["1e308GJ", "not-finite"],
    ["1e-400J", "not-finite"],
    ["mJ", "not-a-number"],
    ["abc", "not-a-number"],
    ["1 000 mJ", "not-a-number"],
    ["1_000mJ", "not-a-number"],
    ["1.2.3J", "not-a-number"],
    ["0x10J", "unknown-unit"],
    ["5J; rm", "unknown-unit"],
    ["5J\n6J", "unknown-unit"],
    ["5\u001b[31mJ", "unknown-unit"],
    ["9".repeat(5000), "not-a-quantity"],
  ];
  it.each(wrong)("refuses %j as %s", (text, code) => {
    const problem = problemOf(() => parseEnergy(text));
    expect(problem.code).toBe(code);
    expect([...problem.message].every((character) => character >= " ")).toBe(true);
    expect(problem.message.length).toBeLessThan(250);
  });

  it("refuses any other text with one problem, and quickly", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        try {
          expect(parseEnergy(text)).toBeGreaterThanOrEqual(0);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });

  it("refuses zero where the option must be positive", () => {
    expect(problemOf(() => parseEnergy("0 mJ", { positive: true })).code).toBe("not-positive");
  });
});

describe("the other quantities", () => {
  it.each([
    ["20mW", 0.02],
    ["1.5 W", 1.5],
    ["3 microwatts", 3e-6],
  ])("reads the power %s", (text, watts) => expect(parsePower(text)).toBe(watts));

  // A month is 730.5 h (PAPERS section 6): 730.5 x 3600 = 2,629,800 s.
  it.each([
    ["100ms", 0.1],
    ["2h", 7200],
    ["30d", 2_592_000],
    ["10 min", 600],
    ["1 week", 604_800],
    ["2 months", 5_259_600],
    ["1 year", 31_557_600],
    ["250us", 0.00025],
  ])("reads the duration %s", (text, seconds) => expect(parseDuration(text)).toBe(seconds));

  it.each([
    ["5/s", 5],
    ["10/min", 10 / 60],
    ["1 Hz", 1],
    ["3600/h", 1],
    ["86400/d", 1],
    ["1/10s", 0.1],
    ["1 every 10 s", 0.1],
    ["2 per minute", 2 / 60],
    ["30 frames/s", 30],
    ["30fps", 30],
    ["12 inf/s", 12],
    ["2 kHz", 2000],
  ])("reads the rate %s", (text, hertz) => expect(parseRate(text)).toBe(hertz));

  it.each(["5/0s", "5/mJ", "5/", "5/-1s", "5 per"])("refuses the rate %s", (text) => {
    expect(problemOf(() => parseRate(text)).code).toBe("unknown-unit");
  });

  it("asks what a bare rate is per", () => {
    expect(problemOf(() => parseRate("5")).nearest).toEqual(["5/s", "5/min"]);
    expect(problemOf(() => parseRate("5s")).message).toContain("is a duration");
  });

  it.each([
    ["0.7", 0.7],
    ["70%", 0.7],
    ["70 %", 0.7],
    ["7e1 percent", 0.7],
    ["0", 0],
    ["1", 1],
    ["100%", 1],
  ])("reads the share %s", (text, share) => expect(parseFraction(text)).toBe(share));

  it("takes a bare 70 for a forgotten percent sign", () => {
    expect(problemOf(() => parseFraction("70"))).toMatchObject({ code: "out-of-range", nearest: ["70%"] });
    expect(problemOf(() => parseFraction("150%")).code).toBe("out-of-range");
    expect(problemOf(() => parseFraction("-0.1")).code).toBe("out-of-range");
    expect(problemOf(() => parseFraction("0", { positive: true })).code).toBe("out-of-range");
    expect(problemOf(() => parseFraction("0.7J")).code).toBe("wrong-dimension");
    expect(problemOf(() => parseFraction("0,7"))).toMatchObject({ code: "decimal-comma" });
  });

  it.each([
    ["320KB", 320_000],
    ["320kB", 320_000],
    ["320KiB", 327_680],
    ["1 MB", 1_000_000],
    ["1.5GiB", 1_610_612_736],
    ["5 bytes", 5],
  ])("reads the size %s", (text, bytes) => expect(parseBytes(text)).toBe(bytes));

  it("does not take bits for bytes", () => {
    expect(problemOf(() => parseBytes("8Kbit"))).toMatchObject({ code: "wrong-dimension", nearest: ["8KB"] });
    expect(problemOf(() => parseBytes("8Kb")).code).toBe("unknown-unit");
  });

  it("reads voltages and battery capacities", () => {
    expect(parseVoltage("900mV")).toBe(0.9);
    expect(parseBatteryCapacity("2000mWh")).toBe(7200);
    expect(parseBatteryCapacity("1000mAh@3.7V")).toBe(13_320);
    expect(problemOf(() => parseBatteryCapacity("0mWh")).code).toBe("not-positive");
    expect(problemOf(() => parseBatteryCapacity("2000mW")).nearest).toEqual(["2000mJ"]);
  });
});
