import { expect, test } from "vitest";
import { problemLines } from "../../src/command-line/problem-lines.js";

test("a problem says what and where, what was expected, what is near, and how to mend it", () => {
  const problem = {
    code: "bad-cell",
    message: 'energy_J: "-1" is negative',
    file: "power.csv",
    line: 18,
    column: 3,
    expected: "a number above 0",
    nearest: ["1"],
    fix: "remove the sign",
  };
  expect(problemLines(problem).split("\n")).toEqual([
    'error: power.csv:18:3: energy_J: "-1" is negative',
    "  expected: a number above 0",
    "  did you mean: 1",
    "  remove the sign",
  ]);
});

test("a name with control characters stays on its line", () => {
  expect(problemLines({ code: "x", message: "no", file: "a\nb\u001b[31m" })).toBe("error: a\\u000ab\\u001b[31m: no");
});
