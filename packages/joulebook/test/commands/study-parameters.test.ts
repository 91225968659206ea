import { expect, test } from "vitest";
import { studyParameters } from "../../src/commands/report/study-parameters.js";

test("a value may hold anything, an equals sign and line breaks too", () => {
  expect(studyParameters(["a=b=c", "x=", "y=1\n2"])).toEqual({ a: "b=c", x: "", y: "1\n2" });
});

test("names that objects have of their own are parameters like others", () => {
  expect(Object.entries(studyParameters(["__proto__=1", "constructor=2"]))).toEqual([
    ["__proto__", "1"],
    ["constructor", "2"],
  ]);
});

test("every wrong text is named at once", () => {
  expect(() => studyParameters(["device", "=x", "a=1", "a=2"])).toThrow(/"device"[^]*"=x"[^]*"a" is given twice/);
});
